// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import dev.sundog.bench.gate.Floors.Floor;
import java.util.Locale;
import java.util.Optional;

/** The gate's table: a line per reading, with its verdict. */
final class GateReport {
  private static final String LINE = "%-28s %9s %9s %8s %8s %8s %8s  %s%n";

  private GateReport() {}

  /** The header line. */
  public static String header() {
    return String.format(
        Locale.ROOT, LINE, "kernel", "items/s", "GB/s", "/scalar", "floor", "/copy", "floor", "");
  }

  /** The line of a reading. */
  public static String line(Reading reading, Floors floors) {
    Optional<Floor> floor = floors.of(reading);
    return String.format(
        Locale.ROOT,
        LINE,
        reading.kernel(),
        rate(reading.itemsPerSecond()),
        String.format(Locale.ROOT, "%.2f", reading.bytesPerSecond() / 1e9),
        ratio(reading.overScalar()),
        floor.map(f -> ratio(f.overScalar())).orElse("-"),
        ratio(reading.overCopy()),
        floor.filter(f -> f.overCopy() > 0).map(f -> ratio(f.overCopy())).orElse("-"),
        verdict(Verdict.of(reading, floors)));
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Held held -> "ok";
      case Verdict.NotJudged notJudged -> "not judged";
      case Verdict.Failed(var reasons) -> "FAILED: " + String.join("; ", reasons);
    };
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio);
  }

  private static String rate(double perSecond) {
    return perSecond >= 1e6
        ? String.format(Locale.ROOT, "%.2f M", perSecond / 1e6)
        : String.format(Locale.ROOT, "%.2f k", perSecond / 1e3);
  }
}
