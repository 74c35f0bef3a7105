// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A stream to a descriptor that the launcher opened. Java has a public class only for files that it
 * opens itself, and opening {@code /dev/fd/N} anew loses the position in a file that stdout shares.
 * So this is the one place that calls the JDK's own code, {@code sun.nio.ch.IOUtil.newFD}, whose
 * package is open to Chronicle Bytes in any case.
 */
final class InheritedStream {
  private InheritedStream() {}

  /**
   * The stream to the descriptor whose number a system property holds.
   *
   * @param otherwise the stream if there is no such property, or this JDK does not allow it
   */
  static PrintStream of(String property, PrintStream otherwise) {
    int number = Integer.getInteger(property, -1);
    if (number < 0) {
      return otherwise;
    }
    try {
      MethodHandle descriptor =
          MethodHandles.lookup()
              .findStatic(
                  ClassLoader.getPlatformClassLoader().loadClass("sun.nio.ch.IOUtil"),
                  "newFD",
                  MethodType.methodType(FileDescriptor.class, int.class));
      FileDescriptor opened = (FileDescriptor) descriptor.invokeExact(number);
      return new PrintStream(new FileOutputStream(opened), true, otherwise.charset());
    } catch (Throwable e) {
      return otherwise;
    }
  }
}
