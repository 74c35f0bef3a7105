package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.bytes.IntList;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.ChoicePaths;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.dump.text.TextSide;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One item a record, its parts at paths.
 *
 * <p>A path that was given must lead to a value in every record, and so must prediction and
 * reference by their usual names, unless there are choices or log-probs to score. null is a missing
 * value; numbers, true and false where a text could stand are texts as they are written. A part
 * that stands twice is malformed, as is an item whose prediction is a text and whose reference is
 * ids, unless the tokenizer's ids mean something outside a batch.
 */
public final class FieldReader implements RecordReader, PathTree.Visitor {
  private static final int PREDICTION = 0;
  private static final int REFERENCE = 1;
  private static final int LOGPROBS = 2;
  private static final int ID = 3;
  private static final int CHOICES = 4;
  private static final int BY = CHOICES + ChoiceReader.PARTS.size();

  /**
   * Where a tool's records hold what is read, unless the user says other paths.
   *
   * @param prediction path of predictions
   * @param reference path of references
   * @param logprobs path of log-probs
   * @param id path of ids
   * @param gaps whether records without a prediction have a missing one, as failed requests do
   */
  public record DefaultPaths(
      String prediction, String reference, String logprobs, String id, boolean gaps) {
    /** The names of our own. */
    public static final DefaultPaths OURS =
        new DefaultPaths("prediction", "reference", "logprobs", "id", false);
  }

  /** What one side of an item was written as. */
  private enum Form {
    NONE,
    IDS,
    TEXT
  }

  private final List<String> paths = new ArrayList<>();
  private final PathTree tree = new PathTree();
  private final boolean choicesGiven;
  private final boolean tokensAreComparable;
  private final TextSide.Pair texts;
  private final GroupReader groups;
  private final int lengthPart;
  private final IntList ids = new IntList();
  private final LogprobReader logprobs = new LogprobReader();
  private final ChoiceReader choices;
  private final boolean gaps;
  private @Nullable BatchAppender building;
  private long required;
  private long seen;
  private Form prediction = Form.NONE;
  private Form reference = Form.NONE;
  private boolean emptyReference;
  private int referenceTokens;
  private boolean hasChoices;

  /**
   * Readers of paths, one for each worker.
   *
   * @throws IllegalArgumentException if a path or a regular expression is none
   */
  public static Supplier<RecordReader> of(DumpSpec options, DefaultPaths usual) {
    TextSide.Pair texts = options.texts();
    new FieldReader(options, usual, texts).beginBatch();
    return () -> new FieldReader(options, usual, texts.another());
  }

  private FieldReader(DumpSpec options, DefaultPaths usual, TextSide.Pair texts) {
    this.texts = texts;
    gaps = usual.gaps();
    String[] names = {usual.prediction(), usual.reference(), usual.logprobs(), usual.id()};
    @Nullable String[] given = {
      options.prediction(), options.reference(), options.logprobs(), options.id()
    };
    boolean nothing = true;
    for (int part = 0; part < CHOICES; part++) {
      String path = given[part];
      nothing &= path == null || part == ID;
      add(path == null ? names[part] : path, path != null);
    }
    choicesGiven = options.choices().given();
    choices = new ChoiceReader(choicesGiven);
    addChoices(options.choices(), usual.equals(DefaultPaths.OURS) && nothing);
    for (String path : options.by()) {
      add(path, !path.equals(DumpSpec.LENGTH));
    }
    if (paths.size() > Long.SIZE) {
      throw new IllegalArgumentException("more than " + (Long.SIZE - BY) + " group keys");
    }
    lengthPart = options.by().indexOf(DumpSpec.LENGTH);
    groups = new GroupReader(options.by().size());
    tokensAreComparable =
        switch (options.tokenizer()) {
          case WHITESPACE, CHARS, BYTES -> false;
          case IDS, R50K_BASE, P50K_BASE, CL100K_BASE, O200K_BASE -> true;
        };
  }

  /** Choices are looked for where a path of theirs is given, or no path at all. */
  private void addChoices(ChoicePaths given, boolean usual) {
    for (ChoiceReader.Part part : ChoiceReader.PARTS) {
      String path = part.given(given);
      if (given.given() || usual) {
        boolean required = part == ChoiceReader.Part.CHOICES && given.given();
        add(path == null ? part.usual : path, required || path != null);
      } else {
        paths.add(part.usual);
      }
    }
  }

  private void add(String path, boolean required) {
    tree.add(RecordPath.parse(path), paths.size());
    this.required |= required ? 1L << paths.size() : 0;
    paths.add(path);
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    if (record.peek() != '{' && record.peek() != '[') {
      throw record.malformed("a record should be a JSON object");
    }
    int begin = record.position();
    building = appender;
    seen = 0;
    prediction = Form.NONE;
    reference = Form.NONE;
    emptyReference = false;
    referenceTokens = 0;
    choices.begin();
    tree.walk(record, this);
    int end = record.position();
    record.position(begin);
    checkGiven(record);
    chosen(record, appender);
    record.position(begin);
    finish(record, appender);
    record.position(end);
  }

