// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Tables of recordings other than JMH's. */
final class OtherTables {
  private OtherTables() {}

  /** Readings of the gate. */
  static String gate(JsonNode document) {
    StringBuilder out = new StringBuilder();
    out.append("## The gate at ").append(document.at("/machine/vectorBits").intValue());
    out.append(
        " bits\n\n| kernel | items/s | GB/s | ÷ scalar twin | ÷ memory copy | bytes allocated |\n");
    out.append("|---|---:|---:|---:|---:|---:|\n");
    for (JsonNode reading : document.required("readings")) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.2f | %.3g | %d |\n",
              reading.required("kernel").asString(),
              RateTable.perSecond(reading.required("itemsPerSecond").doubleValue()),
              reading.required("bytesPerSecond").doubleValue() / 1e9,
              reading.required("overScalar").doubleValue(),
              reading.required("overCopy").doubleValue(),
              reading.required("allocatedBytes").longValue()));
    }
    return out.append('\n').toString();
  }

  /** Python rivals: a row per measurement of the script. */
  static String python(JsonNode document) {
    StringBuilder out = new StringBuilder("## Rivals called from Python\n\n");
    out.append("| work | program | rate | Sundog, same run | ratio | answers |\n");
    out.append("|---|---|---:|---:|---:|---|\n");
    for (JsonNode rival : document.required("rivals")) {
      double rate = rival.required("rate").doubleValue();
      double ours = rival.required("ours").doubleValue();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.1f× | %s |\n",
              rival.required("work").asString(),
              rival.required("program").asString(),
              RateTable.perSecond(rate),
              RateTable.perSecond(ours),
              ours / rate,
              rival.required("answers").asString()));
    }
    return out.append('\n').toString();
  }
}
