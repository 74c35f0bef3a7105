// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.Tally;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.text.TextSide;
import dev.sundog.text.Numbers;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sample files of lm-evaluation-harness: a line per document and filter, of which one filter
 * counts.
 *
 * <ul>
 *   <li>Generated answers: the filtered answer against the target; {@code [invalid]} is a missing
 *       prediction. A target that reads as a Python list of texts, which is how several targets are
 *       written, stands for each of them as well as for itself.
 *   <li>Multiple choice: choices with their log-likelihoods, lengths without the one space before
 *       them, and the unconditional log-likelihood where the file holds it. The prediction is the
 *       text of the likeliest choice (the first of several), the reference that of the right one.
 *   <li>Log-likelihood of a continuation: one choice, right (weight 1) where greedy decoding gives
 *       it, and then also the prediction, else missing.
 *   <li>Rolling log-likelihood of a text: one choice of weight 1, whose text is the prediction; no
 *       reference.
 * </ul>
 */
final class LmEvalReader implements RecordReader {
  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");
  private static final String INVALID = "[invalid]";
  private static final int UNTOLD = ChoiceColumn.UNKNOWN;

  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final @Nullable String filter;
  private final LmEvalRecorded recorded;
  private final LmEvalSample sample;

  private LmEvalReader(DumpSpec spec, TextSide.Pair texts, List<String> metrics) {
    recorded = new LmEvalRecorded(metrics);
    sample = new LmEvalSample(recorded);
    this.texts = texts;
    groups = new GroupWalk(spec);
    filter = spec.text(Field.FILTER);
  }

  /**
   * Readers of lines under the filter that the spec names, or under all; one per worker.
   *
   * @param metrics names of the metrics of lm-eval whose recorded values are read
   */
  public static Supplier<RecordReader> of(DumpSpec spec, List<String> metrics) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    new LmEvalReader(spec, texts, metrics).beginBatch();
    return () -> new LmEvalReader(spec, texts.another(), metrics);
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    if (!sample.read(record, filter)) {
      appender.abandonItem();
      return;
    }
    if (sample.id != null) {
      byte[] id = sample.id.getBytes(UTF_8);
      appender.id(id, 0, id.length);
    }
    item(appender);
    recorded.append(appender);
    record.position(sample.end());
    groups.group(record, begin, appender);
    appender.endItem();
  }

  private void item(BatchAppender appender) {
    String target = sample.target;
    String response = sample.response;
    if (sample.loglikelihoods.size() > 1) {
      choices(target, appender);
    } else if (sample.loglikelihoods.size() == 1) {
      choice(sample.loglikelihoods.get(0), target, sample.greedy ? 1 : 0, appender);
      texts.references().add(target, appender);
      if (sample.greedy) {
        texts.predictions().add(target, appender);
      }
    } else if (response != null && sample.continuations.isEmpty()) {
      choice(response, target, 1, appender);
      texts.predictions().add(target, appender);
    } else if (response != null) {
      texts.references().add(target, appender);
      for (String other : PythonTexts.parse(target)) {
        texts.references().add(other, appender);
      }
      if (!response.equals(INVALID)) {
        texts.predictions().add(response, appender);
      }
      if (sample.unreadAnswers > 0) {
        appender.tallies().add(Tally.ITEMS_WITH_UNREAD_ANSWERS, 1);
        appender.tallies().add(Tally.UNREAD_ANSWERS, sample.unreadAnswers);
      }
    }
  }

  private void choices(String target, BatchAppender appender) {
    List<String> loglikelihoods = sample.loglikelihoods;
    int entries = loglikelihoods.size();
    if (sample.continuations.size() != entries) {
      throw appender
          .position()
          .malformed(
              entries + " log-likelihoods for " + sample.continuations.size() + " arguments");
    }
    int count = sample.contexts.get(0).isEmpty() ? entries : sample.contexts.indexOf("");
    boolean unconditional = count > 0 && 2 * count == entries;
    count = unconditional ? count : entries;
    int right = right(target, count, appender);
    int likeliest = 0;
    for (int i = 0; i < count; i++) {
      double nats = nats(loglikelihoods.get(i), appender);
      likeliest = nats > nats(loglikelihoods.get(likeliest), appender) ? i : likeliest;
      String text = answer(i);
      double alone = unconditional ? nats(loglikelihoods.get(count + i), appender) : Double.NaN;
      appender.choice(
          nats,
          alone,
          i == right ? 1 : 0,
          UNTOLD,
          text.codePointCount(0, text.length()),
          text.getBytes(UTF_8).length);
    }
    texts.predictions().add(answer(likeliest), appender);
    texts.references().add(answer(right), appender);
  }

  /** A choice's text without the one space that joins it to the question. */
  private String answer(int choice) {
    String text = sample.continuations.get(choice);
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  /** Number of the right choice: the target is it, or the choice's text. */
  private int right(String target, int count, BatchAppender appender) {
    Matcher integer = INTEGER.matcher(target);
    if (integer.matches() && Integer.parseInt(target) < count) {
      return Integer.parseInt(target);
    }
    for (int choice = 0; choice < count; choice++) {
      if (answer(choice).equals(target) || sample.continuations.get(choice).equals(target)) {
        return choice;
      }
    }
    throw appender.position().malformed("target '" + target + "' is none of the choices");
  }

  /** A log-likelihood as Python writes it. */
  private static double nats(String loglikelihood, BatchAppender appender) {
    try {
      return Numbers.parse(loglikelihood);
    } catch (NumberFormatException e) {
      throw appender.position().malformed("log-likelihood " + e.getMessage());
    }
  }

  private static void choice(
      String loglikelihood, String text, double weight, BatchAppender appender) {
    appender.choice(
        nats(loglikelihood, appender),
        Double.NaN,
        weight,
        UNTOLD,
        text.codePointCount(0, text.length()),
        text.getBytes(UTF_8).length);
  }
}
