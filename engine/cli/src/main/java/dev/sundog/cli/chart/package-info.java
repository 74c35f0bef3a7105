// SPDX-License-Identifier: Apache-2.0
/**
 * Charts as data, which reports draw in the browser and {@code --plots} draws as PNG and SVG files.
 */
@NullMarked
package dev.sundog.cli.chart;

import org.jspecify.annotations.NullMarked;
