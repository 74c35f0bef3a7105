// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.output;

import org.jspecify.annotations.NullMarked;
