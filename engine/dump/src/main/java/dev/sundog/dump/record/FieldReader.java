// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import static dev.sundog.dump.record.FieldPaths.BY;
import static dev.sundog.dump.record.FieldPaths.CHOICES;
import static dev.sundog.dump.record.FieldPaths.ID;
import static dev.sundog.dump.record.FieldPaths.LOGPROBS;
import static dev.sundog.dump.record.FieldPaths.PREDICTION;
import static dev.sundog.dump.record.FieldPaths.REFERENCE;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.IdRecords;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.text.TextSide;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One item per record, its fields at paths.
 *
 * <p>A path that was set must exist in every record, and so must prediction and reference at their
 * default paths, unless there are choices or log-probs to score. null is a missing value; numbers,
 * true and false in place of a text are texts as they are written. A field that occurs twice is
 * malformed, as is an item with a text on one side and token ids on the other (see {@link
 * ItemSides}).
 */
public final class FieldReader implements RecordReader, PathTree.Visitor {
  /** The fields that records have. */
  public static final Set<Field> FIELDS =
      Field.union(
          Field.TEXT_RULES,
          Field.ALL_CHOICES,
          Field.GOLD_FILES,
          Field.ERRORS,
          Set.of(Field.PREDICTION, Field.REFERENCE, Field.LOGPROBS, Field.ID, Field.BY));

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final SharedReading shared;
  private final FieldPaths paths;
  private final TextSide.Pair texts;
  private final ItemSides sides;
  private final GroupReader groups;
  private final LogprobReader logprobs = new LogprobReader();
  private final JsonCursor goldCursor = new JsonCursor();
  private final ChoiceReader choices;
  private final @Nullable IdRecords alike;
  private @Nullable BatchAppender building;
  private long seen;
  private int choiceTokens;
  private boolean hasChoices;
  private int goldEntry;

  /** A source of records, one per line. */
  public static RecordSource lines(
      DumpFormat format, DumpFiles files, DefaultPaths usual, DumpSpec spec, BatchLimits limits) {
    return source(
        format,
        files,
        input -> BlockSource.lines(input, spec.limits(), limits),
        usual,
        spec,
        limits);
  }

  /**
   * A source of records in files that are divided into blocks.
   *
   * @throws IllegalArgumentException if a path or a regular expression is invalid
   */
  public static RecordSource source(
      DumpFormat format,
      DumpFiles files,
      Function<DumpInput, BlockSource> blocks,
      DefaultPaths usual,
      DumpSpec spec,
      BatchLimits limits) {
    SharedReading shared = new SharedReading(spec, limits);
    return new RecordSource(
        files,
        spec,
        RecordSource.Plan.of(
                format,
                blocks,
                FileKeys.reading(
                    files.paths(), spec, file -> FileKeys.UNKNOWN, own -> of(own, usual, shared)))
            .withNotes(FileKeys.UNKNOWN.notes(spec))
            .withFindings(shared));
  }

