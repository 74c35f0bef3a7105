// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.json.IdRecords;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.MemberNames;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The paths that are read of a record, by number, and those that every record must have. */
final class FieldPaths {
  static final int PREDICTION = 0;
  static final int REFERENCE = 1;
  static final int LOGPROBS = 2;
  static final int ID = 3;
  static final int CHOICES = 4;
  static final int BY = CHOICES + ChoiceReader.PARTS.size();

  private static final List<Field> FIELDS =
      List.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS, Field.ID);
  private static final Set<Field> OUTPUTS =
      Set.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS);

  private final List<String> names = new ArrayList<>();
  private final List<RecordPath> read = new ArrayList<>();
  private final PathTree tree = new PathTree();
  private final boolean choicesGiven;
  private final boolean gaps;
  private final int lengthPart;
  private long required;

  /**
   * The paths of a spec, or those that are usual.
   *
   * @throws IllegalArgumentException if a path is invalid, or there are too many
   */
  FieldPaths(DumpSpec spec, DefaultPaths usual) {
    gaps = usual.gaps();
    choicesGiven = spec.givesAny(Field.ALL_CHOICES);
    lengthPart = spec.by().indexOf(DumpSpec.LENGTH);
    String[] defaults = {usual.prediction(), usual.reference(), usual.logprobs(), usual.id()};
    boolean joined = spec.text(Field.GOLD_FILE) != null;
    for (int part = 0; part < CHOICES; part++) {
      String path = spec.text(FIELDS.get(part));
      String name = path == null ? defaults[part] : path;
      if (joined && part == REFERENCE) {
        names.add(name);
      } else {
        add(name, path != null || (joined && part == ID));
      }
    }
    if (!usual.answers().isEmpty() && spec.text(Field.PREDICTION) == null) {
      tree.count(RecordPath.parse(usual.answers()), PREDICTION);
    }
    addChoices(spec, usual.equals(DefaultPaths.OURS) && !spec.givesAny(OUTPUTS));
    for (String path : spec.by()) {
      if (path.equals(DumpSpec.LENGTH) || spec.fileKey(path) != null) {
        names.add(path);
      } else {
        add(path, true);
      }
    }
    if (names.size() > Long.SIZE) {
      throw SettingException.of("{} has more than {} paths", Field.BY, Long.SIZE - BY);
    }
  }

  /** Choices are looked for if one of their paths is set, or no path of outputs at all. */
  private void addChoices(DumpSpec spec, boolean usual) {
    for (ChoiceReader.Part part : ChoiceReader.PARTS) {
      String path = spec.text(part.field);
      if (choicesGiven || usual) {
        boolean main = part == ChoiceReader.Part.CHOICES && choicesGiven;
        add(path == null ? part.usual : path, main || path != null);
      } else {
        names.add(part.usual);
      }
    }
  }

  private void add(String path, boolean mustExist) {
    RecordPath parsed = RecordPath.parse(path);
    tree.add(parsed, names.size());
    read.add(parsed);
    required |= mustExist ? 1L << names.size() : 0;
    names.add(path);
  }

  /** Walks over a record and hands every value at a path to the visitor. */
  void walk(JsonCursor record, PathTree.Visitor visitor) {
    tree.walk(record, visitor);
  }

  /** Reads records that have no more than token ids. */
  IdRecords idRecords() {
    return tree.idRecords(PREDICTION, REFERENCE, ID);
  }

  /** The paths that are read of a record. */
  List<RecordPath> read() {
    return Collections.unmodifiableList(read);
  }

  /** A path as it was set. */
  String name(int path) {
    return names.get(path);
  }

  /** Whether a path of choices was set. */
  boolean choicesGiven() {
    return choicesGiven;
  }

  /** Whether a record without a prediction has a missing one. */
  boolean gaps() {
    return gaps;
  }

  /** Which part of the group key is the number of tokens of the reference, or −1. */
  int lengthPart() {
    return lengthPart;
  }

  /**
   * Checks that a record has every required path.
   *
   * @param seen bits of the paths that it has
   */
  void checkRequired(long seen, JsonCursor record) {
    long missing = required & ~seen;
    if (missing != 0) {
      throw absent(Long.numberOfTrailingZeros(missing), record);
    }
  }

  private static Field field(int path) {
    return path < CHOICES
        ? FIELDS.get(path)
        : path < BY ? ChoiceReader.PARTS.get(path - CHOICES).field : Field.BY;
  }

  /** The error of a record without a path, for a cursor at its first byte. */
  MalformedDumpException absent(int path, JsonCursor record) {
    Field field = field(path);
    int begin = record.position();
    String hint = MemberNames.hint(names.get(path), record);
    return record.malformedAt(
        begin,
        field == Field.PREDICTION || field == Field.REFERENCE
            ? Message.of(
                "no field \"{}\". {}Set {} to its path; use null for a missing {}",
                names.get(path),
                hint,
                field,
                field.name().toLowerCase(Locale.ROOT))
            : Message.of("no field \"{}\". {}Set {} to its path", names.get(path), hint, field));
  }

  /** The error of a record with nothing to score, for a cursor at its first byte. */
  MalformedDumpException nothingToScore(JsonCursor record) {
    int begin = record.position();
    String hint = MemberNames.hint(names.get(PREDICTION), record);
    return record.malformedAt(
        begin,
        Message.of(
            "no field \"{}\", \"{}\" or \"{}\". {}Set {}, {} or {} to its path",
            names.get(PREDICTION),
            names.get(LOGPROBS),
            names.get(CHOICES),
            hint,
            Field.PREDICTION,
            Field.LOGPROBS,
            Field.CHOICES));
  }
}
