// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import dev.sundog.bench.gate.Floors.Floor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The result of comparing a reading with the floors. */
sealed interface Verdict {
  /**
   * Every floor holds.
   *
   * @param floor the floor
   */
  record Held(Floor floor) implements Verdict {}

  /**
   * A floor does not hold, results differ, or memory was allocated.
   *
   * @param reasons at least one
   */
  record Failed(List<String> reasons) implements Verdict {}

  /** Results and allocation are correct; there is no floor for this kernel at this width. */
  record NotJudged() implements Verdict {}

  /** Judges a reading. Wrong results and allocated bytes fail with any floors. */
  static Verdict of(Reading reading, Floors floors) {
    List<String> reasons = new ArrayList<>();
    if (!reading.agrees()) {
      reasons.add("results differ from the scalar twin's");
    }
    if (reading.allocatedBytes() > 0) {
      reasons.add(reading.allocatedBytes() + " bytes allocated in a pass");
    }
    Optional<Floor> floor = floors.of(reading);
    if (floor.isPresent()) {
      below(reading.overScalar(), floor.get().overScalar(), "scalar twin", reasons);
      below(reading.overCopy(), floor.get().overCopy(), "memory copy", reasons);
    }
    if (!reasons.isEmpty()) {
      return new Failed(List.copyOf(reasons));
    }
    return floor.isPresent() ? new Held(floor.get()) : new NotJudged();
  }

  private static void below(double ratio, double floor, String side, List<String> reasons) {
    if (!(ratio >= floor)) {
      reasons.add(String.format(Locale.ROOT, "%.3g of the %s, floor %.3g", ratio, side, floor));
    }
  }
}
