// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.input;

import org.jspecify.annotations.NullMarked;
