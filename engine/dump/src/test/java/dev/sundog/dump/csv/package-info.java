@NullMarked
package dev.sundog.dump.csv;

import org.jspecify.annotations.NullMarked;