  private static Supplier<ItemReader> of(DumpSpec spec, DefaultPaths usual, SharedReading shared) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    new FieldReader(spec, usual, texts, shared).beginBatch();
    return RecordReader.ofBlocks(() -> new FieldReader(spec, usual, texts.another(), shared));
  }

  /**
   * Readers of rows.
   *
   * @throws IllegalArgumentException if a path or a regular expression is invalid
   */
  public static RowReading rows(
      List<Path> files, DumpSpec spec, DefaultPaths usual, BatchLimits limits) {
    SharedReading shared = new SharedReading(spec, limits);
    return new RowReading(
        new FieldPaths(spec, usual).read(),
        FileKeys.reading(files, spec, file -> FileKeys.UNKNOWN, own -> of(own, usual, shared)),
        shared,
        FileKeys.UNKNOWN.notes(spec),
        List.of());
  }

  private FieldReader(
      DumpSpec spec, DefaultPaths usual, TextSide.Pair texts, SharedReading shared) {
    this.texts = texts;
    this.shared = shared;
    paths = new FieldPaths(spec, usual);
    sides = new ItemSides(spec, texts);
    choices = new ChoiceReader(paths.choicesGiven(), spec.choiceLogits());
    groups = new GroupReader(spec);
    alike = !shared.joins() && spec.by().isEmpty() ? paths.idRecords() : null;
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public int readAlike(
      JsonCursor cursor, RecordBlock block, int from, int to, BatchAppender appender) {
    return alike == null ? 0 : alike.read(cursor, block, from, to, appender);
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    if (record.peek() != '{' && record.peek() != '[') {
      throw record.malformed("expected a JSON object");
    }
    int begin = record.position();
    building = appender;
    seen = 0;
    choiceTokens = 0;
    goldEntry = GoldFile.NONE;
    sides.begin();
    choices.begin();
    paths.walk(record, this);
    int end = record.position();
    record.position(begin);
    paths.checkRequired(seen, record);
    readGold(appender);
    readChoices(record, appender);
    record.position(begin);
    finish(record, appender);
    record.position(end);
  }

  @Override
  public void value(int path, JsonCursor record) {
    if (has(path)) {
      throw record.malformed("field \"" + paths.name(path) + "\" occurs twice");
    }
    seen |= 1L << path;
    if (path >= CHOICES && path < BY) {
      choices.found(ChoiceReader.PARTS.get(path - CHOICES), record);
      return;
    }
    BatchAppender appender = appender();
    if (record.skipNull()) {
      if (path >= BY) {
        groups.part(path - BY, NULL, 0, NULL.length);
      }
      return;
    }
    switch (path) {
      case PREDICTION -> prediction(record, appender);
      case REFERENCE -> sides.references(record, appender);
      case LOGPROBS -> logprobs.read(record, appender);
      case ID -> {
        record.scalar();
        appender.id(record.textBytes(), record.textFrom(), record.textLength());
        goldEntry = shared.find(record.textBytes(), record.textFrom(), record.textLength());
      }
      default -> {
        record.scalar();
        groups.part(path - BY, record.textBytes(), record.textFrom(), record.textLength());
      }
    }
  }

  @Override
  public void elements(int path, int count) {
    shared.unread.add(count);
  }

  /** The reference of another file counts as one of this record. */
  private void readGold(BatchAppender appender) {
    if (shared.joins()) {
      seen |= 1L << REFERENCE;
      shared.gold(goldEntry, goldCursor, sides, appender);
    }
  }

  /** Choices provide prediction and reference if a record has neither. */
  private void readChoices(JsonCursor record, BatchAppender appender) {
    hasChoices = choices.read(record, appender, !has(PREDICTION) && !has(LOGPROBS));
    if (hasChoices && !has(PREDICTION) && !has(REFERENCE)) {
      choiceTokens = choices.addTexts(texts, appender);
    }
  }

  private void prediction(JsonCursor record, BatchAppender appender) {
    if (record.peek() == '[') {
      sides.predictionIds(record, appender);
    } else {
      record.scalar();
      sides.prediction(record.textBytes(), record.textFrom(), record.textLength(), appender);
    }
  }

  private void finish(JsonCursor record, BatchAppender appender) {
    checkOutputs(record);
    sides.finish(appender);
    if (sides.mixed()) {
      throw record.malformed(ItemSides.MIXED);
    }
    if (paths.lengthPart() >= 0) {
      groups.part(paths.lengthPart(), Math.max(choiceTokens, sides.referenceTokens()));
    }
    groups.group(appender);
    appender.endItem();
  }

  private void checkOutputs(JsonCursor record) {
    if (paths.gaps()) {
      return;
    }
    boolean scored = has(PREDICTION) || has(LOGPROBS) || hasChoices || paths.choicesGiven();
    if (!scored) {
      throw has(REFERENCE) ? paths.absent(PREDICTION, record) : paths.nothingToScore(record);
    }
    if (has(PREDICTION) && !has(REFERENCE) && !has(LOGPROBS)) {
      throw paths.absent(REFERENCE, record);
    }
  }

  private boolean has(int path) {
    return ((seen >>> path) & 1) != 0;
  }

  private BatchAppender appender() {
    if (building == null) {
      throw new IllegalStateException("no record is being read");
    }
    return building;
  }
}
