/** The benchmark program, and the command that it adds to {@code sundog}. */
@NullMarked
package dev.sundog.bench;

import org.jspecify.annotations.NullMarked;
