// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.text.Numbers;
import dev.sundog.text.WhiteSpace;
import java.util.function.IntConsumer;

/** Tokenizes texts. Each worker uses {@link #another()}, because encoders have a state. */
abstract sealed class TokenEncoder {
  /** The encoder of a tokenizer. */
  static TokenEncoder of(Tokenizer tokenizer) {
    return switch (tokenizer) {
      case IDS -> new Integers();
      case WHITESPACE -> new Words();
      case CHARS -> new CodePoints();
      case BYTES -> new Bytes();
      case R50K_BASE -> new BytePairs(EncodingType.R50K_BASE);
      case P50K_BASE -> new BytePairs(EncodingType.P50K_BASE);
      case CL100K_BASE -> new BytePairs(EncodingType.CL100K_BASE);
      case O200K_BASE -> new BytePairs(EncodingType.O200K_BASE);
    };
  }

  /** An encoder of the same kind for another worker: this one if it has no state. */
  TokenEncoder another() {
    return this;
  }

  /** Drops the vocabulary: ids are comparable within a batch only. */
  void beginBatch() {}

  /**
   * Tokenizes a text.
   *
   * @param utf8 valid UTF-8
   * @param tokens receives the ids in order
   * @throws NumberFormatException with a message for the user, if the text is not a list of ids
   */
  abstract void encode(byte[] utf8, int from, int to, IntConsumer tokens);

  /** Splits at white space. */
  private abstract static sealed class Separated extends TokenEncoder {
    private static final long BEHIND_SPACE = Swar.each('!');

    @Override
    final void encode(byte[] utf8, int from, int to, IntConsumer tokens) {
      int begin = from;
      for (int at = plainEnd(utf8, from, to); at < to; at = plainEnd(utf8, at, to)) {
        int length = Utf8.length(utf8[at]);
        if (WhiteSpace.is(length == 1 ? utf8[at] : Utf8.codePoint(utf8, at, length))) {
          if (at > begin) {
            tokens.accept(token(utf8, begin, at));
          }
          begin = at + length;
        }
        at += length;
      }
      if (to > begin) {
        tokens.accept(token(utf8, begin, to));
      }
    }

    /** Index of the first byte that may begin a white space character. */
    private static int plainEnd(byte[] utf8, int from, int to) {
      int at = from;
      while (at < to && at + Long.BYTES <= utf8.length) {
        int plain = Swar.first(Swar.belowOrNotAscii(Swar.load(utf8, at), BEHIND_SPACE));
        at += plain;
        if (plain < Long.BYTES) {
          return Math.min(at, to);
        }
      }
      while (at < to && utf8[at] > ' ') {
        at++;
      }
      return Math.min(at, to);
    }

    abstract int token(byte[] utf8, int from, int to);
  }

  private static final class Words extends Separated {
    private final Interner words = new Interner();

    @Override
    TokenEncoder another() {
      return new Words();
    }

    @Override
    void beginBatch() {
      words.clear();
    }

    @Override
    int token(byte[] utf8, int from, int to) {
      return words.number(utf8, from, to - from);
    }
  }

  private static final class Integers extends Separated {
    @Override
    int token(byte[] utf8, int from, int to) {
      int first = utf8[from] == '-' ? from + 1 : from;
      long value = 0;
      for (int at = first; at < to && value <= 1L << 31; at++) {
        int digit = utf8[at] - '0';
        if (digit < 0 || digit > 9) {
          throw notAnId(utf8, from, to);
        }
        value = value * 10 + digit;
      }
      value = first > from ? -value : value;
      if (first == to || value != (int) value) {
        throw notAnId(utf8, from, to);
      }
      return (int) value;
    }

    private static NumberFormatException notAnId(byte[] utf8, int from, int to) {
      String text = new String(utf8, from, to - from, UTF_8);
      return new NumberFormatException(
          Numbers.quote(text) + " is not an integer of 32 bits; tokenizer ids takes no other text");
    }
  }

  private static final class CodePoints extends TokenEncoder {
    @Override
    void encode(byte[] utf8, int from, int to, IntConsumer tokens) {
      for (int at = from; at < to; ) {
        int length = Utf8.length(utf8[at]);
        tokens.accept(Utf8.codePoint(utf8, at, length));
        at += length;
      }
    }
  }

  private static final class Bytes extends TokenEncoder {
    @Override
    void encode(byte[] utf8, int from, int to, IntConsumer tokens) {
      for (int at = from; at < to; at++) {
        tokens.accept(utf8[at] & 0xFF);
      }
    }
  }

  /** OpenAI's byte-pair encodings. Special tokens in a model's output are ordinary text. */
  private static final class BytePairs extends TokenEncoder {
    private final Encoding encoding;

    BytePairs(EncodingType type) {
      encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
    }

    @Override
    void encode(byte[] utf8, int from, int to, IntConsumer tokens) {
      IntArrayList ids = encoding.encodeOrdinary(new String(utf8, from, to - from, UTF_8));
      for (int i = 0; i < ids.size(); i++) {
        tokens.accept(ids.get(i));
      }
    }
  }
}
