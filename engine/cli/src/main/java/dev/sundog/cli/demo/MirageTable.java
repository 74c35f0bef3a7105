// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.demo;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.emergence.workload.MirageWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * One metric by model size and target length, each figure beside its prediction.
 *
 * @param metric the metric's name
 * @param prediction its expected value from the probability of a right token and the target length
 */
public record MirageTable(String metric, DoubleBinaryOperator prediction) {
  /** The sharp metric: every token must be right, p^L. */
  public static final MirageTable EXACT_MATCH = new MirageTable("exact_match", StrictMath::pow);

  /** The smooth metric: wrong tokens, L(1 − p). */
  public static final MirageTable EDIT_DISTANCE =
      new MirageTable("token_edit_distance", (p, length) -> length * (1 - p));

  /** The table of a run over a {@link MirageSource}; a cell without items is {@code -}. */
  public Table of(Summary summary) {
    Table table = Table.of(2, MirageWorkload.MAX_TARGET_LENGTH);
    List<String> heads = new ArrayList<>(List.of("model", "p(token)"));
    for (int length = 1; length <= MirageWorkload.MAX_TARGET_LENGTH; length++) {
      heads.add("L = " + length);
    }
    table.row(heads);
    for (int size = 0; size < MirageWorkload.SIZES.size(); size++) {
      double p = MirageWorkload.tokenProbability(MirageWorkload.SIZES.get(size));
      List<String> row = new ArrayList<>();
      row.add(MirageWorkload.SIZE_NAMES.get(size));
      row.add(Figures.fixed(p, 4));
      for (int length = 1; length <= MirageWorkload.MAX_TARGET_LENGTH; length++) {
        row.add(cell(summary, size, length, prediction.applyAsDouble(p, length)));
      }
      table.row(row);
    }
    return table;
  }

  private String cell(Summary summary, int size, int length, double predicted) {
    double measured =
        summary.groups().stream()
            .filter(group -> group.key().equals(MirageSource.key(size, length)))
            .mapToDouble(this::mean)
            .findFirst()
            .orElse(Double.NaN);
    String shown = Double.isNaN(measured) ? "-" : Figures.fixed(measured, 4);
    return shown + " (" + Figures.fixed(predicted, 4) + ")";
  }

  private double mean(GroupSummary group) {
    return group.metric(metric).mean();
  }
}
