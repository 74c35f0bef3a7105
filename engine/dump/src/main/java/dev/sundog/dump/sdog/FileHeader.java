package dev.sundog.dump.sdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.input.DumpFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file says at its beginning.
 *
 * @param keyNames names of the parts of the group keys; empty without groups
 * @param bytes length of the header
 */
record FileHeader(List<String> keyNames, int bytes) {
  /** {@code 89 "SDOG" CR LF 1A} in a file: a transfer that meddles with text destroys it. */
  static final long MARK = 0x1A0A_0D47_4F44_5389L;

  private static final int VERSION = 2;
  private static final int FIXED_BYTES = Long.BYTES + 3 * Integer.BYTES;
  private static final int MAX_BYTES = 1 << 20;

  /** The header's bytes for names. */
  static byte[] encode(List<String> keyNames) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    keyNames.forEach(name -> writeText(names, name));
    int bytes = FIXED_BYTES + names.size() + Checksum.BYTES;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException("names of group keys of " + names.size() + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MARK).putInt(VERSION).putInt(bytes).putInt(keyNames.size());
    out.put(names.toByteArray());
    out.putInt(Checksum.of(out.slice(0, bytes - Checksum.BYTES)));
    return out.array();
  }

  /** Reads and checks the header of a file. */
  static FileHeader read(DumpFile file) {
    ByteBuffer fixed = file.read(0, FIXED_BYTES);
    if (fixed.getLong() != MARK) {
      throw file.malformed(0, "this is no native dump");
    }
    int version = fixed.getInt();
    int bytes = fixed.getInt();
    int count = fixed.getInt();
    if (version != VERSION) {
      throw file.malformed(
          Long.BYTES, "version " + version + " of the native dump is not " + VERSION);
    }
    if (bytes < FIXED_BYTES + Checksum.BYTES || bytes > Math.min(MAX_BYTES, file.size())) {
      throw file.malformed(12, "a header of " + bytes + " bytes can't be");
    }
    ByteBuffer all = file.read(0, bytes);
    if (Checksum.of(all.slice(0, bytes - Checksum.BYTES)) != all.getInt(bytes - Checksum.BYTES)) {
      throw file.malformed(0, "the header does not have its checksum");
    }
    ByteBuffer names = all.slice(FIXED_BYTES, bytes - FIXED_BYTES - Checksum.BYTES);
    List<String> keyNames = readTexts(names.order(ByteOrder.LITTLE_ENDIAN), count);
    if (keyNames.size() != count || names.hasRemaining()) {
      throw file.malformed(FIXED_BYTES, "the header does not hold " + count + " names");
    }
    return new FileHeader(keyNames, bytes);
  }

  /** Writes u32 length and UTF-8. */
  static void writeText(ByteArrayOutputStream out, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] length = new byte[Integer.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length);
    out.writeBytes(length);
    out.writeBytes(utf8);
  }

  /** Reads at most {@code count} texts: fewer if their lengths lead outside. */
  static List<String> readTexts(ByteBuffer in, long count) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count && in.remaining() >= Integer.BYTES) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        return texts;
      }
      byte[] utf8 = new byte[length];
      in.get(utf8);
      texts.add(new String(utf8, UTF_8));
    }
    return texts;
  }
}
