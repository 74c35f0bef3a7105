// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.Naive;
import dev.sundog.kernel.TokenPairs.Alphabet;
import dev.sundog.kernel.TokenPairs.Kind;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Naive, scalar and vector results are equal, without tolerance. The build runs this class once per
 * vector width, and at 512 bits expanding and copying ({@link VectorWidth}).
 */
@Tag("twins")
class KernelTwinsTest {
  private static final long SEED = Long.getLong("sundog.seed", 42);
  private static final int GUARD = 0x5EED5EED;
  private static final int[] BOUNDS = {0, 1, 2, 3, 7, 8, 20, 40, 300};
  private static final int[] LENGTHS = {63, 64, 65, 127, 128, 129, 255, 256};

  private final Kernels scalar = Kernels.scalar();
  private final Kernels vector = Kernels.vector();

  @ParameterizedTest
  @EnumSource
  void everyPairOfShortLengths(Alphabet alphabet) {
    TokenPairs pairs = new TokenPairs(SEED);
    int longest = Math.min(3 * VectorWidth.LANES + 1, 50);
    for (int m = 0; m <= longest; m++) {
      for (int n = 0; n <= longest; n++) {
        pairs.add(m % 3 == 0 ? Kind.NEAR : Kind.UNRELATED, alphabet, m, n);
      }
    }
    check(pairs, pairs.count());
  }

  @ParameterizedTest
  @EnumSource
  void everyLengthToThreeVectorsAndOne(Kind kind) {
    TokenPairs pairs = new TokenPairs(SEED);
    for (Alphabet alphabet : Alphabet.values()) {
      for (int length = 0; length <= 3 * VectorWidth.LANES + 1; length++) {
        pairs.add(kind, alphabet, length, length);
        pairs.add(kind, alphabet, length / 2, length);
        pairs.add(kind, alphabet, length, length / 3);
      }
    }
    check(pairs, pairs.count());
  }

  @ParameterizedTest
  @EnumSource
  void lengthsRoundPowersOfTwo(Kind kind) {
    TokenPairs pairs = new TokenPairs(SEED);
    for (Alphabet alphabet : Alphabet.values()) {
      for (int m : LENGTHS) {
        for (int n : LENGTHS) {
          pairs.add(kind, alphabet, m, n);
        }
      }
    }
    check(pairs, pairs.count());
  }

  /**
   * Short pairs with few edits, and rotated ones, whose best path leaves the diagonal by far and
   * returns.
   */
  @ParameterizedTest
  @EnumSource(names = {"TWO", "TWENTY", "SIXTEEN_BITS"})
  void fewEditsAndRotationsOfEveryLength(Alphabet alphabet) {
    TokenPairs pairs = new TokenPairs(SEED);
    for (int length = 0; length <= 70; length++) {
      for (int edits = 0; edits < 10; edits++) {
        int[] reference = pairs.draw(alphabet, length);
        pairs.add(pairs.edited(reference, alphabet, edits), reference);
      }
      for (int turn = 1; turn < Math.min(8, length); turn++) {
        int[] reference = pairs.draw(alphabet, length);
        int[] prediction = new int[length];
        System.arraycopy(reference, 0, prediction, turn, length - turn);
        System.arraycopy(reference, length - turn, prediction, 0, turn);
        pairs.add(prediction, reference);
        pairs.add(Arrays.copyOf(reference, length - turn / 2), prediction);
        pairs.add(prediction, Arrays.copyOf(reference, length - turn / 2));
      }
    }
    check(pairs, pairs.count());
  }

  /** Pairs long enough for bands, with distances below and above every bound. */
  @ParameterizedTest
  @EnumSource(names = {"TWO", "TWENTY", "SIXTEEN_BITS"})
  void bandsOfEveryDistance(Alphabet alphabet) {
    Random random = new Random(SEED);
    TokenPairs pairs = new TokenPairs(SEED);
    for (int edits = 0; edits < 200; edits++) {
      int[] reference = pairs.draw(alphabet, 170 + random.nextInt(400));
      int[] prediction = pairs.edited(reference, alphabet, edits);
      pairs.add(prediction, reference);
      pairs.add(reference, prediction);
    }
    check(pairs, pairs.count());
  }

  /** Enough pairs of similar size to fill lanes, and some of a size of their own. */
  @ParameterizedTest
  @EnumSource(names = {"NEAR", "UNRELATED", "SHARED_SUFFIX", "DISJOINT"})
  void longSequences(Kind kind) {
    TokenPairs pairs = new TokenPairs(SEED);
    for (int copy = 0; copy < 8; copy++) {
      for (int[] lengths : new int[][] {{1023, 1025}, {1000, 2000}, {2000, 1000}}) {
        pairs.add(kind, Alphabet.TWENTY, lengths[0] + copy, lengths[1]);
      }
    }
    pairs.add(kind, Alphabet.SIXTEEN_BITS, 4096, 1000);
    pairs.add(kind, Alphabet.SIXTEEN_BITS, 17, 4096);
    check(pairs, pairs.count());
  }

