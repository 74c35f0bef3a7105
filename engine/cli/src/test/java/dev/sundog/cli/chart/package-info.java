@NullMarked
package dev.sundog.cli.chart;

import org.jspecify.annotations.NullMarked;
