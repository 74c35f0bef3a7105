/** Tests of byte order and text encoding. */
@NullMarked
package dev.sundog.dump.bytes;

import org.jspecify.annotations.NullMarked;
