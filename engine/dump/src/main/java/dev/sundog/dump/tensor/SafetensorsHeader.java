// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.dump.json.JsonCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: its length in 8 bytes, then a JSON object of tensors by name,
 * each with {@code dtype}, {@code shape} and {@code data_offsets} from the end of the header.
 */
final class SafetensorsHeader {
  /** The limit of the format's own library. */
  private static final long MOST_BYTES = 100_000_000;

  /** Integers up to this are exact in float64. */
  private static final double MOST = 1L << 53;

  private final DumpFile file;
  private final long dataBegin;
  private final JsonCursor json = new JsonCursor();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Range> ranges = new ArrayList<>();

  private record Range(String name, long begin, long end) {}

  private SafetensorsHeader(DumpFile file, int length) {
    this.file = file;
    dataBegin = (long) Long.BYTES + length;
    json.reset(file.read(Long.BYTES, length).array(), 0, length, file.name(), 0, Long.BYTES);
  }

  /** Whether a file of some size can be a safetensors file by its first bytes. */
  static boolean begins(byte[] head, long size) {
    if (head.length < Long.BYTES + 2) {
      return false;
    }
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length >= 2 && length <= size - Long.BYTES && head[Long.BYTES] == '{';
  }

  /** Whether a file begins with a header of this format. */
  private static boolean begins(DumpFile file) {
    return file.size() >= Long.BYTES + 2
        && length(file) >= 2
        && length(file) <= file.size() - Long.BYTES
        && file.read(Long.BYTES, 1).get() == '{';
  }

  private static long length(DumpFile file) {
    return file.read(0, Long.BYTES).getLong();
  }

  /**
   * Reads the tensors of a file, by name.
   *
   * @param mostBytes largest header
   * @throws MalformedDumpException if the file is not of this format, or if a tensor is outside the
   *     file, overlaps another, or has a length that differs from its shape's, or if bytes belong
   *     to no tensor
   */
  static Map<String, Tensor> read(DumpFile file, int mostBytes) {
    if (!begins(file)) {
      throw file.malformed(0, "not a safetensors file");
    }
    long length = length(file);
    if (length > Math.min(mostBytes, MOST_BYTES)) {
      throw file.malformed(
          0,
          "a header of "
              + length
              + " bytes; at most "
              + Math.min(mostBytes, MOST_BYTES)
              + " are read");
    }
    SafetensorsHeader header = new SafetensorsHeader(file, (int) length);
    header.members();
    header.checkCover();
    return header.tensors;
  }

  private void members() {
    for (boolean more = json.enterObject(); more; more = json.nextMember()) {
      int at = json.position();
      json.key();
      String name = json.textString();
      if (name.equals("__metadata__")) {
        json.skip();
      } else if (tensors.put(name, tensor(name)) != null) {
        throw json.malformedAt(at, "duplicate tensor \"" + name + "\"");
      }
    }
    json.end();
  }

  private Tensor tensor(String name) {
    int at = json.position();
    String typeName = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    for (boolean more = json.enterObject(); more; more = json.nextMember()) {
      json.key();
      switch (json.textString()) {
        case "dtype" -> {
          json.text();
          typeName = json.textString();
        }
        case "shape" -> shape = numbers();
        case "data_offsets" -> offsets = numbers();
        default ->
            throw json.malformed(
                "unknown key of a tensor; dtype, shape and data_offsets are known");
      }
    }
    long dataBytes = file.size() - dataBegin;
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
      throw json.malformedAt(
          at,
          "tensor \"%s\" has offsets %s in %d bytes of data".formatted(name, offsets, dataBytes));
    }
    ElementType type = ElementType.named(typeName);
    long bytes = offsets.get(1) - offsets.get(0);
    if (type != ElementType.OTHER && Tensor.bytes(shape, type.bytes()) != bytes) {
      throw json.malformedAt(
          at,
          "tensor \"%s\" of %s %s does not fit %d bytes".formatted(name, typeName, shape, bytes));
    }
    ranges.add(new Range(name, offsets.get(0), offsets.get(1)));
    return new Tensor(
        file, "tensor \"" + name + "\"", type, typeName, shape, dataBegin + offsets.get(0));
  }

  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (boolean more = json.enterArray(); more; more = json.nextElement()) {
      double number = json.number();
      if (number < 0 || number > MOST || number != (long) number) {
        throw json.malformed("expected an integer of at least 0");
      }
      numbers.add((long) number);
    }
    return numbers;
  }

  /** The format's own rule: tensors follow each other without gaps, from first to last byte. */
  private void checkCover() {
    ranges.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
    long end = 0;
    String last = "";
    for (Range range : ranges) {
      if (range.begin() < end) {
        throw file.malformed(
            dataBegin + range.begin(),
            "tensors \"" + last + "\" and \"" + range.name() + "\" overlap");
      }
      checkGap(end, range.begin());
      end = range.end();
      last = range.name();
    }
    checkGap(end, file.size() - dataBegin);
  }

  private void checkGap(long from, long to) {
    if (from < to) {
      throw file.malformed(
          dataBegin + from, (to - from) + " bytes that the header assigns to no tensor");
    }
  }
}
