// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.spec.ErrorBudget;
import dev.sundog.dump.spec.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The malformed records that a run left out. Safe for use by several threads. */
final class SkippedRecords {
  private static final int LISTED = 20;

  /** The place of a record in a dump of several files. */
  private record Place(int file, long offset) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int files = Integer.compare(file, other.file);
      return files == 0 ? Long.compare(offset, other.offset) : files;
    }
  }

  private final List<String> files;
  private final ErrorBudget budget;
  private final TreeMap<Place, MalformedDumpException> first = new TreeMap<>();
  private long skipped;
  private long read;

  SkippedRecords(List<Path> files, ErrorBudget budget) {
    this.files = files.stream().map(Path::toString).toList();
    this.budget = budget;
  }

  /**
   * Adds a record that is malformed.
   *
   * @param reason the error, which takes time to locate: it is asked for if the record is listed
   */
  synchronized void add(String source, long offset, Supplier<MalformedDumpException> reason) {
    skipped++;
    Place place = new Place(files.indexOf(source), offset);
    if (first.size() < LISTED || place.compareTo(first.lastKey()) < 0) {
      first.put(place, reason.get());
      if (first.size() > LISTED) {
        first.pollLastEntry();
      }
    }
  }

  /** Adds records that were read. */
  synchronized void read(long records) {
    read += records;
  }

  /**
   * Checks that no more records are malformed than allowed.
   *
   * @throws MalformedDumpException at the first of them, if there are more
   */
  synchronized void check() {
    if (skipped > 0 && !budget.allows(skipped, read + skipped)) {
      MalformedDumpException earliest = first.firstEntry().getValue();
      throw new MalformedDumpException(
          earliest.source(),
          earliest.record(),
          earliest.offset(),
          Message.of(
              "{} of {} records are malformed, more than {} {}. The first one: {}",
              skipped,
              read + skipped,
              Field.MAX_ERRORS,
              budget.toString(),
              earliest.why()));
    }
  }

  /** What was left out, if anything: a line with the number, and one per record, at most 20. */
  synchronized List<Message> findings() {
    List<Message> findings = new ArrayList<>();
    if (skipped > 0) {
      findings.add(
          Message.literal(
              "left out "
                  + skipped
                  + " of "
                  + (read + skipped)
                  + " records, which "
                  + (skipped == 1 ? "is" : "are")
                  + " malformed"
                  + (skipped > first.size() ? "; the first " + first.size() + ":" : ":")));
      first.values().forEach(reason -> findings.add(Message.of("  {}", reason.text())));
    }
    return findings;
  }
}
