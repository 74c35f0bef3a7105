// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.arrow.ArrowFormat;
import dev.sundog.dump.csv.CsvFormat;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpFormat.Match;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.gltr.GltrFormat;
import dev.sundog.dump.helm.HelmFormat;
import dev.sundog.dump.inspect.InspectFormat;
import dev.sundog.dump.jsonl.JsonFormat;
import dev.sundog.dump.jsonl.JsonLinesFormat;
import dev.sundog.dump.kaldi.KaldiFormat;
import dev.sundog.dump.lighteval.LightEvalFormat;
import dev.sundog.dump.lines.TextFormat;
import dev.sundog.dump.lines.TranscriptFormat;
import dev.sundog.dump.lmeval.LmEvalFormat;
import dev.sundog.dump.openai.OpenAiBatchFormat;
import dev.sundog.dump.parquet.ParquetFormat;
import dev.sundog.dump.sdog.NativeDumpFormat;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.stm.StmFormat;
import dev.sundog.dump.tensor.NpyFormat;
import dev.sundog.dump.tensor.SafetensorsFormat;
import dev.sundog.dump.vllm.VllmFormat;
import dev.sundog.text.Named;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All formats of dumps: help texts, errors and shell completion take their lists from here. */
public final class Formats {
  /** The formats; of two that fit a file equally well the earlier is taken. */
  public static final List<DumpFormat> ALL =
      List.of(
          new JsonLinesFormat(),
          new JsonFormat(),
          new CsvFormat("csv", ','),
          new CsvFormat("tsv", '\t'),
          new TextFormat(),
          new TranscriptFormat(),
          new KaldiFormat(),
          new StmFormat(),
          new LmEvalFormat(),
          new OpenAiBatchFormat(),
          new VllmFormat(),
          new HelmFormat(),
          new InspectFormat(),
          new GltrFormat(),
          new NpyFormat(),
          new SafetensorsFormat(),
          new LightEvalFormat(),
          new ParquetFormat(),
          new ArrowFormat(),
          new NativeDumpFormat());

  private Formats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names of all
   */
  public static DumpFormat named(String name) {
    return Named.find("format", name, ALL, DumpFormat::name);
  }

  /**
   * The format of a dump, by its content. Where the caller describes records by their paths,
   * formats that use those paths come first: the records of a tool, say, are then read as plain
   * ones.
   *
   * @throws MalformedDumpException if the dump is in none of the formats, or empty
   */
  static DumpFormat detect(DumpHead head, DumpSpec spec) {
    if (head.begin() == head.bytes().length) {
      throw MalformedDumpException.noRecords(head.name());
    }
    EnumSet<Field> paths = EnumSet.copyOf(Field.ALL_PATHS);
    paths.retainAll(spec.given());
    DumpFormat best = null;
    int bestRank = 0;
    for (DumpFormat format : ALL) {
      int rank = rank(format.recognize(head), format.accepts().containsAll(paths));
      if (rank > bestRank) {
        best = format;
        bestRank = rank;
      }
    }
    return found(best, head);
  }

  private static int rank(Match match, boolean usesPaths) {
    return switch (match) {
      case NO -> 0;
      case MAYBE -> usesPaths ? 3 : 1;
      case YES -> usesPaths ? 4 : 2;
    };
  }

  private static DumpFormat found(@Nullable DumpFormat format, DumpHead head) {
    if (format == null) {
      throw new MalformedDumpException(head.name(), 0, head.offset(), ForeignFormat.reason(head));
    }
    return format;
  }

  /**
   * Checks that a format uses every field that is set.
   *
   * @throws SettingException if it does not
   */
  static void check(DumpFormat format, DumpSpec spec) {
    if (spec.given().contains(Field.MAX_ERRORS) && !spec.skipsErrors()) {
      throw SettingException.of("{} applies only with {} skip", Field.MAX_ERRORS, Field.ON_ERROR);
    }
    EnumSet<Field> unused = EnumSet.noneOf(Field.class);
    unused.addAll(spec.given());
    unused.remove(Field.FORMAT);
    unused.remove(Field.CHECKPOINT);
    unused.removeAll(format.accepts());
    if (!unused.isEmpty()) {
      String others = users(unused);
      throw SettingException.of(
          "format {} does not use {}; remove {}{}",
          format.name(),
          list(unused),
          unused.size() == 1 ? "it" : "them",
          others.isEmpty() ? "" : ", or choose a format that does (" + others + ")");
    }
  }

  private static String users(Set<Field> fields) {
    return ALL.stream()
        .filter(format -> format.accepts().containsAll(fields))
        .map(DumpFormat::name)
        .collect(Collectors.joining(", "));
  }

  private static Message list(Set<Field> fields) {
    Serializable[] settings = fields.toArray(Serializable[]::new);
    return Message.of(String.join(", ", Collections.nCopies(settings.length, "{}")), settings);
  }
}
