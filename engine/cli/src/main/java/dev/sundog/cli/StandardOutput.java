// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * The process's stdout. It remembers whether its reader has closed it, as {@code head} does: what
 * is not wanted any more is not an error, a full disk is.
 */
final class StandardOutput extends PrintWriter {
  private final Sink sink;

  StandardOutput(Charset charset) {
    this(new Sink(new FileOutputStream(FileDescriptor.out)), charset);
  }

  /** A writer to another stream. */
  StandardOutput(OutputStream stream, Charset charset) {
    this(new Sink(stream), charset);
  }

  private StandardOutput(Sink sink, Charset charset) {
    super(sink, true, charset);
    this.sink = sink;
  }

  /** Whether a write failed because nobody reads the other end of the pipe. */
  boolean readerLeft() {
    return sink.readerLeft;
  }

  private static final class Sink extends OutputStream {
    private final OutputStream stream;
    private boolean readerLeft;

    Sink(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        stream.write(bytes, from, length);
      } catch (IOException e) {
        // EPIPE; Java has no other name for it.
        readerLeft |= "Broken pipe".equals(e.getMessage());
        throw e;
      }
    }
  }
}
