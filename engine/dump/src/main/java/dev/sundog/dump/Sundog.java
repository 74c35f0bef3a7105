// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import dev.sundog.run.WorkerContext;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sundog inside another program: predictions against references, on all processors, with every
 * item's scores and their summary.
 *
 * <p>What is here is three short ways to an {@link Evaluator}; who needs a sink, other kernels or
 * batches of their own takes that.
 */
public final class Sundog {
  private Sundog() {}

  /**
   * Scores token ids.
   *
   * @param predictions ids of the predictions, any int; null for none, which counts and is wrong
   * @param references ids of the references, as many as predictions; null for none, which leaves
   *     the item unscored
   * @param metrics names of metrics
   * @throws IllegalArgumentException if the counts differ or a metric is unknown
   */
  public static Scores score(int[][] predictions, int[][] references, String... metrics) {
    checkCounts(predictions.length, references.length);
    Evaluator evaluator = Evaluator.of(metrics);
    return evaluator.scores(
        new Items(
            predictions.length,
            item -> length(predictions[item]) + length(references[item]),
            evaluator.limits(),
            () -> ids(predictions, references)));
  }

  private static long length(int @Nullable [] ids) {
    return ids == null ? 0 : ids.length;
  }

  private static Items.ItemReader ids(int[][] predictions, int[][] references) {
    return (item, appender) -> {
      int @Nullable [] prediction = predictions[item];
      if (prediction != null) {
        appender.prediction(prediction);
      }
      int @Nullable [] reference = references[item];
      if (reference != null) {
        appender.reference(reference);
      }
    };
  }

  /**
   * Scores texts.
   *
   * @param predictions the model's answers; null for none, which counts and is wrong
   * @param references what is right, as many as predictions; null for none, which leaves the item
   *     unscored
   * @param spec tokenizer, normalisers and extraction; the rest is not looked at
   * @param metrics names of metrics
   * @throws IllegalArgumentException if the counts differ or a metric is unknown
   * @throws MalformedDumpException if a text holds a lone surrogate
   */
  public static Scores score(
      List<? extends @Nullable String> predictions,
      List<? extends @Nullable String> references,
      DumpSpec spec,
      String... metrics) {
    checkCounts(predictions.size(), references.size());
    TextSide.Pair texts = TextSide.Pair.of(spec);
    Evaluator evaluator = Evaluator.of(metrics);
    return evaluator.scores(
        new Items(
            predictions.size(),
            item -> length(predictions.get(item)) + length(references.get(item)),
            evaluator.limits(),
            () -> texts(predictions, references, texts.another())));
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static Items.ItemReader texts(
      List<? extends @Nullable String> predictions,
      List<? extends @Nullable String> references,
      TextSide.Pair texts) {
    return new Items.ItemReader() {
      @Override
      public void beginBatch() {
        texts.beginBatch();
      }

      @Override
      public void read(int item, BatchAppender appender) {
        add(texts.predictions(), predictions.get(item), item, appender);
        add(texts.references(), references.get(item), item, appender);
      }
    };
  }

  private static void add(TextSide side, @Nullable String text, int item, BatchAppender appender) {
    if (text != null) {
      byte[] utf8 = utf8(text, item);
      side.add(utf8, 0, utf8.length, appender);
    }
  }

  /** The text's bytes; a lone surrogate has none, and must not become another character. */
  private static byte[] utf8(String text, int item) {
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      throw new MalformedDumpException("item", item + 1L, -1, "a lone surrogate is no character");
    }
    return text.getBytes(UTF_8);
  }

  /**
   * Scores a dump.
   *
   * @param dump file in any format that {@link Dumps} reads
   * @param spec how it is read
   * @param metrics names of metrics
   * @throws MalformedDumpException if the file is not sound
   */
  public static Scores score(Path dump, DumpSpec spec, String... metrics) {
    try (DumpSource source = Dumps.open(List.of(dump), spec, BatchLimits.DEFAULT)) {
      return Evaluator.of(metrics).scores(source);
    }
  }

  private static void checkCounts(int predictions, int references) {
    if (predictions != references) {
      throw new IllegalArgumentException(
          predictions + " predictions, " + references + " references");
    }
  }

  /** Items in memory, batch by batch. */
  private static final class Items implements BatchSource {
    /** Appends items to a batch; one reader per worker. */
    interface ItemReader {
      default void beginBatch() {}

      void read(int item, BatchAppender appender);
    }

    /** Tokens or characters after which a batch ends. */
    private static final long BATCH_LENGTH = 1 << 20;

    private final int count;
    private final IntToLongFunction length;
    private final BatchLimits limits;
    private final Supplier<ItemReader> readers;
    private int next;

    Items(int count, IntToLongFunction length, BatchLimits limits, Supplier<ItemReader> readers) {
      this.count = count;
      this.length = length;
      this.limits = limits;
      this.readers = readers;
    }

    @Override
    public @Nullable BatchTask next() {
      if (next == count) {
        return null;
      }
      int from = next;
      long batchLength = 0;
      while (next < count && next - from < limits.batchItems() && batchLength < BATCH_LENGTH) {
        batchLength += length.applyAsLong(next++);
      }
      int to = next;
      return worker -> load(from, to, worker);
    }

    private SequenceBatch load(int from, int to, WorkerContext worker) {
      ItemReader reader = worker.state(ItemReader.class, readers);
      BatchAppender appender = worker.appender();
      reader.beginBatch();
      for (int item = from; item < to; item++) {
        worker.position().set("item", item + 1L, -1);
        reader.read(item, appender);
        appender.endItem();
      }
      return appender.finish();
    }

    @Override
    public void close() {}
  }
}
