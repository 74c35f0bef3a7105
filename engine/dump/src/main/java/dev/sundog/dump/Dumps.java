package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.gltr.GltrReader;
import dev.sundog.dump.helm.HelmReader;
import dev.sundog.dump.helm.HelmScoresReader;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.json.JoiningSplitter;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.lines.TextSource;
import dev.sundog.dump.lines.TranscriptSource;
import dev.sundog.dump.lmeval.LmEvalReader;
import dev.sundog.dump.lmeval.LmEvalTask;
import dev.sundog.dump.preset.Presets;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.record.FieldReader.DefaultPaths;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.sdog.NativeSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.RecordPath;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.dump.tensor.LogitsSource;
import dev.sundog.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Opens dumps. */
public final class Dumps {
  private static final Pattern REFERENCE_INDEX =
      Pattern.compile("\"reference_index\"\\s*:\\s*[0-9]");

  /** A chat's message is an object; a failed request's is a text. */
  private static final Pattern CHAT = Pattern.compile("\"message\"\\s*:\\s*\\{");

  private Dumps() {}

  /**
   * One source over the records of several files, in their order.
   *
   * @param dumps files of one format, compressed or not; none where {@link DumpFormat#inParts}
   * @param options how they are read
   * @param limits how large batches become
   * @throws dev.sundog.batch.MalformedDumpException if a file can't be read or recognised
   * @throws IllegalArgumentException if the options contradict each other
   */
  public static DumpSource open(List<Path> dumps, DumpSpec options, BatchLimits limits) {
    boolean parts = options.format().inParts();
    if (dumps.isEmpty() && !parts) {
      throw new IllegalArgumentException("no dump was named");
    }
    DumpFormat logits = LogitsSource.format(dumps, options);
    if (logits != null) {
      return LogitsSource.open(dumps, logits, options, limits);
    }
    if (options.logits().given()) {
      throw new IllegalArgumentException(
          "--logits, --targets and --item-lengths are for logits: .npy or .safetensors, not"
              + " compressed");
    }
    if (NativeSource.reads(dumps, options)) {
      return NativeSource.open(dumps, options, limits);
    }
    if (parts) {
      if (!dumps.isEmpty()) {
        throw new IllegalArgumentException(
            "with --format "
                + options.format().label()
                + " files are named by --prediction, --reference and --logprobs");
      }
      return options.format() == DumpFormat.TRN
          ? new TranscriptSource(options, limits)
          : new TextSource(options, limits);
    }
    DumpInput first = DumpInput.open(dumps.get(0), options.limits());
    try {
      return new RecordSource(first, dumps, options, plan(first, dumps, options, limits));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private static RecordSource.Plan plan(
      DumpInput first, List<Path> files, DumpSpec options, BatchLimits limits) {
    boolean auto = options.format() == DumpFormat.AUTO;
    DumpFormat format = auto ? FormatDetector.detect(first, options) : options.format();
    List<String> notes = auto ? List.of("read as " + format.label()) : List.of();
    boolean fixed =
        format == DumpFormat.LM_EVAL || format == DumpFormat.HELM || format == DumpFormat.GLTR;
    boolean pathsGiven =
        options.prediction() != null
            || options.reference() != null
            || options.logprobs() != null
            || options.id() != null
            || options.choices().given();
    if (fixed && pathsGiven) {
      throw new IllegalArgumentException(
          "with --format " + format.label() + " it is known where everything stands: say no paths");
    }
    return switch (format) {
      case JSONL -> {
        if (options.records() != null) {
          throw new IllegalArgumentException("--records is for --format json");
        }
        yield plan(
            format,
            notes,
            options,
            DefaultPaths.OURS,
            input -> LineSplitter.of(input, options.limits(), limits));
      }
      case JSON -> {
        String records = options.records();
        RecordPath path = records == null ? new RecordPath(List.of()) : RecordPath.parse(records);
        yield plan(
            format,
            notes,
            options,
            DefaultPaths.OURS,
            input -> document(input, path, options, limits));
      }
      case LM_EVAL -> lmEval(first, files, notes, options, limits);
      case GLTR -> {
        Supplier<RecordReader> reading = GltrReader.of(options);
        yield new RecordSource.Plan(
            format,
            notes,
            Metrics.named(List.of("logprob_mean", "perplexity", "token_accuracy")),
            input ->
                new JsonSplitter(
                    input, null, 1, BlockSplitter.CHUNK_BYTES, options.limits().recordBytes()),
            source -> reading);
      }
      case HELM ->
          new String(first.peek(BlockSplitter.CHUNK_BYTES), UTF_8).strip().startsWith("[")
              ? helmScores(files, notes, options, limits)
              : helm(first, notes, options, limits);
      case VLLM ->
          plan(
              format,
              notes,
              options,
              Presets.VLLM,
              input -> LineSplitter.of(input, options.limits(), limits));
      case OPENAI_BATCH -> {
        boolean chat =
            CHAT.matcher(new String(first.peek(BlockSplitter.CHUNK_BYTES), UTF_8)).find();
        DefaultPaths usual = chat ? Presets.OPENAI_CHAT : Presets.OPENAI_COMPLETIONS;
        yield plan(
            format,
            notes,
            options,
            usual,
            input -> LineSplitter.of(input, options.limits(), limits));
      }
      case AUTO, TEXT, TRN, SDOG, NPY, SAFETENSORS ->
          throw new IllegalArgumentException(format + " is read elsewhere");
    };
  }

  /** Every file is a task of its own, with its filter and normalisers. */
  private static RecordSource.Plan lmEval(
      DumpInput first, List<Path> files, List<String> notes, DumpSpec options, BatchLimits limits) {
    List<String> told = new ArrayList<>(notes);
    Set<String> metrics = new LinkedHashSet<>();
    Map<String, Supplier<RecordReader>> readers = new HashMap<>();
    for (Path file : files) {
      LmEvalTask task = LmEvalTask.of(file, head(first, file, files, options), options);
      String name = files.size() == 1 ? "" : file.getFileName() + ": ";
      task.notes().forEach(note -> told.add(name + note));
      metrics.addAll(task.metrics());
      readers.put(file.toString(), LmEvalReader.of(task.options()));
    }
    return new RecordSource.Plan(
        DumpFormat.LM_EVAL,
        List.copyOf(told),
        Metrics.named(List.copyOf(metrics)),
        input -> LineSplitter.of(input, options.limits(), limits),
        source -> requireNonNull(readers.get(source)));
  }

  private static RecordSource.Plan helm(
      DumpInput first, List<String> notes, DumpSpec options, BatchLimits limits) {
    RecordPath states = new RecordPath(List.of("request_states"));
    boolean choices =
        REFERENCE_INDEX.matcher(new String(first.peek(BlockSplitter.CHUNK_BYTES), UTF_8)).find();
    List<String> told = new ArrayList<>(notes);
    if (choices) {
      told.add("multiple choice: the requests about an instance's references are one item");
      if (options.tokenizer() != Tokenizer.WHITESPACE) {
        told.add("of a choice as many last tokens count as --tokenizer makes of its text");
      }
    }
    Supplier<RecordReader> reading = HelmReader.of(options, choices);
    return new RecordSource.Plan(
        DumpFormat.HELM,
        List.copyOf(told),
        choices
            ? Metrics.named(List.of("exact_match", "acc", "acc_tokens", "brier_score"))
            : List.of(),
        input -> {
          BlockSplitter parts = document(input, states, options, limits);
          return choices
              ? new JoiningSplitter(parts, HelmReader::continues, options.limits().recordBytes())
              : parts;
        },
        source -> reading);
  }

  /** Scores are read twice: once for their names. */
  private static RecordSource.Plan helmScores(
      List<Path> files, List<String> notes, DumpSpec options, BatchLimits limits) {
    RecordPath whole = new RecordPath(List.of());
    Set<String> statistics = new LinkedHashSet<>();
    for (Path file : files) {
      try (BlockSplitter framer =
          document(DumpInput.open(file, options.limits()), whole, options, limits)) {
        HelmScoresReader.statistics(framer, statistics);
      }
    }
    List<String> told = new ArrayList<>(notes);
    told.add("these are scores that HELM gave: they are summed up, not computed");
    List<String> names = List.copyOf(statistics);
    Supplier<RecordReader> reading = HelmScoresReader.of(options, names);
    return new RecordSource.Plan(
        DumpFormat.HELM,
        List.copyOf(told),
        HelmScoresReader.metrics(names),
        input -> document(input, whole, options, limits),
        source -> reading);
  }

  private static String head(DumpInput first, Path file, List<Path> files, DumpSpec options) {
    if (file.equals(files.get(0))) {
      return new String(first.peek(BlockSplitter.CHUNK_BYTES), UTF_8);
    }
    try (DumpInput input = DumpInput.open(file, options.limits())) {
      return new String(input.peek(BlockSplitter.CHUNK_BYTES), UTF_8);
    }
  }

  private static RecordSource.Plan plan(
      DumpFormat format,
      List<String> notes,
      DumpSpec options,
      DefaultPaths usual,
      Function<DumpInput, BlockSplitter> framing) {
    Supplier<RecordReader> reading = FieldReader.of(options, usual);
    return new RecordSource.Plan(format, notes, List.of(), framing, source -> reading);
  }

  private static BlockSplitter document(
      DumpInput input, RecordPath records, DumpSpec options, BatchLimits limits) {
    return new JsonSplitter(
        input,
        records,
        limits.batchItems(),
        BlockSplitter.chunkBytes(limits),
        options.limits().recordBytes());
  }
}
