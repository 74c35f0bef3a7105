// SPDX-License-Identifier: Apache-2.0
package dev.sundog.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.TokenSequences;
import dev.sundog.run.Scorer;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * A consumer of a stream: every message holds pairs of token ids in an Agrona buffer, which the
 * scorer reads in place.
 *
 * <p>Layout of a message, in 32-bit numbers: pairs; then for predictions and for references the
 * offsets, one more than pairs, and the ids.
 */
class MessageStreamTest {
  private final UnsafeBuffer offsets = new UnsafeBuffer();
  private final UnsafeBuffer values = new UnsafeBuffer();
  private final int[] distances = new int[64];

  @Test
  void distancesOfAStreamOfMessages() {
    Random random = new Random(1);
    long edits = 0;
    long expected = 0;
    try (Scorer scorer = Scorer.of()) {
      MutableDirectBuffer message = new ExpandableArrayBuffer();
      for (int received = 0; received < 1_000; received++) {
        expected += write(message, random);
        edits += read(message, scorer);
      }
    }
    assertThat(edits).isEqualTo(expected);
  }

  /** The sum of the distances of a message. */
  private long read(MutableDirectBuffer message, Scorer scorer) {
    int pairs = message.getInt(0);
    TokenSequences predictions = sequences(message, Integer.BYTES, pairs);
    int next = Integer.BYTES + offsets.capacity() + values.capacity();
    TokenSequences references = sequences(message, next, pairs);
    scorer.editDistances(predictions, references, distances);
    long sum = 0;
    for (int pair = 0; pair < pairs; pair++) {
      sum += distances[pair];
    }
    return sum;
  }

  private TokenSequences sequences(MutableDirectBuffer message, int at, int pairs) {
    offsets.wrap(message, at, Integer.BYTES * (pairs + 1));
    int ids = message.getInt(at + Integer.BYTES * pairs);
    values.wrap(message, at + offsets.capacity(), Integer.BYTES * ids);
    return TokenSequences.of(values, offsets);
  }

  /** Writes pairs of which the references end in up to three tokens more; returns how many. */
  private static int write(MutableDirectBuffer message, Random random) {
    int pairs = 1 + random.nextInt(20);
    message.putInt(0, pairs);
    int[] surplus = random.ints(pairs, 0, 4).toArray();
    int at = Integer.BYTES;
    for (int side = 0; side < 2; side++) {
      int end = 0;
      int ids = at + Integer.BYTES * (pairs + 1);
      message.putInt(at, 0);
      for (int pair = 0; pair < pairs; pair++) {
        int length = 5 + side * surplus[pair];
        for (int token = 0; token < length; token++) {
          message.putInt(ids + Integer.BYTES * end++, token);
        }
        message.putInt(at + Integer.BYTES * (pair + 1), end);
      }
      at = ids + Integer.BYTES * end;
    }
    int total = 0;
    for (int more : surplus) {
      total += more;
    }
    return total;
  }
}