  /** Strips of each number of words, the first partly filled, and texts of many lengths. */
  @ParameterizedTest
  @EnumSource(names = {"TWO", "TWENTY", "SIXTEEN_BITS"})
  void stripsOfWords(Alphabet alphabet) {
    Random random = new Random(SEED);
    TokenPairs pairs = new TokenPairs(SEED);
    for (int rows : new int[] {160, 192, 255, 256, 257, 320, 511, 512, 513, 640, 1024, 1025}) {
      for (int copy = 0; copy < 5; copy++) {
        pairs.add(Kind.UNRELATED, alphabet, rows, rows + random.nextInt(400));
        pairs.add(Kind.DISJOINT, alphabet, rows + random.nextInt(100), rows);
      }
    }
    check(pairs, pairs.count());
  }

  /** Batches of every size: groups of one vector, of two, and partly filled ones. */
  @Test
  void everyBatchSize() {
    TokenPairs pairs = new TokenPairs(SEED);
    Random random = new Random(SEED);
    Kind[] kinds = Kind.values();
    for (int pair = 0; pair < 2 * InterSequenceGroup.PAIRS + 3; pair++) {
      int most = pair % 5 == 0 ? 6 : 40;
      pairs.add(
          kinds[random.nextInt(kinds.length)],
          Alphabet.TWENTY,
          random.nextInt(most),
          random.nextInt(most));
    }
    for (int count = 0; count <= pairs.count(); count++) {
      check(pairs, count);
    }
  }

  /** Blocks whose longest sequences have 0 to 8 tokens, and 9, which do not fit. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 7, 8, 9})
  void shortPairBlocksOfEveryLength(int longestReference) {
    Random random = new Random(SEED);
    TokenPairs pairs = new TokenPairs(SEED);
    for (int longest = 0; longest <= 9; longest++) {
      for (int pair = 0; pair < ShortPairBlock.PAIRS; pair++) {
        pairs.add(tokens(random, longest), tokens(random, longestReference));
      }
    }
    check(pairs, pairs.count());
  }

  /**
   * Tokens of three ids; a third of the sequences has the given length, the others at most that.
   */
  private static int[] tokens(Random random, int longest) {
    int length = random.nextInt(3) == 0 ? longest : random.nextInt(longest + 1);
    return random.ints(length, 0, 3).toArray();
  }

  /** More pairs than a chunk holds, with blocks of short pairs between others. */
  @Test
  void manyPairsOfManyLengths() {
    Random random = new Random(SEED);
    TokenPairs pairs = new TokenPairs(SEED);
    Kind[] kinds = Kind.values();
    for (int pair = 0; pair < 9_000; pair++) {
      int most = pair / 1_000 % 2 == 0 ? 8 : 70;
      pairs.add(
          kinds[random.nextInt(kinds.length)],
          Alphabet.TWENTY,
          random.nextInt(most + 1),
          random.nextInt(most + 1));
    }
    check(pairs, pairs.count());
  }

