// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The named workloads of recorded runs, rivals and tests. */
public final class Workloads {
  /** Seed of every recorded run. */
  public static final long SEED = 42;

  /** GPT-2's number of token ids: they fit 16 bits. */
  public static final int SMALL_VOCABULARY = 50_257;

  /** Llama 3's number of token ids: they do not fit 16 bits. */
  public static final int LARGE_VOCABULARY = 128_256;

  /** Arithmetic: answers of 1 to 5 tokens, most of them numbers. */
  public static final Workload W1 =
      new Workload("W1", Lengths.uniform(1, 5), SMALL_VOCABULARY, 80, Mix.STANDARD, 10, 4_000_000);

  /** Short answers: 16 to 64 tokens. */
  public static final Workload W2 = text("W2", Lengths.uniform(16, 64), 1_000_000);

  /** Paragraphs: 128 to 512 tokens. */
  public static final Workload W3 = text("W3", Lengths.uniform(128, 512), 20_000);

  /** Documents: 2,000 to 4,000 tokens. */
  public static final Workload W4 = text("W4", Lengths.uniform(2_000, 4_000), 600);

  /** W2 with ids that do not fit 16 bits. */
  public static final Workload W2_128K = W2.withVocabulary("128k", LARGE_VOCABULARY);

  /** W3 with ids that do not fit 16 bits. */
  public static final Workload W3_128K = W3.withVocabulary("128k", LARGE_VOCABULARY);

  /** W4 with ids that do not fit 16 bits. */
  public static final Workload W4_128K = W4.withVocabulary("128k", LARGE_VOCABULARY);

  /** Documents that differ by edits of 1 % of their tokens. */
  public static final Workload W4_ALIKE =
      new Workload("W4-alike", W4.lengths(), SMALL_VOCABULARY, 0, Mix.NEAR, 1, 20_000);

  /** Every length from 1 to 4,096 in one batch. */
  public static final Workload HYBRID =
      text("hybrid", new Lengths(1, 4_096, Lengths.Spread.LOGARITHMIC), 40_000);

  /** Lengths at which the kernel changes; reported one by one. */
  public static final List<Integer> LENGTHS = List.of(1, 5, 16, 63, 64, 65, 256, 1_024, 4_096);

  private static final int TOKENS_OF_A_LENGTH = 16_000_000;

  private Workloads() {}

  /**
   * References and unrelated predictions of one length.
   *
   * @param length length in tokens
   * @return the workload, named {@code L} and the length
   */
  public static Workload ofLength(int length) {
    return text("L" + length, Lengths.exactly(length), Math.min(1 << 20, fullPairs(length)));
  }

  /**
   * Every named workload: W1 to W4, their variants, and those of one length.
   *
   * @return the workloads
   */
  public static List<Workload> all() {
    List<Workload> all =
        new ArrayList<>(List.of(W1, W2, W3, W4, W2_128K, W3_128K, W4_128K, W4_ALIKE, HYBRID));
    LENGTHS.forEach(length -> all.add(ofLength(length)));
    return List.copyOf(all);
  }

  /**
   * The workload of a name: one of {@link #all()}, or such a name followed by {@code -identical},
   * {@code -near} or {@code -unrelated} for that class of pairs alone.
   *
   * @param name for example {@code W2}, {@code W3-128k}, {@code L64-near}
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Workload named(String name) {
    return all().stream()
        .flatMap(Workloads::withClasses)
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no workload '"
                    + name
                    + "'; there are "
                    + String.join(", ", all().stream().map(Workload::name).toList())
                    + ", each also with -identical, -near or -unrelated"));
  }

  private static Stream<Workload> withClasses(Workload workload) {
    return Stream.of(
        workload,
        workload.withMix("identical", Mix.IDENTICAL),
        workload.withMix("near", Mix.NEAR),
        workload.withMix("unrelated", Mix.UNRELATED));
  }

  private static int fullPairs(int length) {
    return TOKENS_OF_A_LENGTH / length;
  }

  private static Workload text(String name, Lengths lengths, int fullPairs) {
    return new Workload(name, lengths, SMALL_VOCABULARY, 0, Mix.STANDARD, 10, fullPairs);
  }
}
