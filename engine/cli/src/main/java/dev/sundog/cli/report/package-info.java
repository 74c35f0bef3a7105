// SPDX-License-Identifier: Apache-2.0
/**
 * HTML reports: one file, no network, foreign text always escaped, light and dark, readable on
 * paper and on small screens.
 */
@NullMarked
package dev.sundog.cli.report;

import org.jspecify.annotations.NullMarked;
