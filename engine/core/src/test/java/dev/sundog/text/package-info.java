@NullMarked
package dev.sundog.text;

import org.jspecify.annotations.NullMarked;
