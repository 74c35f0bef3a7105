// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PorterStemmerTest {
  /** The examples of Porter's paper, and of NLTK's departures from it. */
  @ParameterizedTest
  @CsvSource({
    "caresses, caress",
    "ponies, poni",
    "caress, caress",
    "cats, cat",
    "feed, feed",
    "agreed, agre",
    "plastered, plaster",
    "bled, bled",
    "motoring, motor",
    "sing, sing",
    "conflated, conflat",
    "sized, size",
    "hopping, hop",
    "falling, fall",
    "hissing, hiss",
    "failing, fail",
    "filing, file",
    "happy, happi",
    "relational, relat",
    "conditional, condit",
    "rational, ration",
    "digitizer, digit",
    "vietnamization, vietnam",
    "operator, oper",
    "feudalism, feudal",
    "decisiveness, decis",
    "hopefulness, hope",
    "formaliti, formal",
    "sensibiliti, sensibl",
    "triplicate, triplic",
    "electriciti, electr",
    "goodness, good",
    "revival, reviv",
    "allowance, allow",
    "inference, infer",
    "adjustable, adjust",
    "replacement, replac",
    "adoption, adopt",
    "effective, effect",
    "probate, probat",
    "rate, rate",
    "cease, ceas",
    "controll, control",
    "roll, roll",
    "dies, die",
    "died, die",
    "flies, fli",
    "enjoy, enjoy",
    "skies, sky",
    "news, news",
    "theology, theolog",
    "is, is"
  })
  void stems(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @Test
  void noWordIsTooLong() {
    assertThat(PorterStemmer.stem("y".repeat(1 << 20))).hasSize(1 << 20);
  }
}
