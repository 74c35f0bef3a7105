// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricSwapTest {
  private static final long SEED = Long.getLong("sundog.seed", 11);
  private static final EmergenceAnalysis.Options OPTIONS =
      new EmergenceAnalysis.Options(new Bootstrap(200, 0.95, SEED, 2), 0.05, 0.05);

  @Test
  void jumpOfTheMetricIsExplained() {
    JudgedCurve sharp = judge(Paper.simulated(1, 100_000, new SplittableRandom(SEED)));
    assertThat(sharp.verdict().kind()).isEqualTo(Verdict.Kind.EXPLAINED_BY_METRIC);
    assertThat(sharp.p()).as("seed %d", SEED).isGreaterThan(0.001);
  }

  @Test
  void simulatedScoresHoldTheOracleInTheirIntervals() {
    for (int length = 1; length <= 5; length++) {
      double exact = EmergenceScore.of(Paper.accuracy(length)).value();
      JudgedCurve sharp = judge(Paper.simulated(length, 100_000, new SplittableRandom(SEED)));
      assertThat(sharp.interval().contains(exact))
          .as("%d tokens: %s in %s, seed %d", length, exact, sharp.interval(), SEED)
          .isTrue();
    }
  }

  @Test
  void noHitsInFewItemsIsALimitOfResolution() {
    JudgedCurve sharp = judge(Paper.simulated(5, 400, new SplittableRandom(SEED)));
    assertThat(sharp.verdict().kind()).isEqualTo(Verdict.Kind.RESOLUTION_LIMITED);
    long needed = ResolutionPlan.itemsForOneHit(Paper.LAW.accuracy(6.7e9, 5));
    assertThat(needed).isGreaterThan(400);
    assertThat(sharp.verdict().words())
        .startsWith("resolution-limited (no hits in 400 items at scale 6.70e+09; at least ");
  }

  @Test
  void jumpOfTheModelIsNotExplained() {
    List<ScalingCurve> curves = Paper.simulated(3, 2_000, new SplittableRandom(SEED));
    List<ScalingPoint> jump = new ArrayList<>(curves.get(0).points());
    jump.set(2, ScalingPoint.share(6.7e9, 0.9, 2_000));
    ScalingCurve jumping = ScalingCurve.of(curves.get(0).key(), jump);
    JudgedCurve sharp = judge(List.of(jumping, curves.get(1)));
    assertThat(sharp.verdict().kind()).isEqualTo(Verdict.Kind.NOT_EXPLAINED);
    assertThat(sharp.holm()).isLessThan(1e-9);
    assertThat(sharp.benjaminiHochberg()).isLessThan(1e-9);
  }

  /** Where p levels off no law holds, but the sharp metric is still p^L. */
  @Test
  void whatOnlyTheLawMissesIsSaid() {
    double[] p = {0.05, 0.8, 0.82, 0.83};
    List<ScalingPoint> sharp = new ArrayList<>();
    List<ScalingPoint> smooth = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      sharp.add(ScalingPoint.share(i + 1, Math.round(p[i] * p[i] * 1e4) / 1e4, 10_000));
      smooth.add(ScalingPoint.mean(i + 1, p[i], 0.003, 10_000));
    }
    CurveKey key = new CurveKey("t", "exact_match", "", 2);
    JudgedCurve judged =
        judge(
            List.of(
                ScalingCurve.of(key, sharp), ScalingCurve.of(key.under("token_accuracy"), smooth)));
    assertThat(judged.verdict().kind()).isEqualTo(Verdict.Kind.NOT_EXPLAINED);
    assertThat(judged.verdict().words())
        .startsWith("not explained by the law: ")
        .contains("the measured share of right tokens");
  }

  @Test
  void falseRejectionsAreAsRareAsTheLevel() {
    SplittableRandom random = new SplittableRandom(SEED);
    int rejected = 0;
    for (int round = 0; round < 300; round++) {
      List<ScalingCurve> curves = Paper.simulated(1 + round % 5, 500, random);
      rejected += MetricSwap.of(curves.get(0), curves.get(1)).p() < 0.05 ? 1 : 0;
    }
    assertThat(rejected).as("seed %d", SEED).isLessThan(30);
  }

  @Test
  void withoutAMateOrALengthNothingIsJudged() {
    ScalingCurve sharp = Paper.simulated(5, 400, new SplittableRandom(SEED)).get(0);
    assertThat(judge(List.of(sharp)).verdict().kind()).isEqualTo(Verdict.Kind.NOT_JUDGED);
    assertThat(judge(List.of(sharp)).verdict().words()).contains("no hits in 400 items");
    CurveKey key = CurveKey.of("t", "exact_match", "");
    List<ScalingPoint> points = sharp.points();
    assertThat(
            judge(List.of(ScalingCurve.of(key, points), ScalingCurve.of(key.under("bleu"), points)))
                .verdict()
                .words())
        .isEqualTo("not judged: bleu gives no law of token probabilities");
  }

  @Test
  void itemsOfOneTestSetAreDrawnTogether() {
    double[] small = new double[1000];
    double[] middle = new double[1000];
    double[] large = new double[1000];
    for (int item = 0; item < 1000; item++) {
      small[item] = item < 100 ? 1 : 0;
      middle[item] = item < 200 ? 1 : 0;
      large[item] = item < 300 ? 1 : 0;
    }
    var interval =
        ScoreInterval.ofItems(new double[][] {small, middle, large}, OPTIONS.bootstrap());
    assertThat(interval.low()).isBetween(1.9, 2.0);
    assertThat(interval.high()).isBetween(interval.low(), 2.0);
    assertThat(ScoreInterval.ofItems(new double[][] {small, middle, large}, OPTIONS.bootstrap()))
        .isEqualTo(interval);
  }

  @Test
  void chiSquaredTails() {
    assertThat(ChiSquared.upperTail(3.841458820694124, 1)).isCloseTo(0.05, within(1e-12));
    assertThat(ChiSquared.upperTail(9.487729036781154, 4)).isCloseTo(0.05, within(1e-12));
    assertThat(ChiSquared.upperTail(18.307038053275146, 10)).isCloseTo(0.05, within(1e-12));
    assertThat(ChiSquared.upperTail(0, 3)).isEqualTo(1);
    assertThat(ChiSquared.upperTail(200, 2)).isCloseTo(Math.exp(-100), within(1e-55));
  }

  private static JudgedCurve judge(List<ScalingCurve> curves) {
    return EmergenceAnalysis.of(curves, OPTIONS).curves().get(0);
  }
}
