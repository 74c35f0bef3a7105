@NullMarked
package dev.sundog.dump.json;

import org.jspecify.annotations.NullMarked;
