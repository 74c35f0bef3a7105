package dev.sundog.dump.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.IntList;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.text.Normalizer;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One side of items, predictions or references: its texts go through their rule and become tokens.
 * Not thread-safe.
 */
public final class TextSide {
  private final TextRule rule;
  private final TokenEncoder encoder;
  private final boolean predictions;
  private final boolean counted;
  private final IntList tokens = new IntList();

  private TextSide(TextRule rule, TokenEncoder encoder, boolean predictions, boolean counted) {
    this.rule = rule;
    this.encoder = encoder;
    this.predictions = predictions;
    this.counted = counted;
  }

  /** Both sides, whose tokens are comparable: they share an encoder. */
  public record Pair(TextSide predictions, TextSide references) {
    /**
     * Sides by their rules.
     *
     * @param counted whether references' tokens are counted even if nothing else reads them
     * @throws PatternSyntaxException if a regular expression is none
     */
    public static Pair of(
        @Nullable String extractPrediction,
        @Nullable String extractReference,
        List<Normalizer> normalizers,
        Tokenizer tokenizer,
        boolean counted) {
      TokenEncoder encoder = TokenEncoder.of(tokenizer);
      return new Pair(
          new TextSide(TextRule.of(extractPrediction, normalizers), encoder, true, false),
          new TextSide(TextRule.of(extractReference, normalizers), encoder, false, counted));
    }

    /** Sides of the same rules for another worker. */
    public Pair another() {
      TokenEncoder encoder = predictions.encoder.another();
      return new Pair(predictions.with(encoder), references.with(encoder));
    }

    /** Forgets what was learnt of the last batch. */
    public void beginBatch() {
      predictions.encoder.beginBatch();
    }
  }

  private TextSide with(TokenEncoder encoder) {
    return new TextSide(rule, encoder, predictions, counted);
  }

  /** Number of tokens of the text added last, 0 if nothing of it was. */
  public int tokens() {
    return tokens.size();
  }

  /**
   * Number of tokens that a text has as it stands; nothing is added.
   *
   * @throws MalformedDumpException where the appender is, if the text can't be made tokens
   */
  public int tokensOf(String text, BatchAppender appender) {
    byte[] utf8 = text.getBytes(UTF_8);
    encode(utf8, 0, utf8.length, appender);
    return tokens.size();
  }

  /**
   * Adds a text's normal form and tokens, as far as they are read, to the item that a appender is
   * at.
   *
   * @return false if no part of the text counts, so that nothing was added
   * @throws MalformedDumpException where the appender is, if the text can't be made tokens
   */
  public boolean add(String text, BatchAppender appender) {
    byte[] utf8 = text.getBytes(UTF_8);
    return add(utf8, 0, utf8.length, appender);
  }

  /** The same for a text in UTF-8. */
  public boolean add(byte[] utf8, int from, int length, BatchAppender appender) {
    tokens.clear();
    if (rule.isIdentity()) {
      addNormal(utf8, from, length, appender);
      return true;
    }
    byte[] normal;
    try {
      normal = rule.apply(utf8, from, length);
    } catch (IllegalArgumentException e) {
      throw noTokens(e, appender);
    }
    if (normal == null) {
      return false;
    }
    addNormal(normal, 0, normal.length, appender);
    return true;
  }

  private void addNormal(byte[] utf8, int from, int length, BatchAppender appender) {
    if (counted || appender.readsTokens()) {
      encode(utf8, from, length, appender);
    }
    if (predictions) {
      appender.prediction(tokens.values(), 0, tokens.size()).predictionText(utf8, from, length);
    } else {
      appender.reference(tokens.values(), 0, tokens.size()).referenceText(utf8, from, length);
    }
  }

  private void encode(byte[] utf8, int from, int length, BatchAppender appender) {
    tokens.clear();
    try {
      encoder.encode(utf8, from, from + length, tokens);
    } catch (IllegalArgumentException e) {
      throw noTokens(e, appender);
    }
  }

  private static MalformedDumpException noTokens(Exception cause, BatchAppender appender) {
    return appender.malformed("the text can't be made tokens: " + cause.getMessage());
  }
}
