// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Remark;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.Tallies;
import dev.sundog.batch.Tally;
import java.util.ArrayList;
import java.util.List;

/** What a run says about events that change what its figures mean. */
final class RunRemarks {
  private RunRemarks() {}

  /** The summary with remarks on it and on the events that its readers counted. */
  static Summary on(Summary summary, Tallies tallies) {
    List<Remark> remarks = of(tallies);
    for (GroupSummary group : summary.groups()) {
      for (MetricSummary metric : group.metrics()) {
        String where = group.key().isEmpty() ? "" : " of group " + String.join(", ", group.key());
        if (metric.unweighted().sum() > 0) {
          long items = metric.unweighted().items();
          remarks.add(
              new Remark(
                  "unweighted_items",
                  items,
                  metric.name()
                      + where
                      + ": "
                      + number(items, "item")
                      + (items == 1 ? " has" : " have")
                      + " an empty reference and no rate, but "
                      + number((long) metric.unweighted().sum(), "edit")
                      + " that the corpus value counts"));
        }
        if (Double.isInfinite(metric.mean())) {
          remarks.add(
              new Remark(
                  "infinite_mean",
                  1,
                  metric.name()
                      + where
                      + " is infinite: an item's value is above the range of float64, or a token"
                      + " has probability 0"));
        }
      }
    }
    return summary.withRemarks(remarks);
  }

  private static List<Remark> of(Tallies tallies) {
    List<Remark> remarks = new ArrayList<>();
    long tokens = tallies.count(Tally.LEFT_OUT_TOKENS);
    if (tokens > 0) {
      add(
          remarks,
          Tally.LEFT_OUT_TOKENS,
          tokens,
          number(tokens, "token")
              + " in "
              + number(tallies.count(Tally.ITEMS_WITH_LEFT_OUT_TOKENS), "item")
              + (tokens == 1 ? " has" : " have")
              + " the log-prob -9999 (outside the top k) and"
              + (tokens == 1 ? " is" : " are")
              + " left out of the log-prob metrics");
    }
    long noGold = tallies.count(Tally.ITEMS_WITHOUT_GOLD);
    if (noGold > 0) {
      add(
          remarks,
          Tally.ITEMS_WITHOUT_GOLD,
          noGold,
          number(noGold, "item")
              + (noGold == 1 ? " has" : " have")
              + " choices but no correct one (null): not scored");
    }
    long missed = tallies.count(Tally.NOT_EXTRACTED);
    long all = missed + tallies.count(Tally.EXTRACTED);
    if (2 * missed > all) {
      add(
          remarks,
          Tally.NOT_EXTRACTED,
          missed,
          "no regular expression matches "
              + missed
              + " of "
              + number(all, "prediction")
              + ": they count as missing. Check the expression");
    }
    long unread = tallies.count(Tally.UNREAD_ANSWERS);
    if (unread > 0) {
      add(
          remarks,
          Tally.UNREAD_ANSWERS,
          unread,
          number(unread, "answer")
              + " of "
              + number(tallies.count(Tally.ITEMS_WITH_UNREAD_ANSWERS), "item")
              + (unread == 1 ? " was" : " were")
              + " not read: only the first answer of an item is scored");
    }
    return remarks;
  }

  private static void add(List<Remark> remarks, Tally tally, long count, String text) {
    remarks.add(new Remark(tally.label(), count, text));
  }

  private static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
