// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generated and mutated records, read by a general walk without vectors, and by the shape of the
 * record before with vectors: both must find the same values, or the same error at the same byte.
 * What they accept, Jackson accepts with the same values.
 */
class DecoderFuzzTest {
  private static final List<String> PATHS = List.of("p", "r", "t", "l", "n.u", "id");
  private static final int IDS = 2;
  private static final int LOGPROBS = 3;
  private static final int LIMIT = 200;

  private final JsonMapper jackson =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Reads records; what it found is text. */
  private static final class Reader implements AutoCloseable {
    private final JsonCursor cursor;
    private final BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
    private PathTree tree = tree();

    Reader(long scalarBytes) {
      cursor = new JsonCursor(scalarBytes);
    }

    private static PathTree tree() {
      PathTree tree = new PathTree();
      for (int path = 0; path < PATHS.size(); path++) {
        tree.add(RecordPath.parse(PATHS.get(path)), path);
      }
      return tree;
    }

    /** Forgets the shape of the records before. */
    void forget() {
      tree = tree();
    }

    String read(byte[] bytes, int from, int to) {
      List<String> found = new ArrayList<>();
      cursor.reset(bytes, from, to, "fuzz", 1, 0);
      try {
        tree.walk(cursor, (path, record) -> found.add(PATHS.get(path) + "=" + value(path, record)));
        cursor.end();
        return String.join("\n", found);
      } catch (MalformedDumpException | LimitExceededException e) {
        return "error: " + e.getMessage();
      } finally {
        appender.clear();
      }
    }

    private String value(int path, JsonCursor record) {
      if (path < IDS) {
        TokenBuffer ids = appender.predictionTokens();
        int begin = ids.end();
        record.ids(ids, begin + LIMIT);
        return Arrays.toString(Arrays.copyOfRange(ids.room(0), begin, ids.end()));
      }
      if (path == LOGPROBS) {
        List<Double> numbers = new ArrayList<>();
        for (boolean more = record.enterArray(); more; more = record.nextElement()) {
          numbers.add(record.number());
        }
        return numbers.toString();
      }
      return record.scalarString();
    }

    @Override
    public void close() {
      appender.close();
    }
  }

  /** Records as programs write them. */
  static final class Records {
    private final Random random;
    private String comma = ",";
    private String colon = ":";
    private List<Integer> order = List.of(0, 1, 2, 3, 4, 5, 6, 7);

    Records(Random random) {
      this.random = random;
    }

    private boolean rarely(int times) {
      return random.nextInt(times) == 0;
    }

    byte[] next() {
      if (rarely(50)) {
        comma = rarely(3) ? " ,\t" : random.nextBoolean() ? ", " : ",";
        colon = rarely(5) ? " :  " : random.nextBoolean() ? ": " : ":";
        List<Integer> shuffled = new ArrayList<>(order);
        Collections.shuffle(shuffled, random);
        order = shuffled;
      }
      StringBuilder json = new StringBuilder("{");
      for (int member : order) {
        if (!rarely(100)) {
          json.append(json.length() == 1 ? "" : comma).append(member(member));
        }
      }
      return mutated(json.append('}').toString().getBytes(UTF_8));
    }

    private String member(int member) {
      return switch (member) {
        case 0 -> name("p") + ids();
        case 1 -> name("r") + ids();
        case 2 -> name("t") + text();
        case 3 -> name("l") + numbers();
        case 4 -> name("n") + "{" + name("u") + text() + comma + name("v") + numbers() + "}";
        case 5 -> name("id") + '"' + random.nextInt(100_000) + '"';
        case 6 -> name("x") + text();
        default -> name("y") + "[" + text() + comma + "{" + name("z") + ids() + "}]";
      };
    }

    private String name(String name) {
      return '"' + name + '"' + colon;
    }

    private String ids() {
      List<String> ids = new ArrayList<>();
      int count = rarely(10) ? random.nextInt(2 * LIMIT / 3) : random.nextInt(8);
      for (int id = 0; id < count; id++) {
        ids.add(
            rarely(60)
                ? Integer.toString(random.nextInt())
                : rarely(30)
                    ? Integer.toString(random.nextInt(1 << 30) >>> random.nextInt(30))
                    : Integer.toString(random.nextInt(50_257)));
      }
      return "[" + String.join(comma, ids) + "]";
    }

