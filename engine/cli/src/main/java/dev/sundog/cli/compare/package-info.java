// SPDX-License-Identifier: Apache-2.0
/** Comparison of two dumps on the same items: join, tests, gates. */
@NullMarked
package dev.sundog.cli.compare;

import org.jspecify.annotations.NullMarked;
