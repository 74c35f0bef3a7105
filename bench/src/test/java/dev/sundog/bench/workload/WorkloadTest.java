// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.emergence.workload.SplitMix64;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {
  static List<RecordedSum> recordedSums() {
    return RecordedSum.ALL;
  }

  @ParameterizedTest
  @MethodSource("recordedSums")
  void firstPairsHaveTheDistancesOfAnIndependentProgram(RecordedSum recorded) {
    TokenPairs pairs = recorded.workload().generate(recorded.prefixPairs(), Workloads.SEED);
    long sum = 0;
    for (int i = 0; i < pairs.count(); i++) {
      sum += textbookDistance(pairs.prediction(i), pairs.reference(i));
    }
    assertThat(sum).isEqualTo(recorded.prefixSum());
  }

  @Test
  void firstPairsArePinned() {
    TokenPairs pairs = Workloads.W1.generate(3, Workloads.SEED);
    assertThat(pairs.prediction(0)).containsExactly(9580, 18182, 44351);
    assertThat(pairs.reference(0)).containsExactly(47339, 33692);
    assertThat(pairs.prediction(1)).containsExactly(48281, 8851, 20224, 48378, 28284);
    assertThat(pairs.reference(1)).containsExactly(48281, 8851, 20224, 47065, 28284);
    assertThat(pairs.prediction(2)).isEqualTo(pairs.reference(2));
  }

  @Test
  void aRangeIsTheSameAsPartOfTheWhole() {
    TokenPairs whole = Workloads.W2.generate(300, 7);
    TokenPairs range = Workloads.W2.generator(7).generate(200, 100);
    for (int i = 0; i < range.count(); i++) {
      assertThat(range.prediction(i)).isEqualTo(whole.prediction(200 + i));
      assertThat(range.reference(i)).isEqualTo(whole.reference(200 + i));
    }
  }

  @Test
  void sortingByLengthKeepsPairsTogether() {
    TokenPairs pairs = Workloads.HYBRID.generate(300, 6);
    TokenPairs sorted = pairs.sortedByLength();
    assertThat(sorted.tokens()).isEqualTo(pairs.tokens());
    assertThat(sorted.cells()).isEqualTo(pairs.cells());
    assertThat(equalPairs(sorted)).isEqualTo(equalPairs(pairs)).isPositive();
    for (int i = 1; i < sorted.count(); i++) {
      assertThat(sorted.reference(i)).hasSizeGreaterThanOrEqualTo(sorted.reference(i - 1).length);
    }
  }

  @Test
  void otherSeedsHaveOtherPairs() {
    assertThat(Workloads.W2.generate(10, 1).references())
        .isNotEqualTo(Workloads.W2.generate(10, 2).references());
  }

  @Test
  void lengthsStayInTheirRangeAndReachBothEnds() {
    for (Workload workload : Workloads.all()) {
      TokenPairs pairs = workload.generate(200, 3);
      Lengths lengths = workload.lengths();
      for (int i = 0; i < pairs.count(); i++) {
        assertThat(pairs.reference(i).length).isBetween(lengths.min(), lengths.max());
      }
    }
    int[] lengthCounts = new int[6];
    TokenPairs pairs = Workloads.W1.generate(1_000, 3);
    for (int i = 0; i < pairs.count(); i++) {
      lengthCounts[pairs.reference(i).length]++;
    }
    assertThat(Arrays.stream(lengthCounts).skip(1)).allMatch(count -> count > 150);
  }

  @Test
  void logarithmicLengthsFillEveryOctaveAlike() {
    Lengths lengths = new Lengths(1, 4_096, Lengths.Spread.LOGARITHMIC);
    SplitMix64 random = new SplitMix64(5);
    int[] octaves = new int[13];
    for (int i = 0; i < 13_000; i++) {
      octaves[31 - Integer.numberOfLeadingZeros(lengths.draw(random))]++;
    }
    assertThat(octaves).matches(all -> Arrays.stream(all).allMatch(n -> n > 850 && n < 1_150));
  }

  @Test
  void classesHaveTheSharesOfTheMix() {
    TokenPairs mixed = Workloads.W2.generate(20_000, 9);
    TokenPairs near = Workloads.named("W2-near").generate(100, 9);
    assertThat(equalPairs(mixed)).isBetween(4_800, 5_200);
    assertThat(equalPairs(Workloads.named("W2-identical").generate(100, 9))).isEqualTo(100);
    assertThat(equalPairs(Workloads.named("W2-unrelated").generate(100, 9))).isZero();
    for (int i = 0; i < near.count(); i++) {
      int[] reference = near.reference(i);
      assertThat(textbookDistance(near.prediction(i), reference))
          .isLessThanOrEqualTo(Math.max(1, reference.length / 10));
    }
  }

  @Test
  void tokensFollowZipfsLaw() {
    int[] references = Workloads.W3.generate(4_000, 11).references();
    int[] counts = new int[Workloads.SMALL_VOCABULARY];
    for (int token : references) {
      counts[token]++;
    }
    Arrays.sort(counts);
    double harmonic = 11.4022;
    for (int rank : new int[] {1, 2, 3, 10, 100}) {
      double expected = references.length / (harmonic * rank);
      assertThat((double) counts[counts.length - rank])
          .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    }
  }

  @Test
  void largeVocabularyNeedsMoreThan16Bits() {
    int[] references = Workloads.W2_128K.generate(1_000, 1).references();
    assertThat(Arrays.stream(references)).allMatch(id -> id >= 0 && id < 128_256);
    assertThat(Arrays.stream(references)).anyMatch(id -> id > 0xFFFF);
  }

  @Test
  void unknownNamesListTheKnownOnes() {
    assertThatThrownBy(() -> Workloads.named("W9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("W9")
        .hasMessageContaining("W3-128k");
    assertThat(Workloads.named("L64-near").lengths()).isEqualTo(Lengths.exactly(64));
  }

  @Test
  void impossibleShapesAreRefused() {
    assertThatThrownBy(() -> Lengths.uniform(5, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Lengths.exactly(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mix(60, 50)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Workloads.W1.withVocabulary("tiny", 5).generate(1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int equalPairs(TokenPairs pairs) {
    int equal = 0;
    for (int i = 0; i < pairs.count(); i++) {
      equal += Arrays.equals(pairs.prediction(i), pairs.reference(i)) ? 1 : 0;
    }
    return equal;
  }

  private static int textbookDistance(int[] p, int[] r) {
    int[] row = new int[r.length + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= p.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= r.length; j++) {
        int replaced = diagonal + (p[i - 1] == r[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[r.length];
  }
}
