package dev.sundog.bench.gate;

import dev.sundog.bench.gate.Floors.Floor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reading means. */
sealed interface Verdict {
  /**
   * Every floor holds.
   *
   * @param floor the floor
   */
  record Held(Floor floor) implements Verdict {}

  /**
   * Something is wrong.
   *
   * @param reasons at least one, for people
   */
  record Failed(List<String> reasons) implements Verdict {}

  /** Answers and allocation are right; no floor is known for this kernel at this width. */
  record NotJudged() implements Verdict {}

  /** Judges a reading. Wrong answers and allocated bytes fail whatever the floors say. */
  static Verdict of(Reading reading, Floors floors) {
    List<String> reasons = new ArrayList<>();
    if (!reading.agrees()) {
      reasons.add("answers differ from the scalar twin's");
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
