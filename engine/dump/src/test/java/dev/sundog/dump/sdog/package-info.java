// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.sdog;

import org.jspecify.annotations.NullMarked;
