// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.json.JsonCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sample file of lm-eval: a document's target and what was answered under one filter.
 * Reused from line to line.
 */
final class LmEvalSample {
  private static final int ID = 0;
  private static final int TARGET = 1;
  private static final int ARGUMENTS = 2;
  private static final int RESPONSES = 3;
  private static final int FILTER = 4;
  private static final int OTHER = 5;
  private static final byte[][] NAMES =
      Stream.of("doc_id", "target", "arguments", "filtered_resps", "filter")
          .map(name -> name.getBytes(UTF_8))
          .toArray(byte[][]::new);
  private static final int NOWHERE = -1;

  @Nullable String id;
  String target = "";
  @Nullable String response;
  boolean greedy;
  final List<String> loglikelihoods = new ArrayList<>();

  /** Contexts of the requests that have a continuation: empty, or merely "given". */
  final List<String> contexts = new ArrayList<>();

  final List<String> continuations = new ArrayList<>();

  /** Further answers to the same request, which are not read. */
  int unreadAnswers;

  private final LmEvalRecorded recorded;
  private boolean generated;
  private final int[] places = new int[OTHER + 1];
  private String context = "";
  private @Nullable String continuation;
  private int end;

  /** A sample whose recorded metrics are read into {@code recorded}. */
  LmEvalSample(LmEvalRecorded recorded) {
    this.recorded = recorded;
  }

  /**
   * Reads a line, and stops behind its target. Finds the parts first: most of a line is never
   * looked into, nor a line of another filter.
   *
   * @param filter the filter that counts, or null for all
   * @return whether the line is of that filter
   */
  boolean read(JsonCursor record, @Nullable String filter) {
    int begin = record.position();
    Arrays.fill(places, NOWHERE);
    recorded.begin();
    boolean counts = true;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      int part = part(record);
      if (part == FILTER) {
        counts = filter == null || record.scalarString().equals(filter);
      } else {
        if (part == OTHER) {
          recorded.find(record);
        }
        places[part] = record.position();
        record.skip();
      }
    }
    if (!counts) {
      return false;
    }
    if (places[RESPONSES] == NOWHERE || places[TARGET] == NOWHERE) {
      throw record.malformedAt(begin, "a sample needs 'target' and 'filtered_resps'");
    }
    end = record.position();
    parts(record);
    return true;
  }

  /** Where the line ends. */
  int end() {
    return end;
  }

  private static int part(JsonCursor record) {
    record.key();
    int part = 0;
    while (part < OTHER && !isText(record, NAMES[part])) {
      part++;
    }
    return part;
  }

  /** Whether the text that was read last is a name. */
  static boolean isText(JsonCursor record, byte[] name) {
    int from = record.textFrom();
    int to = from + record.textLength();
    return Arrays.equals(record.textBytes(), from, to, name, 0, name.length);
  }

  private void parts(JsonCursor record) {
    id = null;
    response = null;
    greedy = false;
    loglikelihoods.clear();
    contexts.clear();
    continuations.clear();
    generated = false;
    unreadAnswers = 0;
    if (places[ID] != NOWHERE) {
      record.position(places[ID]);
      id = record.scalarString();
    }
    if (places[ARGUMENTS] != NOWHERE) {
      record.position(places[ARGUMENTS]);
      arguments(record);
    }
    record.position(places[RESPONSES]);
    responses(record);
    record.position(places[TARGET]);
    target = record.scalarString();
    recorded.read(record);
  }

  /**
   * Contexts and continuations of the requests: {"gen_args_0": {"arg_0": ..., "arg_1": ...}, ...},
   * in older files [[..., ...], ...].
   */
  private void arguments(JsonCursor record) {
    if (record.peek() == '{') {
      for (boolean more = record.enterObject(); more; more = record.nextMember()) {
        record.key();
        request(record);
      }
    } else {
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        request(record);
      }
    }
  }

  private void request(JsonCursor record) {
    context = "";
    continuation = null;
    if (record.peek() == '{') {
      for (boolean more = record.enterObject(); more; more = record.nextMember()) {
        record.key();
        argument(record, record.textString());
      }
    } else {
      int argument = 0;
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        argument(record, "arg_" + argument++);
      }
    }
    if (continuation != null) {
      contexts.add(context);
      continuations.add(continuation);
    }
  }

  /** Of a context only whether there is one; a second argument that is no text holds options. */
  private void argument(JsonCursor record, String name) {
    boolean text = record.peek() == '"';
    if (name.equals("arg_0") && text) {
      record.text();
      context = record.textLength() == 0 ? "" : "given";
    } else if (name.equals("arg_1")) {
      if (text) {
        continuation = record.scalarString();
      } else {
        record.skip();
        continuation = "";
        generated = true;
      }
    } else {
      record.skip();
    }
  }

  /** Strings, or lists: of answers, or of log-likelihood and "is greedy"; leaves are strings. */
  private void responses(JsonCursor record) {
    boolean more = record.peek() == '[' && record.enterArray();
    for (; more; more = record.nextElement()) {
      boolean list = record.peek() == '[';
      if (!list) {
        answer(record);
      } else if (!record.enterArray()) {
        throw record.malformed("a response is empty");
      } else if (generated) {
        do {
          answer(record);
        } while (record.nextElement());
      } else {
        loglikelihood(record);
      }
    }
  }

  /** The first answer counts. */
  private void answer(JsonCursor record) {
    String text = record.scalarString();
    unreadAnswers += response == null ? 0 : 1;
    response = response == null ? text : response;
  }

  private void loglikelihood(JsonCursor record) {
    loglikelihoods.add(record.scalarString());
    if (record.nextElement()) {
      greedy = record.scalarString().equalsIgnoreCase("true");
      while (record.nextElement()) {
        record.skip();
      }
    }
  }
}
