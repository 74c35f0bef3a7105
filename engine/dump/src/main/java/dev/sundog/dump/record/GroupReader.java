// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.Interner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Makes group codes of the parts of keys, as bytes; texts only for keys not seen before. */
public final class GroupReader {
  private final byte[][] parts;
  private final int[] lengths;
  private final Interner seen = new Interner();
  private final IntArrayList codes = new IntArrayList();
  private @Nullable GroupKeys keys;
  private byte[] joined = new byte[64];

  /** Keys of a spec; parts that all records of a file share are set here. */
  public GroupReader(DumpSpec spec) {
    this(spec.by().size());
    for (int part = 0; part < parts.length; part++) {
      String shared = spec.fileKey(spec.by().get(part));
      if (shared != null) {
        byte[] utf8 = shared.getBytes(UTF_8);
        part(part, utf8, 0, utf8.length);
      }
    }
  }

  /** Keys of a number of parts. */
  public GroupReader(int parts) {
    this.parts = new byte[parts][16];
    this.lengths = new int[parts];
  }

  /** Sets one part of the next key. */
  public void part(int part, byte[] utf8, int from, int length) {
    if (length > parts[part].length) {
      parts[part] = new byte[2 * length];
    }
    System.arraycopy(utf8, from, parts[part], 0, length);
    lengths[part] = length;
  }

  /** Sets one part of the next key to a number. */
  public void part(int part, int number) {
    byte[] digits = Integer.toString(number).getBytes(UTF_8);
    part(part, digits, 0, digits.length);
  }

  /** Sets every part of the next key to a number. */
  public void all(int number) {
    for (int part = 0; part < parts.length; part++) {
      part(part, number);
    }
  }

  /** Gives the item that the appender is at the group of the parts set last. */
  public void group(BatchAppender appender) {
    if (parts.length > 0) {
      appender.group(code(appender.groupKeys(), appender.limits()));
    }
  }

  /**
   * The code of the parts set last.
   *
   * @param groupKeys dictionary of the code
   * @throws LimitExceededException if there are too many groups
   */
  public int code(GroupKeys groupKeys, BatchLimits limits) {
    if (keys != groupKeys) {
      keys = groupKeys;
      seen.clear();
      codes.clear();
    }
    int size = join();
    int number = seen.number(joined, 0, size);
    if (number == codes.size()) {
      codes.addInt(newCode(groupKeys, limits));
    }
    return codes.getInt(number);
  }

  /** Parts end to end, each behind its length: different keys are different bytes. */
  private int join() {
    int size = 0;
    for (int part = 0; part < parts.length; part++) {
      int length = lengths[part];
      if (size + length + Integer.BYTES > joined.length) {
        joined = Arrays.copyOf(joined, 2 * (size + length + Integer.BYTES));
      }
      for (int shift = 24; shift >= 0; shift -= 8) {
        joined[size++] = (byte) (length >>> shift);
      }
      System.arraycopy(parts[part], 0, joined, size, length);
      size += length;
    }
    return size;
  }

  private int newCode(GroupKeys groupKeys, BatchLimits limits) {
    List<String> key = new ArrayList<>();
    for (int part = 0; part < parts.length; part++) {
      key.add(new String(parts[part], 0, lengths[part], UTF_8));
    }
    int code = groupKeys.code(key);
    if (code >= limits.groups()) {
      throw new LimitExceededException(
          "dump", 0, -1, Limit.GROUPS, "more than " + limits.groups() + " groups");
    }
    return code;
  }
}
