// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Pairs of token sequences of the kinds that have broken kernels, from a seed. */
final class TokenPairs {
  /** How a prediction is made from a reference. */
  enum Kind {
    EQUAL,
    DISJOINT,
    REVERSED,
    ONE_OFF,
    SHARED_PREFIX,
    SHARED_SUFFIX,
    NEAR,
    UNRELATED
  }

  /** Which ids tokens are drawn from. */
  enum Alphabet {
    ONE(1),
    TWO(2),
    TWENTY(20),
    SIXTEEN_BITS(60_000),
    EVERY_INT(0);

    private final int size;

    Alphabet(int size) {
      this.size = size;
    }

    int draw(Random random) {
      return switch (this) {
        case EVERY_INT ->
            switch (random.nextInt(4)) {
              case 0 -> Integer.MIN_VALUE + random.nextInt(3);
              case 1 -> Integer.MAX_VALUE - random.nextInt(3);
              case 2 -> random.nextInt(3) - 1;
              default -> random.nextInt();
            };
        default -> random.nextInt(size);
      };
    }
  }

  final List<int[]> predictions = new ArrayList<>();
  final List<int[]> references = new ArrayList<>();
  private final Random random;

  TokenPairs(long seed) {
    random = new Random(seed);
  }

  void add(int[] prediction, int[] reference) {
    predictions.add(prediction);
    references.add(reference);
  }

  /** A pair of the given lengths; kinds that fix the prediction's length ignore {@code m}. */
  void add(Kind kind, Alphabet alphabet, int m, int n) {
    int[] reference = draw(alphabet, n);
    add(
        switch (kind) {
          case EQUAL -> reference.clone();
          case DISJOINT -> Arrays.stream(draw(alphabet, m)).map(id -> ~id).toArray();
          case REVERSED -> reversed(reference);
          case ONE_OFF -> edited(reference, alphabet, 1);
          case SHARED_PREFIX -> spliced(draw(alphabet, m), reference, 0);
          case SHARED_SUFFIX -> spliced(draw(alphabet, m), reference, Math.max(0, m - n));
          case NEAR -> edited(reference, alphabet, 1 + n / 10);
          case UNRELATED -> draw(alphabet, m);
        },
        reference);
  }

  int[] draw(Alphabet alphabet, int length) {
    int[] tokens = new int[length];
    Arrays.setAll(tokens, i -> alphabet.draw(random));
    return tokens;
  }

  /** Half of the shorter side's tokens are copied from the reference, at its start or its end. */
  private static int[] spliced(int[] prediction, int[] reference, int at) {
    int shared = Math.min(prediction.length, reference.length) / 2;
    int to = at == 0 ? 0 : prediction.length - shared;
    int from = at == 0 ? 0 : reference.length - shared;
    System.arraycopy(reference, from, prediction, to, shared);
    return prediction;
  }

  private static int[] reversed(int[] tokens) {
    int[] reversed = new int[tokens.length];
    Arrays.setAll(reversed, i -> tokens[tokens.length - 1 - i]);
    return reversed;
  }

  /** The tokens after some insertions, substitutions and deletions at random positions. */
  int[] edited(int[] tokens, Alphabet alphabet, int edits) {
    int[] edited = tokens;
    for (int edit = 0; edit < edits; edit++) {
      int at = random.nextInt(edited.length + 1);
      int grows = edited.length == at ? 1 : random.nextInt(3) - 1;
      int[] next = Arrays.copyOf(edited, edited.length + grows);
      int kept = edited.length - at - (grows < 1 ? 1 : 0);
      System.arraycopy(edited, edited.length - kept, next, next.length - kept, kept);
      if (grows >= 0) {
        next[at] = alphabet.draw(random);
      }
      edited = next;
    }
    return edited;
  }

  int count() {
    return predictions.size();
  }

  /** A batch of a range of the pairs; it ends with the appender. */
  SequenceBatch batch(BatchAppender appender, int from, int to) {
    appender.clear();
    for (int pair = from; pair < to; pair++) {
      appender.prediction(predictions.get(pair)).reference(references.get(pair)).endItem();
    }
    return appender.finish();
  }

  static BatchAppender appender() {
    return new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
  }
}
