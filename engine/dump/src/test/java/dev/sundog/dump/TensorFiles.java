// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.LogitsColumn.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/** Writes {@code .npy} and safetensors files by their specifications. */
final class TensorFiles {
  private TensorFiles() {}

  /** A file of version 1, its data at a multiple of 64 bytes. */
  static Path npy(Path file, String descr, String shape, byte[] data) throws IOException {
    return npy(
        file,
        1,
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }",
        data);
  }

  static Path npy(Path file, int version, String header, byte[] data) throws IOException {
    int begin = version == 1 ? 10 : 12;
    int length = (begin + header.length() + 1 + 63) / 64 * 64 - begin;
    byte[] whole = new byte[begin + length + data.length];
    ByteBuffer bytes = little(whole);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(UTF_8)).put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) length);
    } else {
      bytes.putInt(length);
    }
    bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(UTF_8));
    bytes.put(data);
    return Files.write(file, whole);
  }

  static Path safetensors(Path file, String header, byte[]... data) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    int size = Long.BYTES + json.length;
    for (byte[] part : data) {
      size += part.length;
    }
    byte[] whole = new byte[size];
    ByteBuffer bytes = little(whole).putLong(json.length).put(json);
    for (byte[] part : data) {
      bytes.put(part);
    }
    return Files.write(file, whole);
  }

  /** Logits in a format; bfloat16 is cut off, not rounded. */
  static byte[] logits(Format format, int count, IntToDoubleFunction logit) {
    byte[] whole = new byte[count * format.bytes()];
    ByteBuffer bytes = little(whole);
    for (int index = 0; index < count; index++) {
      float value = (float) logit.applyAsDouble(index);
      switch (format) {
        case FLOAT32 -> bytes.putFloat(value);
        case FLOAT16 -> bytes.putShort(Float.floatToFloat16(value));
        case BFLOAT16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
      }
    }
    return whole;
  }

  /** Whole numbers of 1, 2, 4 or 8 bytes. */
  static byte[] integers(int width, long... values) {
    byte[] whole = new byte[width * values.length];
    ByteBuffer bytes = little(whole);
    for (long value : values) {
      switch (width) {
        case 1 -> bytes.put((byte) value);
        case 2 -> bytes.putShort((short) value);
        case 4 -> bytes.putInt((int) value);
        default -> bytes.putLong(value);
      }
    }
    return whole;
  }

  private static ByteBuffer little(byte[] whole) {
    return ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
  }
}
