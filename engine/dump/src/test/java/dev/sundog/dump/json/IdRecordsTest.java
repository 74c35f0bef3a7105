// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs of records that {@link IdRecords} appends: the values must be those that a walk over each
 * record finds, and no record with an error may be among them.
 */
class IdRecordsTest {
  private static final int PREDICTION = 0;
  private static final int REFERENCE = 1;
  private static final int ID = 2;
  private static final int LIMIT = 1000;

  /** Walks that know no shape, or the one of the record before. */
  private static final class Walk implements AutoCloseable {
    private final JsonCursor cursor = new JsonCursor(Long.MAX_VALUE);
    private final BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));

    static PathTree tree() {
      PathTree tree = new PathTree();
      tree.add(RecordPath.parse("p"), PREDICTION);
      tree.add(RecordPath.parse("r"), REFERENCE);
      tree.add(RecordPath.parse("id"), ID);
      return tree;
    }

    /** Prediction, reference and id as text. */
    String read(PathTree tree, RecordBlock block, int record) {
      String[] found = {"none", "none", "none"};
      cursor.reset(block, record);
      try {
        tree.walk(cursor, (path, at) -> found[path] = value(path, at));
        cursor.end();
        return String.join(" ", found);
      } catch (MalformedDumpException | LimitExceededException e) {
        return "error: " + e.getMessage();
      } finally {
        appender.clear();
      }
    }

    private String value(int path, JsonCursor record) {
      if (path == ID) {
        return record.scalarString();
      }
      TokenBuffer ids = appender.predictionTokens();
      int begin = ids.end();
      record.ids(ids, begin + LIMIT);
      return Arrays.toString(Arrays.copyOfRange(ids.room(0), begin, ids.end()));
    }

    @Override
    public void close() {
      appender.close();
    }
  }

  @Test
  void scalar() {
    fuzz(20_000, Long.MAX_VALUE);
  }

  @Test
  void vector() {
    fuzz(20_000, 0);
  }

  @Test
  @Tag("slow")
  void million() {
    fuzz(1_000_000, 0);
  }

  private static void fuzz(int count, long scalarBytes) {
    long seed = Long.getLong("sundog.seed", System.nanoTime());
    Random random = new Random(seed);
    DecoderFuzzTest.Records records = new DecoderFuzzTest.Records(random);
    JsonCursor cursor = new JsonCursor(scalarBytes);
    PathTree tree = Walk.tree();
    int appended = 0;
    try (Walk walk = new Walk();
        BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (int done = 0; done < count; ) {
        RecordBlock block = block(random, records);
        done += block.count();
        List<String> expected = new ArrayList<>();
        for (int next = 0; next < block.count(); next++) {
          IdRecords alike = tree.idRecords(PREDICTION, REFERENCE, ID);
          int run = alike.read(cursor, block, next, block.count(), appender);
          for (int record = next; record < next + run; record++) {
            expected.add(walk.read(Walk.tree(), block, record));
          }
          next += run;
          if (next < block.count()) {
            walk.read(tree, block, next);
          }
        }
        assertThat(items(appender)).as("seed %d, record %d", seed, done).isEqualTo(expected);
        appended += expected.size();
        appender.clear();
      }
    }
    assertThat(appended).as("seed %d", seed).isGreaterThan(count / 20);
  }

  private static RecordBlock block(Random random, DecoderFuzzTest.Records records) {
    int count = 1 + random.nextInt(60);
    int[] starts = new int[count];
    int[] ends = new int[count];
    byte[] bytes = new byte[random.nextInt(10)];
    for (int record = 0; record < count; record++) {
      byte[] next =
          record == 0 || random.nextInt(4) == 0
              ? records.next()
              : other(random, bytes, starts[record - 1]);
      starts[record] = bytes.length;
      ends[record] = bytes.length + next.length;
      bytes = Arrays.copyOf(bytes, ends[record] + 1);
      System.arraycopy(next, 0, bytes, starts[record], next.length);
      bytes[ends[record]] = '\n';
    }
    return new RecordBlock(
        "fuzz",
        Arrays.copyOf(bytes, bytes.length + random.nextInt(100)),
        starts,
        ends,
        count,
        1,
        0);
  }

  /** The last record with other digits, which may make leading zeros. */
  private static byte[] other(Random random, byte[] bytes, int begin) {
    byte[] record = Arrays.copyOfRange(bytes, begin, bytes.length - 1);
    for (int change = random.nextInt(4); change > 0 && record.length > 0; change--) {
      int at = random.nextInt(record.length);
      record[at] =
          record[at] >= '0' && record[at] <= '9' ? (byte) ('0' + random.nextInt(10)) : record[at];
    }
    return record;
  }

  private static List<String> items(BatchAppender appender) {
    List<String> items = new ArrayList<>();
    SequenceBatch batch = appender.finish();
    for (int item = 0; item < batch.items(); item++) {
      items.add(
          Arrays.toString(batch.predictions().toArray(item))
              + " "
              + Arrays.toString(batch.references().toArray(item))
              + " "
              + id(batch, item));
    }
    return items;
  }

  /** A record without an id has an empty one beside records that have one. */
  private static String id(SequenceBatch batch, int item) {
    String id = batch.ids() == null ? "" : new String(batch.ids().toBytes(item), UTF_8);
    return id.isEmpty() ? "none" : id;
  }
}
