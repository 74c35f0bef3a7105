@NullMarked
package dev.sundog.dump.input;

import org.jspecify.annotations.NullMarked;
