// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The header of a {@code .npy} file, versions 1 to 3: {@code \x93NUMPY}, version, length, and a
 * Python dictionary of {@code descr}, {@code fortran_order} and {@code shape} (NumPy Enhancement
 * Proposal 1).
 */
final class NpyHeader {
  /** The first six bytes of a file, as the upper six of a long. */
  private static final long MARK = 0x59504D554E930000L;

  private static final int MARK_BYTES = 6;

  /** NumPy's own limit for files that are not trusted. */
  private static final int MOST_BYTES = 10_000;

  private static final String ENTRY =
      "\\s*'(descr|fortran_order|shape)'\\s*:\\s*('[^']*'|True|False|\\([0-9,\\s]*\\))\\s*";
  private static final Pattern ENTRIES = Pattern.compile(ENTRY);
  private static final Pattern HEADER =
      Pattern.compile("\\{" + ENTRY + "," + ENTRY + "," + ENTRY + ",?\\s*}\\s*");

  private NpyHeader() {}

  /** Whether a file begins with the mark of this format. */
  private static boolean begins(DumpFile file) {
    return file.size() >= Long.BYTES && (file.read(0, Long.BYTES).getLong() << 16) == MARK;
  }

  /**
   * Reads the array of a file.
   *
   * @throws MalformedDumpException if the file is not of this format, is not in C order, or has a
   *     length that differs from its header's
   */
  static Tensor read(DumpFile file) {
    if (!begins(file)) {
      throw file.malformed(0, "not a .npy file");
    }
    int version = file.read(MARK_BYTES, 1).get();
    if (version < 1 || version > 3) {
      throw file.malformed(
          MARK_BYTES, ".npy of version " + version + "; versions 1 to 3 are supported");
    }
    boolean first = version == 1;
    int begin = Long.BYTES + (first ? Short.BYTES : Integer.BYTES);
    long length =
        first
            ? Short.toUnsignedLong(file.read(Long.BYTES, Short.BYTES).getShort())
            : Integer.toUnsignedLong(file.read(Long.BYTES, Integer.BYTES).getInt());
    if (length > MOST_BYTES || length > file.size() - begin) {
      throw file.malformed(
          Long.BYTES, "a header of " + length + " bytes; at most " + MOST_BYTES + " are read");
    }
    String header = UTF_8.decode(file.read(begin, (int) length)).toString();
    Map<String, String> entries = new TreeMap<>();
    Matcher matcher = ENTRIES.matcher(header);
    while (matcher.find()) {
      entries.put(matcher.group(1), matcher.group(2));
    }
    String descr = entries.get("descr");
    String order = entries.get("fortran_order");
    List<Long> shape = shape(entries.get("shape"));
    if (!HEADER.matcher(header).matches() || descr == null || order == null || shape == null) {
      throw file.malformed(begin, "expected a header with descr, fortran_order and shape");
    }
    if (!order.equals("False")) {
      throw file.malformed(begin, "the array is in Fortran order; save it in C order");
    }
    String typeName = descr.substring(1, descr.length() - 1);
    ElementType type = type(typeName);
    long bytes = Tensor.bytes(shape, type.bytes());
    long there = file.size() - begin - length;
    if (type != ElementType.OTHER && bytes != there) {
      throw file.malformed(
          begin,
          "an array of " + typeName + shape + " does not fit the " + there + " bytes of the file");
    }
    return new Tensor(file, "the array", type, typeName, shape, begin + length);
  }

  private static ElementType type(String descr) {
    return switch (descr) {
      case "<f8" -> ElementType.F64;
      case "<f4" -> ElementType.F32;
      case "<f2" -> ElementType.F16;
      case "<i8" -> ElementType.I64;
      case "<i4" -> ElementType.I32;
      case "<i2" -> ElementType.I16;
      case "|i1", "<i1" -> ElementType.I8;
      case "<u8" -> ElementType.U64;
      case "<u4" -> ElementType.U32;
      case "<u2" -> ElementType.U16;
      case "|u1", "<u1" -> ElementType.U8;
      default -> ElementType.OTHER;
    };
  }

  private static @Nullable List<Long> shape(@Nullable String tuple) {
    if (tuple == null || !tuple.startsWith("(")) {
      return null;
    }
    List<Long> shape = new ArrayList<>();
    try {
      Stream.of(tuple.substring(1, tuple.length() - 1).split(",", -1))
          .map(String::strip)
          .filter(length -> !length.isEmpty())
          .forEach(length -> shape.add(Long.parseLong(length)));
    } catch (NumberFormatException e) {
      return null;
    }
    return shape;
  }
}
