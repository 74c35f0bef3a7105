// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lighteval;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.column.ColumnPlan;
import dev.sundog.dump.column.ColumnType;
import dev.sundog.dump.column.ColumnType.Kind;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.parquet.ParquetFormat;
import dev.sundog.dump.record.FileKeys;
import dev.sundog.dump.record.Findings;
import dev.sundog.dump.record.RowReading;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Details files of lighteval: Parquet, a row per document. */
public final class LightEvalFormat implements DumpFormat {
  /** A task, and the time of its run. */
  private static final Pattern DETAILS =
      Pattern.compile("details_(.+)_(\\d{4}-\\d{2}-\\d{2}T[^_]*?)\\.parquet");

  private static final Set<Kind> NUMBERS = EnumSet.of(Kind.BOOL, Kind.INT, Kind.FLOAT);

  @Override
  public String name() {
    return "lighteval";
  }

  /** By the columns, which are at the end of a Parquet file. */
  @Override
  public Match recognize(DumpHead head) {
    if (!head.startsWith("PAR1") || head.compressed() || head.size() < 0) {
      return Match.NO;
    }
    try {
      return isDetails(ParquetFormat.schema(Path.of(head.name()))) ? Match.YES : Match.NO;
    } catch (MalformedDumpException e) {
      return Match.NO; // The error is thrown again when the dump is opened.
    }
  }

  private static boolean isDetails(ColumnType schema) {
    return schema.member("doc") != null && schema.member("model_response") != null;
  }

  private static Matcher details(Path file) {
    return DETAILS.matcher(String.valueOf(file.getFileName()));
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(Field.TEXT_RULES, Set.of(Field.BY));
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    List<Path> paths = files.inPlace("Parquet");
    Set<String> found = new LinkedHashSet<>();
    Set<Message> notes = new LinkedHashSet<>();
    for (Path file : paths) {
      found.addAll(metrics(file));
      notes.addAll(keys(file).notes(spec));
    }
    List<String> names = List.copyOf(found);
    List<RecordPath> columns = new ArrayList<>(LightEvalRow.COLUMNS);
    List<Metric> metrics = new ArrayList<>();
    for (String name : names) {
      columns.add(LightEvalRow.column("metric", name));
      metrics.add(new ExternalScoreMetric("lighteval", name, metrics.size()));
    }
    for (String key : spec.by()) {
      if (!spec.fileKeys().contains(key)) {
        columns.add(RecordPath.parse(key));
      }
    }
    RowReading rows =
        new RowReading(
            columns,
            FileKeys.reading(
                paths, spec, LightEvalFormat::keys, own -> LightEvalReader.of(own, names)),
            Findings.NONE,
            List.copyOf(notes),
            metrics);
    return ParquetFormat.open(this, files, new ColumnPlan(spec, rows, null), limits);
  }

  /** Names of the metrics that a file has numbers of. */
  private static List<String> metrics(Path file) {
    ColumnType schema = ParquetFormat.schema(file);
    if (!isDetails(schema)) {
      throw new MalformedDumpException(
          file.toString(),
          0,
          -1,
          Message.of(
              "details of lighteval have columns \"doc\" and \"model_response\". Set {} to parquet"
                  + " for other columns",
              Field.FORMAT));
    }
    ColumnType metric = schema.member("metric");
    return metric == null
        ? List.of()
        : metric.children().stream()
            .filter(child -> NUMBERS.contains(child.kind()))
            .map(ColumnType::name)
            .toList();
  }

  /** Model and task: {@code details/ORGANISATION/MODEL/TIME/details_TASK_TIME.parquet}. */
  private static FileKeys keys(Path file) {
    Matcher name = details(file);
    if (!name.matches()) {
      return FileKeys.UNKNOWN;
    }
    Path time = file.toAbsolutePath().normalize().getParent();
    String model = time != null && time.endsWith(name.group(2)) ? model(time.getParent()) : null;
    return new FileKeys(model, name.group(1));
  }

  private static @Nullable String model(@Nullable Path folder) {
    StringBuilder model = new StringBuilder();
    for (Path at = folder; at != null && at.getFileName() != null; at = at.getParent()) {
      if (at.endsWith("details")) {
        return model.isEmpty() ? null : model.toString();
      }
      model.insert(0, at.getFileName() + (model.isEmpty() ? "" : "/"));
    }
    return null;
  }
}
