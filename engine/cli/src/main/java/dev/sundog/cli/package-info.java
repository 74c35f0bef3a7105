// SPDX-License-Identifier: Apache-2.0
/** The sundog program. */
@NullMarked
package dev.sundog.cli;

import org.jspecify.annotations.NullMarked;
