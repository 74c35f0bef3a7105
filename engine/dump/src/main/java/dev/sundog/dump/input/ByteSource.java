// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

/** Bytes that are read once, in order. */
public interface ByteSource {
  /** Name of the source, as errors give it. */
  String name();

  /** Offset of the next byte. */
  long offset();

  /**
   * Reads up to {@code length} bytes; 0 only at the end.
   *
   * @throws dev.sundog.batch.MalformedDumpException if the source can't be read on
   */
  int read(byte[] target, int from, int length);
}
