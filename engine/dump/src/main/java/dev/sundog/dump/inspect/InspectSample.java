// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import dev.sundog.dump.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sample of a log. Reused from sample to sample. */
final class InspectSample {
  /** The members that are read. */
  static final Set<String> MEMBERS = Set.of("id", "target", "output", "scores");

  private static final int NOWHERE = -1;

  @Nullable String id;

  /** The right answers; an empty one, Inspect's default, is none. */
  final List<String> targets = new ArrayList<>();

  /** The answer: the completion, else the text of the first choice's message. */
  @Nullable String answer;

  /** Choices besides the first. */
  int unreadAnswers;

  private int scores;
  private int logprobs;
  private int choices;

  /** Position of the scores, negative if there are none. */
  int scores() {
    return scores;
  }

  /** Position of the log-probs of the first choice's tokens, negative if there are none. */
  int logprobs() {
    return logprobs;
  }

  void read(JsonCursor record) {
    id = null;
    targets.clear();
    answer = null;
    scores = NOWHERE;
    logprobs = NOWHERE;
    choices = 0;
    int begin = record.position();
    boolean target = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      target |= name.equals("target");
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "id" -> id = record.scalarString();
        case "target" -> targets(record);
        case "output" -> output(record);
        case "scores" -> {
          scores = record.position();
          record.skip();
        }
        default -> record.skip();
      }
    }
    if (id == null || !target) {
      throw record.malformedAt(begin, "a sample of Inspect needs \"id\" and \"target\"");
    }
    unreadAnswers = Math.max(choices - 1, 0);
  }

  private void targets(JsonCursor record) {
    targets.clear();
    if (record.peek() == '[') {
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        target(record);
      }
    } else {
      target(record);
    }
  }

  private void target(JsonCursor record) {
    String text = record.scalarString();
    if (!text.isEmpty()) {
      targets.add(text);
    }
  }

  private void output(JsonCursor record) {
    String completion = "";
    String message = null;
    choices = 0;
    logprobs = NOWHERE;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "completion" -> completion = record.scalarString();
        case "choices" -> {
          for (boolean next = record.enterArray(); next; next = record.nextElement()) {
            if (choices++ == 0) {
              message = choice(record);
            } else {
              record.skip();
            }
          }
        }
        default -> record.skip();
      }
    }
    answer = completion.isEmpty() ? message : completion;
  }

  /** Reads {"message": {"content": ...}, "logprobs": {"content": [...]}}. */
  private String choice(JsonCursor record) {
    String text = "";
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "message" -> text = message(record);
        case "logprobs" -> {
          if (enterMember(record, "content")) {
            logprobs = record.position();
            record.skip();
            leave(record);
          }
        }
        default -> record.skip();
      }
    }
    return text;
  }

  private static String message(JsonCursor record) {
    String text = "";
    if (enterMember(record, "content")) {
      text = record.peek() == '[' ? parts(record) : record.scalarString();
      leave(record);
    }
    return text;
  }

  /** The texts among the parts of a message, one a line; others are images, reasoning or tools. */
  private static String parts(JsonCursor record) {
    List<String> texts = new ArrayList<>();
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      String type = "";
      String text = "";
      for (boolean next = record.enterObject(); next; next = record.nextMember()) {
        record.key();
        switch (record.textString()) {
          case "type" -> type = record.scalarString();
          case "text" -> text = record.scalarString();
          default -> record.skip();
        }
      }
      if (type.equals("text")) {
        texts.add(text);
      }
    }
    return String.join("\n", texts);
  }

  /** Moves to a member of an object, or after the object if it has none or that is null. */
  private static boolean enterMember(JsonCursor record, String wanted) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      boolean found = record.textString().equals(wanted);
      if (!record.skipNull()) {
        if (found) {
          return true;
        }
        record.skip();
      }
    }
    return false;
  }

  /** Moves from a member after its object. */
  private static void leave(JsonCursor record) {
    while (record.nextMember()) {
      record.key();
      record.skip();
    }
  }
}
