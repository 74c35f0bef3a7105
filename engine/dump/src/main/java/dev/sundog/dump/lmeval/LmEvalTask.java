// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import dev.sundog.batch.Message;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.text.Normalizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How one sample file of lm-eval is to be read: the filter whose lines count, the metrics that its
 * lines name, and the metric options of the results file beside it. What the user asked for comes
 * first.
 *
 * @param spec the user's spec, completed
 * @param metrics our metrics of those that the task was scored with
 * @param recorded names of the metrics that the task was scored with
 * @param hasResults whether there is a results file with the options of the metrics
 * @param notes what a user should be told
 */
public record LmEvalTask(
    DumpSpec spec,
    List<String> metrics,
    List<String> recorded,
    boolean hasResults,
    List<Message> notes) {
  private static final Pattern SAMPLES =
      Pattern.compile("samples_(.+)_(\\d{4}-\\d{2}-\\d{2}T[^_]*?)\\.jsonl(?:\\.gz|\\.zst)?");
  private static final Pattern FILTER_AND_METRICS =
      Pattern.compile("\"filter\" ?: ?\"([^\"\\\\]*)\", ?\"metrics\" ?: ?\\[([^\\]\\\\]*)\\]");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  /** Copies the lists. */
  public LmEvalTask {
    metrics = List.copyOf(metrics);
    recorded = List.copyOf(recorded);
    notes = List.copyOf(notes);
  }

  /**
   * The task of a file.
   *
   * @param samples the file, whose name tells the task and the results file
   * @param head its first lines
   * @param spec what the user asked for
   */
  public static LmEvalTask of(Path samples, String head, DumpSpec spec) {
    List<Message> notes = new ArrayList<>();
    List<String> metrics = new ArrayList<>();
    List<String> recorded = new ArrayList<>();
    DumpSpec completed = spec;
    Matcher line = FILTER_AND_METRICS.matcher(head);
    if (line.find()) {
      if (spec.text(Field.FILTER) == null) {
        completed = spec.with(Field.FILTER, line.group(1));
        notes.add(
            Message.of("using filter \"{}\"; set {} to use another", line.group(1), Field.FILTER));
      }
      List<String> unknown = new ArrayList<>();
      for (Matcher name = QUOTED.matcher(line.group(2)); name.find(); ) {
        String ours = metric(name.group(1));
        if (LmEvalRecorded.isNumeric(name.group(1), head)) {
          recorded.add(name.group(1));
        }
        (ours == null ? unknown : metrics).add(ours == null ? name.group(1) : ours);
      }
      if (!unknown.isEmpty()) {
        notes.add(
            Message.literal(
                "metrics of lm-eval that are not computed here: " + String.join(", ", unknown)));
      }
    }
    return new LmEvalTask(
        withNormalizers(samples, completed, notes),
        metrics,
        recorded,
        Files.isRegularFile(results(samples)),
        notes);
  }

  /** Our name of a metric of lm-eval, or null if there is none that computes the same. */
  public static @Nullable String metric(String theirs) {
    return switch (theirs) {
      case "exact_match" -> "text_exact_match";
      case "perplexity" -> "perplexity_per_document";
      case "acc",
          "acc_norm",
          "acc_bytes",
          "acc_mutual_info",
          "brier_score",
          "word_perplexity",
          "byte_perplexity",
          "bits_per_byte" ->
          theirs;
      default -> null;
    };
  }

  /**
   * Options with the normalisers that the task's {@code exact_match} was scored with, in lm-eval's
   * order: regular expressions to ignore, case, punctuation, numbers.
   */
  private static DumpSpec withNormalizers(Path samples, DumpSpec spec, List<Message> notes) {
    Path results = results(samples);
    Matcher name = SAMPLES.matcher(String.valueOf(samples.getFileName()));
    if (!name.matches() || !Files.isRegularFile(results)) {
      return spec;
    }
    try {
      for (MetricOptions options : MetricOptions.read(results, name.group(1))) {
        List<Normalizer> steps =
            options.metric().equals("exact_match") ? options.normalizers() : List.of();
        if (!steps.isEmpty()) {
          boolean asked = !spec.normalizers().isEmpty();
          notes.add(
              asked
                  ? Message.of(
                      "texts are normalized by {}, not as in the results file next to the samples",
                      Field.NORMALIZE)
                  : Message.literal(
                      "texts are normalized as in the results file next to the samples"));
          return asked ? spec : spec.withNormalizers(steps);
        }
      }
    } catch (JacksonException e) {
      notes.add(
          Message.literal(
              "the results file next to the samples can't be read: invalid or truncated JSON"));
    } catch (PatternSyntaxException e) {
      notes.add(
          Message.literal(
              "texts are not normalized as in the results file next to the samples: \""
                  + e.getPattern()
                  + "\" is not a regular expression of Java"));
    }
    return spec;
  }

  /** The results file of a run: next to its samples, with their time. */
  private static Path results(Path samples) {
    Matcher name = SAMPLES.matcher(String.valueOf(samples.getFileName()));
    return samples.resolveSibling(
        "results_" + (name.matches() ? name.group(2) : "unknown") + ".json");
  }
}
