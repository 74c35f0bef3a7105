// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import dev.sundog.dump.json.JsonCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request state of HELM: an instance, a request about it, and of the completions the one with
 * the highest log-prob, the first of several. Reused from state to state.
 */
final class HelmState {
  /** Stands for a state that asks for an answer, not about one of the references. */
  static final int NO_REFERENCE = -1;

  String id = "";
  final List<String> references = new ArrayList<>();
  final BitSet correct = new BitSet();
  int reference;
  boolean calibration;
  @Nullable Map<String, String> mapping;
  @Nullable String completion;
  final List<String> tokens = new ArrayList<>();
  double[] logprobs = new double[64];
  private String perturbation = "";
  private int trial;
  private int conditioningTokens;

  /** Tokens at the beginning that the request gave, not the model. */
  int firstToken() {
    return Math.min(conditioningTokens, tokens.size());
  }

  /** The instance's name, and behind it the perturbation and the trial where there are such. */
  String name() {
    return name(id, perturbation, trial);
  }

  /** The name of an instance under a perturbation, empty for none, in a trial. */
  static String name(String id, String perturbation, int trial) {
    return id
        + (perturbation.isEmpty() ? "" : ":" + perturbation)
        + (trial == 0 ? "" : ":" + trial);
  }

  /** Whether a state belongs to the item of the one before it. */
  static boolean continues(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      switch (record.textString()) {
        case "reference_index" -> {
          if (integer(record) > 0) {
            return true;
          }
        }
        case "request_mode" -> {
          return record.scalarString().equals("calibration");
        }
        default -> record.skip();
      }
    }
    return false;
  }

  void read(JsonCursor record) {
    id = "";
    references.clear();
    correct.clear();
    reference = NO_REFERENCE;
    calibration = false;
    mapping = null;
    completion = null;
    tokens.clear();
    perturbation = "";
    trial = 0;
    conditioningTokens = 0;
    int begin = record.position();
    boolean instance = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "instance" -> {
          instance(record);
          instance = true;
        }
        case "reference_index" -> reference = integer(record);
        case "request_mode" -> calibration = record.scalarString().equals("calibration");
        case "train_trial_index" -> trial = integer(record);
        case "output_mapping" -> mapping = mapping(record);
        case "num_conditioning_tokens" -> conditioningTokens = integer(record);
        case "result" -> result(record);
        default -> record.skip();
      }
    }
    if (!instance) {
      throw record.malformedAt(begin, "a request state needs an 'instance'");
    }
  }

  private void instance(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "id" -> id = record.scalarString();
        case "perturbation" -> perturbation = member(record, "name");
        case "references" -> {
          for (boolean next = record.enterArray(); next; next = record.nextElement()) {
            reference(record);
          }
        }
        default -> record.skip();
      }
    }
  }

  private void reference(JsonCursor record) {
    String text = "";
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      switch (record.textString()) {
        case "output" -> text = member(record, "text");
        case "tags" -> {
          for (boolean tag = record.enterArray(); tag; tag = record.nextElement()) {
            if (record.scalarString().equals("correct")) {
              correct.set(references.size());
            }
          }
        }
        default -> record.skip();
      }
    }
    references.add(text);
  }

  private static Map<String, String> mapping(JsonCursor record) {
    Map<String, String> mapping = new HashMap<>();
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String answer = record.textString();
      mapping.put(answer, record.scalarString());
    }
    return mapping;
  }

  private void result(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      if (record.textString().equals("completions")) {
        best(record);
      } else {
        record.skip();
      }
    }
  }

  private void best(JsonCursor record) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      int begin = record.position();
      double nats = logprob(record);
      if (best < 0 || nats > highest) {
        best = begin;
        highest = nats;
      }
    }
    if (best >= 0) {
      int end = record.position();
      record.position(best);
      completion(record);
      record.position(end);
    }
  }

  private static double logprob(JsonCursor record) {
    double nats = 0;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      if (record.textString().equals("logprob")) {
        nats = record.number();
      } else {
        record.skip();
      }
    }
    return nats;
  }

  private void completion(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      switch (record.textString()) {
        case "text" -> completion = record.scalarString();
        case "tokens" -> {
          for (boolean token = record.enterArray(); token; token = record.nextElement()) {
            token(record);
          }
        }
        default -> record.skip();
      }
    }
  }

  private void token(JsonCursor record) {
    int begin = record.position();
    String text = null;
    double nats = Double.NaN;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      switch (record.textString()) {
        case "text" -> text = record.scalarString();
        case "logprob" -> nats = record.number();
        default -> record.skip();
      }
    }
    if (text == null || Double.isNaN(nats)) {
      throw record.malformedAt(begin, "a token needs 'text' and 'logprob'");
    }
    if (tokens.size() == logprobs.length) {
      logprobs = Arrays.copyOf(logprobs, 2 * logprobs.length);
    }
    logprobs[tokens.size()] = nats;
    tokens.add(text);
  }

  /** A text member of an object, empty without it. */
  static String member(JsonCursor record, String wanted) {
    String value = "";
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      if (record.textString().equals(wanted)) {
        value = record.scalarString();
      } else {
        record.skip();
      }
    }
    return value;
  }

  static int integer(JsonCursor record) {
    int begin = record.position();
    if (record.skipNull()) {
      return 0;
    }
    double number = record.number();
    if (number != (int) number) {
      throw record.malformedAt(begin, number + " should be a whole number");
    }
    return (int) number;
  }
}
