// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;

/**
 * Prediction and references of an item, each written as a text or as an array of token ids. An item
 * with both forms is mixed, unless the tokenizer's ids mean the same in every batch. Not
 * thread-safe.
 */
public final class ItemSides {
  /** Why a mixed item is malformed. */
  public static final String MIXED =
      "prediction and reference are a text and token ids. Write both alike: ids without quotes, or"
          + " texts with the tokenizer that made the ids";

  /** How a side is written. */
  private enum Form {
    NONE,
    IDS,
    TEXT
  }

  private final TextSide.Pair texts;
  private final boolean tokensAreComparable;
  private Form prediction = Form.NONE;
  private Form reference = Form.NONE;
  private boolean emptyReference;
  private int referenceTokens;

  /** Sides whose texts are treated as a spec says. */
  public ItemSides(DumpSpec spec, TextSide.Pair texts) {
    this.texts = texts;
    tokensAreComparable =
        switch (spec.tokenizer()) {
          case WHITESPACE, CHARS, BYTES -> false;
          case IDS, R50K_BASE, P50K_BASE, CL100K_BASE, O200K_BASE -> true;
        };
  }

  /** Begins a batch. */
  public void beginBatch() {
    texts.beginBatch();
  }

  /** Begins an item. */
  public void begin() {
    prediction = Form.NONE;
    reference = Form.NONE;
    referenceTokens = 0;
    emptyReference = false;
  }

  /** Appends a prediction in UTF-8, if a part of it is extracted. */
  public void prediction(byte[] utf8, int from, int length, BatchAppender appender) {
    prediction = texts.predictions().add(utf8, from, length, appender) ? Form.TEXT : Form.NONE;
  }

  /** Appends the prediction of an array of token ids that a cursor is before. */
  public void predictionIds(JsonCursor array, BatchAppender appender) {
    array.ids(appender.predictionTokens(), appender.limits().sequenceTokens());
    appender.endPrediction();
    prediction = Form.IDS;
  }

  /** Appends a reference in UTF-8, if a part of it is extracted. */
  public void reference(byte[] utf8, int from, int length, BatchAppender appender) {
    if (texts.references().add(utf8, from, length, appender)) {
      added(Form.TEXT, texts.references().tokens());
    }
  }

  /** Appends the reference of an array of token ids that a cursor is before. */
  public void referenceIds(JsonCursor array, BatchAppender appender) {
    TokenBuffer ids = appender.referenceTokens();
    array.ids(ids, appender.limits().sequenceTokens());
    added(Form.IDS, ids.length());
    appender.endReference();
  }

  /** Appends references that a cursor is before: one, or an array of texts or of arrays of ids. */
  public void references(JsonCursor record, BatchAppender appender) {
    if (record.peek() != '[') {
      reference(record, appender);
      return;
    }
    int begin = record.position();
    if (!record.enterArray()) {
      emptyReference();
      return;
    }
    byte first = record.peek();
    if (first != '"' && first != '[') {
      record.position(begin);
      reference(record, appender);
      return;
    }
    do {
      if (record.peek() != first) {
        throw record.malformed("references must be all texts or all arrays of token ids");
      }
      reference(record, appender);
    } while (record.nextElement());
  }

  private void reference(JsonCursor record, BatchAppender appender) {
    if (record.peek() == '[') {
      referenceIds(record, appender);
    } else {
      record.scalar();
      reference(record.textBytes(), record.textFrom(), record.textLength(), appender);
    }
  }

  private void added(Form form, int tokens) {
    referenceTokens = referenceTokens == 0 ? tokens : referenceTokens;
    reference = form;
  }

  /** Notes an empty array of references: no tokens, or no references beside a text. */
  private void emptyReference() {
    emptyReference = true;
  }

  /** Ends an item: appends what depends on how both sides are written. */
  public void finish(BatchAppender appender) {
    if (emptyReference && prediction != Form.TEXT) {
      appender.endReference();
    }
  }

  /** Number of tokens of the first reference that has any; 0 if none has. */
  public int referenceTokens() {
    return referenceTokens;
  }

  /** Whether one side is a text and the other ids that can't be compared with its tokens. */
  public boolean mixed() {
    return !tokensAreComparable
        && prediction != Form.NONE
        && reference != Form.NONE
        && prediction != reference;
  }
}
