// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Layout;
import dev.sundog.text.JsonWriter.Style;
import java.util.List;

/** Comparisons as JSON, indented; a number that is not finite is null. */
public final class ComparisonJson {
  private final JsonWriter out;

  private ComparisonJson(JsonWriter out) {
    this.out = out;
  }

  /** The summary file: a document that ends in a line feed. */
  public static String of(Comparisons all) {
    StringBuilder text = new StringBuilder();
    new ComparisonJson(JsonWriter.to(text, Style.PADDED)).document(all);
    return text.toString();
  }

  private void document(Comparisons all) {
    out.object(Layout.LINES);
    out.name("unmatched").object(Layout.LINES);
    out.field("base", all.onlyBase().size()).field("candidate", all.onlyCandidate().size()).end();
    out.name("unmatched_ids").object(Layout.LINES);
    put("base", all.onlyBase());
    put("candidate", all.onlyCandidate());
    out.end().name("comparisons").array();
    all.comparisons().forEach(comparison -> put(all.keyNames(), comparison));
    out.end().end().newline();
  }

  private void put(String name, List<String> ids) {
    out.name(name).array();
    ids.forEach(out::value);
    out.end();
  }

  private void put(List<String> keyNames, Comparison comparison) {
    out.object(Layout.LINES).name("group").object(Layout.LINES);
    for (int part = 0; part < comparison.group().size(); part++) {
      out.field(keyNames.get(part), comparison.group().get(part));
    }
    out.end().field("metric", comparison.metric().name()).field("n", comparison.n());
    out.field("dropped", comparison.dropped());
    out.field("base", comparison.difference().base())
        .field("candidate", comparison.difference().candidate());
    out.field("difference", comparison.difference().value());
    out.field("low", comparison.difference().interval().low())
        .field("high", comparison.difference().interval().high());
    out.field("test", comparison.test().name()).field("p", comparison.test().p());
    out.field("log10_p", comparison.test().log10P());
    out.field("p_holm", comparison.test().holm())
        .field("q_bh", comparison.test().bh())
        .name("worse")
        .array();
    for (Comparison.Worse item : comparison.worse()) {
      out.object(Layout.LINES).field("id", item.id()).field("base", item.base());
      out.field("candidate", item.candidate()).end();
    }
    out.end().end();
  }
}