  @Override
  public void value(int path, JsonCursor record) {
    if (has(path)) {
      throw record.malformed("'" + paths.get(path) + "' stands twice in this record");
    }
    seen |= 1L << path;
    if (path >= CHOICES && path < BY) {
      choices.found(ChoiceReader.PARTS.get(path - CHOICES), record);
      return;
    }
    BatchAppender appender = appender();
    if (record.skipNull()) {
      if (path >= BY) {
        groups.part(path - BY, new byte[] {'n', 'u', 'l', 'l'}, 0, 4);
      }
      return;
    }
    switch (path) {
      case PREDICTION -> prediction = prediction(record, appender);
      case REFERENCE -> reference = references(record, appender);
      case LOGPROBS -> logprobs.read(record, appender);
      case ID -> {
        record.scalar();
        appender.id(record.textBytes(), record.textFrom(), record.textLength());
      }
      default -> {
        record.scalar();
        groups.part(path - BY, record.textBytes(), record.textFrom(), record.textLength());
      }
    }
  }

  /** Choices stand for prediction and reference where a record has neither. */
  private void chosen(JsonCursor record, BatchAppender appender) {
    hasChoices = choices.read(record, appender, !has(PREDICTION) && !has(LOGPROBS));
    if (!hasChoices || has(PREDICTION) || has(REFERENCE)) {
      return;
    }
    referenceTokens = choices.addTexts(texts, appender);
  }

  private Form prediction(JsonCursor record, BatchAppender appender) {
    if (record.peek() == '[') {
      record.ids(ids, appender.limits().sequenceTokens());
      appender.prediction(ids.values(), 0, ids.size());
      return Form.IDS;
    }
    record.scalar();
    return add(texts.predictions(), record, appender) ? Form.TEXT : Form.NONE;
  }

  private Form references(JsonCursor record, BatchAppender appender) {
    if (record.peek() != '[') {
      return reference(record, appender);
    }
    int begin = record.position();
    if (!record.enterArray()) {
      emptyReference = true;
      return Form.NONE;
    }
    byte first = record.peek();
    if (first != '"' && first != '[') {
      record.position(begin);
      return reference(record, appender);
    }
    Form form = Form.NONE;
    do {
      if (record.peek() != first) {
        throw record.malformed("several references should be all texts or all arrays of ids");
      }
      Form added = reference(record, appender);
      form = added == Form.NONE ? form : added;
    } while (record.nextElement());
    return form;
  }

  private Form reference(JsonCursor record, BatchAppender appender) {
    boolean first = referenceTokens == 0;
    if (record.peek() == '[') {
      record.ids(ids, appender.limits().sequenceTokens());
      appender.reference(ids.values(), 0, ids.size());
      referenceTokens = first ? ids.size() : referenceTokens;
      return Form.IDS;
    }
    record.scalar();
    if (!add(texts.references(), record, appender)) {
      return Form.NONE;
    }
    referenceTokens = first ? texts.references().tokens() : referenceTokens;
    return Form.TEXT;
  }

  private static boolean add(TextSide side, JsonCursor record, BatchAppender appender) {
    return side.add(record.textBytes(), record.textFrom(), record.textLength(), appender);
  }

  private void finish(JsonCursor record, BatchAppender appender) {
    checkParts(record);
    if (emptyReference && prediction != Form.TEXT) {
      appender.reference(ids.values(), 0, 0);
    } else if (!tokensAreComparable
        && prediction != Form.NONE
        && reference != Form.NONE
        && prediction != reference) {
      throw record.malformed(
          "of prediction and reference one is a text, the other token ids: write ids without"
              + " quotes, or name the tokenizer that made them");
    }
    if (lengthPart >= 0) {
      groups.part(lengthPart, referenceTokens);
    }
    groups.group(appender);
    appender.endItem();
  }

  private void checkGiven(JsonCursor record) {
    long missing = required & ~seen;
    if (missing != 0) {
      throw record.malformed(nothing(Long.numberOfTrailingZeros(missing)));
    }
  }

  private String nothing(int path) {
    return "nothing stands at '" + paths.get(path) + "'";
  }

  private void checkParts(JsonCursor record) {
    if (gaps) {
      return;
    }
    if (!has(PREDICTION) && !has(LOGPROBS) && !hasChoices && !choicesGiven) {
      throw record.malformed(
          has(REFERENCE)
              ? nothing(PREDICTION) + ": name the path of predictions; null is a missing one"
              : "neither 'prediction' nor 'logprobs' nor choices stand here: name the paths of this"
                  + " dump");
    }
    if (has(PREDICTION) && !has(REFERENCE) && !has(LOGPROBS)) {
      throw record.malformed(
          nothing(REFERENCE) + ": name the path of references; null is a missing one");
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
