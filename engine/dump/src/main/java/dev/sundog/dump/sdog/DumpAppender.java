// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Appends bytes to a file. Used by one thread at a time. */
sealed interface DumpAppender extends AutoCloseable permits MappedAppender, ChannelAppender {
  /**
   * An appender to an empty file. The system property {@code sundog.dump.writer} selects {@code
   * mapped} (memory mapped by Chronicle Bytes), {@code channel} (channel writes), or {@code auto}
   * (the default): mapped if the JVM has the flags that Chronicle Bytes needs.
   *
   * @throws IllegalArgumentException if the property has another value
   */
  static DumpAppender open(Path file) throws IOException {
    String choice = System.getProperty("sundog.dump.writer", "auto");
    return switch (choice) {
      case "mapped" -> new MappedAppender(file);
      case "channel" -> new ChannelAppender(file);
      case "auto" ->
          MappedAppender.possible() ? new MappedAppender(file) : new ChannelAppender(file);
      default ->
          throw new IllegalArgumentException(
              "system property sundog.dump.writer is \""
                  + choice
                  + "\", not auto, mapped or channel");
    };
  }

  /** Bytes appended. */
  long length();

  /**
   * Appends bytes.
   *
   * @throws IOException if the device is full or fails; the end of the file is then undefined
   */
  void append(MemorySegment bytes) throws IOException;

  /** Cuts the file to {@link #length()} and closes it. */
  @Override
  void close() throws IOException;
}
