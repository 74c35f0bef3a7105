// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Tally;
import dev.sundog.batch.WrittenNumber;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one side of items, predictions or references: each is extracted, normalized and
 * tokenized straight into the batch. Not thread-safe.
 */
public final class TextSide {
  private final TextRule rule;
  private final TokenEncoder encoder;
  private final boolean predictions;
  private final boolean alwaysCounted;
  private final Tokens tokens = new Tokens();

  private TextSide(
      TextRule rule, TokenEncoder encoder, boolean predictions, boolean alwaysCounted) {
    this.rule = rule;
    this.encoder = encoder;
    this.predictions = predictions;
    this.alwaysCounted = alwaysCounted;
  }

  /** Both sides of items. They share an encoder, so equal ids are equal tokens. */
  public record Pair(TextSide predictions, TextSide references) {
    /**
     * Both sides of a dump.
     *
     * @throws IllegalArgumentException if a regular expression is invalid
     */
    public static Pair of(DumpSpec spec) {
      TokenEncoder encoder = TokenEncoder.of(spec.tokenizer());
      boolean counted = spec.by().contains(DumpSpec.LENGTH);
      return new Pair(
          new TextSide(TextRule.of(spec, Field.EXTRACT_PREDICTION), encoder, true, false),
          new TextSide(TextRule.of(spec, Field.EXTRACT_REFERENCE), encoder, false, counted));
    }

    /** The same sides for another worker, with a state of their own. */
    public Pair another() {
      TokenEncoder encoder = predictions.encoder.another();
      return new Pair(predictions.with(encoder), references.with(encoder));
    }

    /** Drops the vocabulary of the last batch. */
    public void beginBatch() {
      predictions.encoder.beginBatch();
    }
  }

  private TextSide with(TokenEncoder encoder) {
    return new TextSide(rule, encoder, predictions, alwaysCounted);
  }

  /** Number of tokens of the last text; 0 if it was not tokenized. */
  public int tokens() {
    return tokens.count;
  }

  /**
   * Number of tokens of a text without extraction and normalization. Nothing is added to the batch.
   *
   * @throws MalformedDumpException at the appender's position if the text can't be tokenized
   */
  public int tokensOf(String text, BatchAppender appender) {
    byte[] utf8 = text.getBytes(UTF_8);
    encode(utf8, 0, utf8.length, appender, null);
    return tokens.count;
  }

  /**
   * Adds a text and its tokens, as far as metrics read them, to the appender's item.
   *
   * @return false, and nothing is added, if the regular expression does not match
   * @throws MalformedDumpException at the appender's position if the text can't be tokenized
   */
  public boolean add(String text, BatchAppender appender) {
    byte[] utf8 = text.getBytes(UTF_8);
    return add(utf8, 0, utf8.length, appender);
  }

  /** Adds a text in UTF-8; see {@link #add(String, BatchAppender)}. */
  public boolean add(byte[] utf8, int from, int length, BatchAppender appender) {
    tokens.count = 0;
    if (rule.isIdentity()) {
      addNormal(utf8, from, length, appender);
      return true;
    }
    String part;
    try {
      part = rule.extracted(new String(utf8, from, length, UTF_8));
    } catch (IllegalArgumentException e) {
      throw malformed(e, appender);
    }
    if (predictions && rule.extracts()) {
      appender.tallies().add(part == null ? Tally.NOT_EXTRACTED : Tally.EXTRACTED, 1);
    }
    if (part == null) {
      return false;
    }
    if (!rule.normalizers().isEmpty() && appender.numbers().wanted()) {
      appender.numbers().text(predictions, WrittenNumber.last(part));
    }
    byte[] normal = rule.normalized(part).getBytes(UTF_8);
    addNormal(normal, 0, normal.length, appender);
    return true;
  }

  private void addNormal(byte[] utf8, int from, int length, BatchAppender appender) {
    if (alwaysCounted || appender.readsTokens()) {
      encode(utf8, from, length, appender, appender);
    }
    if (predictions) {
      appender.endPrediction().predictionText(utf8, from, length);
    } else {
      appender.endReference().referenceText(utf8, from, length);
    }
  }

  private void encode(
      byte[] utf8, int from, int length, BatchAppender appender, @Nullable BatchAppender target) {
    tokens.count = 0;
    tokens.target = target;
    try {
      encoder.encode(utf8, from, from + length, tokens);
    } catch (IllegalArgumentException e) {
      throw malformed(e, appender);
    }
  }

  private static MalformedDumpException malformed(Exception cause, BatchAppender appender) {
    return appender.position().malformed("the text can't be tokenized: " + cause.getMessage());
  }

  /** Counts tokens on their way into the batch. */
  private final class Tokens implements IntConsumer {
    private @Nullable BatchAppender target;
    private int count;

    @Override
    public void accept(int id) {
      count++;
      if (target == null) {
        return;
      }
      if (predictions) {
        target.predictionTokens().add(id);
      } else {
        target.referenceTokens().add(id);
      }
    }
  }
}
