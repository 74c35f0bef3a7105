@NullMarked
package dev.sundog.parity;

import org.jspecify.annotations.NullMarked;