    private String numbers() {
      List<String> numbers = new ArrayList<>();
      for (int count = random.nextInt(6); count > 0; count--) {
        numbers.add(
            switch (random.nextInt(8)) {
              case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
              case 1 -> Float.toString(-random.nextFloat());
              case 2 -> Integer.toString(random.nextInt());
              case 3 -> "-" + random.nextInt(30) + "." + random.nextInt(Integer.MAX_VALUE) + "e-3";
              case 4 -> "-" + random.nextLong(Long.MAX_VALUE) + "." + random.nextInt(1000);
              default -> Double.toString(-10 * random.nextDouble());
            });
      }
      return "[" + String.join(comma, numbers) + "]";
    }

    private String text() {
      StringBuilder text = new StringBuilder("\"");
      int length = rarely(4) ? random.nextInt(300) : random.nextInt(20);
      boolean plain = random.nextBoolean();
      while (text.length() < length) {
        text.append(
            plain || !rarely(12)
                ? String.valueOf((char) ('a' + random.nextInt(26)))
                : switch (random.nextInt(6)) {
                  case 0 -> "\\n";
                  case 1 -> "\\\"";
                  case 2 -> "\\u00e9";
                  case 3 -> "\\ud83d\\ude00";
                  case 4 -> "\u00fc\u6c49";
                  default -> Character.toString(0x1F600 + random.nextInt(50));
                });
      }
      return text.append('"').toString();
    }

    /** Some records with one byte changed, inserted or removed, or the end cut off. */
    private byte[] mutated(byte[] record) {
      int at = random.nextInt(record.length);
      byte other =
          rarely(2)
              ? (byte) random.nextInt()
              : (byte) "0123456789,:[]{}\"\\ -.eE\n".charAt(random.nextInt(24));
      switch (random.nextInt(10)) {
        case 0 -> record[at] = other;
        case 1 -> {
          record = Arrays.copyOf(record, record.length + 1);
          System.arraycopy(record, at, record, at + 1, record.length - at - 1);
          record[at] = other;
        }
        case 2 -> {
          System.arraycopy(record, at + 1, record, at, record.length - at - 1);
          record = Arrays.copyOf(record, record.length - 1);
        }
        case 3 -> record = Arrays.copyOf(record, at);
        default -> {}
      }
      return record;
    }
  }

  @Test
  void quick() {
    fuzz(20_000);
  }

  @Test
  @Tag("slow")
  void million() {
    fuzz(1_000_000);
  }

  private void fuzz(int count) {
    long seed = Long.getLong("sundog.seed", System.nanoTime());
    Random random = new Random(seed);
    Records records = new Records(random);
    int accepted = 0;
    try (Reader general = new Reader(Long.MAX_VALUE);
        Reader shaped = new Reader(0)) {
      for (int number = 0; number < count; number++) {
        byte[] record = records.next();
        int before = random.nextInt(20);
        byte[] bytes = new byte[before + record.length + random.nextInt(100)];
        random.nextBytes(bytes);
        System.arraycopy(record, 0, bytes, before, record.length);
        general.forget();
        String expected = general.read(bytes, before, before + record.length);
        assertThat(shaped.read(bytes, before, before + record.length))
            .as("seed %d, record %d: %s", seed, number, new String(record, UTF_8))
            .isEqualTo(expected);
        if (!expected.startsWith("error")) {
          String found = jackson(record);
          if (found.startsWith("Jackson: Duplicate")) {
            continue; // Jackson keeps the last one; here the visitor decides.
          }
          accepted++;
          assertThat(sorted(found))
              .as("seed %d, record %d: %s", seed, number, new String(record, UTF_8))
              .isEqualTo(sorted(expected));
        }
      }
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(count / 2);
  }

  private static List<String> sorted(String values) {
    String positive = values.replaceAll("-0\\.0(?=[,\\]])", "0.0"); // Jackson's -0 is an integer.
    return Arrays.stream(positive.split("\n", -1)).sorted().toList();
  }

  private String jackson(byte[] record) {
    JsonNode root;
    try {
      root = jackson.readTree(record);
    } catch (JacksonException e) {
      return "Jackson: " + e.getMessage();
    }
    List<String> found = new ArrayList<>();
    for (int path = 0; path < PATHS.size(); path++) {
      JsonNode value = root;
      for (String step : RecordPath.parse(PATHS.get(path)).steps()) {
        value = value == null ? null : value.get(step);
      }
      if (value != null) {
        found.add(PATHS.get(path) + "=" + text(path, value));
      }
    }
    return String.join("\n", found);
  }

  private static String text(int path, JsonNode value) {
    if (path < IDS) {
      int[] ids = new int[value.size()];
      Arrays.setAll(ids, index -> value.get(index).intValue());
      return Arrays.toString(ids);
    }
    if (path == LOGPROBS) {
      List<Double> numbers = new ArrayList<>();
      value.forEach(number -> numbers.add(number.doubleValue()));
      return numbers.toString();
    }
    return value.asString();
  }
}
