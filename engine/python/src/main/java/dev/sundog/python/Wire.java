// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection. Each is a length and a kind of 32 bits, little-endian, and a
 * body. One thread reads; any thread writes.
 */
final class Wire implements AutoCloseable {
  /** Kinds of messages from the client. */
  static final int BEGIN = 1;

  static final int BLOCK = 2;
  static final int END = 3;
  static final int MEMORY = 4;

  /** Kinds of messages to the client. */
  static final int READY = 17;

  static final int SCORES = 18;
  static final int SUMMARY = 19;
  static final int ERROR = 20;

  private static final int HEADER = 8;
  private static final int MAX_BODY = 1 << 30;

  private final SocketChannel channel;
  private final ByteBuffer in = buffer(1 << 16).flip();

  /**
   * A message.
   *
   * @param kind what it is
   * @param body little-endian, owned by the receiver
   */
  record Message(int kind, ByteBuffer body) {
    /** Texts: a length in bytes of 32 bits and UTF-8 each, up to the end. */
    List<String> texts() throws IOException {
      List<String> texts = new ArrayList<>();
      while (body.hasRemaining()) {
        int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
        if (length < 0 || length > body.remaining()) {
          throw new IOException("a text of " + length + " bytes in " + body.remaining());
        }
        byte[] utf8 = new byte[length];
        body.get(utf8);
        texts.add(new String(utf8, UTF_8));
      }
      return texts;
    }
  }

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next message; null if the client has closed the connection. */
  @Nullable Message read() throws IOException {
    while (in.remaining() < HEADER) {
      in.compact();
      int count = channel.read(in);
      in.flip();
      if (count < 0) {
        return null;
      }
    }
    int length = in.getInt();
    int kind = in.getInt();
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("a message of " + length + " bytes");
    }
    ByteBuffer body = buffer(length);
    int buffered = Math.min(length, in.remaining());
    body.put(in.slice(in.position(), buffered));
    in.position(in.position() + buffered);
    while (body.hasRemaining()) {
      if (channel.read(body) < 0) {
        return null;
      }
    }
    return new Message(kind, body.flip());
  }

  /** Writes texts. */
  void write(int kind, List<String> texts) throws IOException {
    List<byte[]> all = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    ByteBuffer body = buffer(all.stream().mapToInt(utf8 -> Integer.BYTES + utf8.length).sum());
    all.forEach(utf8 -> body.putInt(utf8.length).put(utf8));
    write(kind, body.flip());
  }

  /** Writes one message. */
  synchronized void write(int kind, ByteBuffer body) throws IOException {
    ByteBuffer whole = buffer(HEADER + body.remaining());
    whole.putInt(body.remaining()).putInt(kind).put(body).flip();
    while (whole.hasRemaining()) {
      channel.write(whole);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
