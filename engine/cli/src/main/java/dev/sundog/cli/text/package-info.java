// SPDX-License-Identifier: Apache-2.0
/** Text output: tables, numbers, and foreign text made safe for a terminal. */
@NullMarked
package dev.sundog.cli.text;

import org.jspecify.annotations.NullMarked;
