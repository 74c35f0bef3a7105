// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.fixture.Golden;
import dev.sundog.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Exact match after normalisation, beside lm-eval's answers for the same options. */
class GoldenTextsTest {
  @Test
  void textsAreTheSameWhereLmEvalSaysSo() {
    int same = 0;
    List<JsonNode> cases = Golden.cases("texts");
    for (JsonNode golden : cases) {
      List<Normalizer> normalizers = normalizers(golden);
      String prediction = normal(golden.get("prediction").stringValue(), normalizers);
      String reference = normal(golden.get("reference").stringValue(), normalizers);
      assertThat(prediction.equals(reference) ? 1.0 : 0.0)
          .as(golden.toString())
          .isEqualTo(golden.get("exact_match").doubleValue());
      same += prediction.equals(reference) ? 1 : 0;
    }
    assertThat(same).isBetween(cases.size() / 4, cases.size() * 3 / 4);
  }

  private static List<Normalizer> normalizers(JsonNode options) {
    List<Normalizer> steps = new ArrayList<>();
    for (JsonNode regex : options.get("regexes_to_ignore")) {
      steps.add(new Normalizer.Remove(Pattern.compile(regex.stringValue())));
    }
    add(options, "ignore_case", Normalizer.Named.CASE, steps);
    add(options, "ignore_punctuation", Normalizer.Named.PUNCTUATION, steps);
    add(options, "ignore_numbers", Normalizer.Named.NUMBERS, steps);
    return steps;
  }

  private static void add(JsonNode options, String name, Normalizer step, List<Normalizer> steps) {
    if (options.get(name).booleanValue()) {
      steps.add(step);
    }
  }

  private static String normal(String text, List<Normalizer> normalizers) {
    String normal = text;
    for (Normalizer step : normalizers) {
      normal = step.apply(normal);
    }
    return normal;
  }
}
