@NullMarked
package dev.sundog.dump.record;

import org.jspecify.annotations.NullMarked;