  /** Blocks whose sequences fit one load, and blocks with one prediction that does not. */
  @ParameterizedTest
  @ValueSource(ints = {Short.BYTES, Integer.BYTES})
  void blocksOfPairsOfSixteenBytes(int width) {
    TokenPairs pairs = new TokenPairs(SEED);
    Random random = new Random(SEED);
    Kind[] kinds = Kind.values();
    int most = 16 / width;
    for (int pair = 0; pair < 4 * VectorMatching.BLOCK; pair++) {
      boolean longer = pair % (2 * VectorMatching.BLOCK) == VectorMatching.BLOCK - 1;
      pairs.add(
          kinds[random.nextInt(kinds.length)],
          Alphabet.TWENTY,
          longer ? most + 1 : random.nextInt(most + 1),
          random.nextInt(most + 2));
    }
    if (width == Integer.BYTES) {
      int[] all = new int[70_000];
      Arrays.setAll(all, id -> id * 31);
      pairs.add(all, all.clone());
    }
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = pairs.batch(appender, 0, pairs.count());
      assertThat(batch.predictions().width()).isEqualTo(width);
      int[] out = guarded(pairs.count());
      vector.exactMatch(batch.predictions(), batch.references(), scratch, out);
      verify(vector, "exact match", pairs, pairs.count(), out, Naive::exactMatch);
    }
  }

  /** Too many different ids for a dictionary of 16 bits: columns of 32 bits. */
  @Test
  void idsThatDontFitSixteenBits() {
    TokenPairs pairs = new TokenPairs(SEED);
    int[] all = new int[70_000];
    Arrays.setAll(all, id -> id * 31);
    pairs.add(all, all.clone());
    for (int length = 0; length < 70; length++) {
      pairs.add(Kind.NEAR, Alphabet.EVERY_INT, length, length);
    }
    try (BatchAppender appender = TokenPairs.appender()) {
      assertThat(pairs.batch(appender, 0, pairs.count()).predictions().width()).isEqualTo(4);
    }
    TokenPairs small = new TokenPairs(SEED);
    small.predictions.addAll(pairs.predictions.subList(1, pairs.count()));
    small.references.addAll(pairs.references.subList(1, pairs.count()));
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = pairs.batch(appender, 0, pairs.count());
      int[] expected = new int[pairs.count()];
      int[] actual = new int[pairs.count()];
      scalar.editDistance(batch.predictions(), batch.references(), scratch, expected);
      vector.editDistance(batch.predictions(), batch.references(), scratch, actual);
      assertThat(actual).isEqualTo(expected);
      for (int pair = 1; pair < pairs.count(); pair++) {
        assertThat(expected[pair])
            .isEqualTo(Naive.editDistance(pairs.predictions.get(pair), pairs.references.get(pair)));
      }
    }
    check(small, small.count());
  }

  @Test
  @Tag("slow")
  void longestSequences() {
    TokenPairs pairs = new TokenPairs(SEED);
    for (int length : new int[] {32_750, 32_767, 32_768, 65_536}) {
      pairs.add(Kind.NEAR, Alphabet.SIXTEEN_BITS, length, length);
      pairs.add(Kind.UNRELATED, Alphabet.TWENTY, 300, length);
      pairs.add(Kind.UNRELATED, Alphabet.TWENTY, length, 300);
    }
    check(pairs, pairs.count());
  }

  @Test
  void logprobsOfEveryLength() {
    Random random = new Random(SEED);
    int count = 200;
    float[][] logprobs = new float[count][];
    double[] sums = new double[count];
    float[] minima = new float[count];
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      for (int item = 0; item < count; item++) {
        logprobs[item] = new float[item];
        for (int position = 0; position < item; position++) {
          float nats = -random.nextFloat() * (random.nextBoolean() ? 1e-3f : 50f);
          logprobs[item][position] =
              switch (random.nextInt(500)) {
                case 0 -> Float.NEGATIVE_INFINITY;
                case 1 -> -0f;
                case 2, 3, 4 -> 0f;
                default -> item % 50 == 7 ? 0f : nats;
              };
          appender.logprob(logprobs[item][position]);
        }
        appender.endLogprobs().endItem();
      }
      SequenceBatch batch = appender.finish();
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        kernels.logprobStats(Objects.requireNonNull(batch.logprobs()), scratch, sums, minima);
        for (int item = 0; item < count; item++) {
          assertThat(sums[item]).isEqualTo(Naive.logprobSum(logprobs[item]));
          assertThat(minima[item]).isEqualTo(Naive.logprobMin(logprobs[item]));
        }
      }
    }
  }

  private void check(TokenPairs pairs, int count) {
    try (BatchAppender appender = TokenPairs.appender();
        KernelScratch scratch = new KernelScratch()) {
      SequenceBatch batch = pairs.batch(appender, 0, count);
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        int[] out = guarded(count);
        kernels.exactMatch(batch.predictions(), batch.references(), scratch, out);
        verify(kernels, "exact match", pairs, count, out, Naive::exactMatch);
        kernels.commonPrefix(batch.predictions(), batch.references(), scratch, out);
        verify(kernels, "common prefix", pairs, count, out, Naive::commonPrefix);
        kernels.hammingDistance(batch.predictions(), batch.references(), scratch, out);
        verify(kernels, "Hamming distance", pairs, count, out, Naive::hammingDistance);
        kernels.editDistance(batch.predictions(), batch.references(), scratch, out);
        verify(kernels, "edit distance", pairs, count, out, Naive::editDistance);
        int[] distances = Arrays.copyOf(out, count);
        for (int bound : BOUNDS) {
          kernels.boundedEditDistance(batch.predictions(), batch.references(), bound, scratch, out);
          for (int pair = 0; pair < count; pair++) {
            if (out[pair] != Math.min(distances[pair], bound + 1)) {
              assertThat(out[pair])
                  .as("edit distance %d to %d, pair %d", distances[pair], bound, pair)
                  .isEqualTo(Math.min(distances[pair], bound + 1));
            }
          }
        }
      }
    }
  }

  private static int[] guarded(int count) {
    int[] out = new int[count + 16];
    Arrays.fill(out, GUARD);
    return out;
  }

  private static void verify(
      Kernels kernels,
      String what,
      TokenPairs pairs,
      int count,
      int[] out,
      ToIntBiFunction<int[], int[]> naive) {
    for (int pair = 0; pair < count; pair++) {
      int[] prediction = pairs.predictions.get(pair);
      int[] reference = pairs.references.get(pair);
      int expected = naive.applyAsInt(prediction, reference);
      if (out[pair] != expected) {
        assertThat(out[pair])
            .as(
                "%s, %s, seed %d, pair %d of %d: %s against %s",
                what,
                kernels.description(),
                SEED,
                pair,
                count,
                Arrays.toString(prediction),
                Arrays.toString(reference))
            .isEqualTo(expected);
      }
    }
    for (int place = count; place < out.length; place++) {
      assertThat(out[place]).as("%s writes past its output", what).isEqualTo(GUARD);
    }
  }
}
