@NullMarked
package dev.sundog.dump.text;

import org.jspecify.annotations.NullMarked;
