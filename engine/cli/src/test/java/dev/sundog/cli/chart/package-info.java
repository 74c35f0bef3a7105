// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.cli.chart;

import org.jspecify.annotations.NullMarked;
