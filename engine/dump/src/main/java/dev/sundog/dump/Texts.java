// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts in memory as a source of batches: what {@link dev.sundog.run.Scorer#score(BatchSource)}
 * takes for texts. May be used once. Errors give the number of the item, from 1.
 */
public final class Texts implements BatchSource {
  private static final int BATCH_ITEMS = 16_384;

  /** Characters after which a batch ends. */
  private static final long BATCH_LENGTH = 1 << 20;

  private final List<? extends @Nullable CharSequence> predictions;
  private final List<? extends @Nullable CharSequence> references;
  private final TextSide.Pair sides;
  private int next;

  private Texts(
      List<? extends @Nullable CharSequence> predictions,
      List<? extends @Nullable CharSequence> references,
      TextSide.Pair sides) {
    this.predictions = predictions;
    this.references = references;
    this.sides = sides;
  }

  /**
   * Texts of predictions and references.
   *
   * @param predictions the model's answers; null for none, which counts as wrong
   * @param references the right answers, as many as predictions; null for none, which leaves the
   *     item unscored
   * @param options tokenizer, normalizers and extraction; the rest is ignored
   * @throws IllegalArgumentException if the counts differ
   */
  public static Texts of(
      List<? extends @Nullable CharSequence> predictions,
      List<? extends @Nullable CharSequence> references,
      DumpSpec options) {
    if (predictions.size() != references.size()) {
      throw new IllegalArgumentException(
          predictions.size() + " predictions, " + references.size() + " references");
    }
    return new Texts(predictions, references, TextSide.Pair.of(options));
  }

  @Override
  public @Nullable BatchTask next() {
    if (next == predictions.size()) {
      return null;
    }
    int from = next;
    long length = 0;
    while (next < predictions.size() && next - from < BATCH_ITEMS && length < BATCH_LENGTH) {
      length += length(predictions.get(next)) + length(references.get(next));
      next++;
    }
    int to = next;
    return worker -> load(from, to, worker);
  }

  private static long length(@Nullable CharSequence text) {
    return text == null ? 0 : text.length();
  }

  /** The sides of one worker, and the texts that they were made for. */
  private record Reader(Texts owner, TextSide.Pair sides) {}

  private SequenceBatch load(int from, int to, WorkerContext worker) {
    TextSide.Pair sides =
        worker
            .state(
                Reader.class,
                kept -> kept.owner.equals(this),
                () -> new Reader(this, this.sides.another()))
            .sides();
    BatchAppender appender = worker.appender();
    sides.beginBatch();
    for (int item = from; item < to; item++) {
      worker.position().set("item", item + 1L, -1);
      add(sides.predictions(), predictions.get(item), item, appender);
      add(sides.references(), references.get(item), item, appender);
      appender.endItem();
    }
    return appender.finish();
  }

  private static void add(
      TextSide side, @Nullable CharSequence text, int item, BatchAppender appender) {
    if (text != null) {
      byte[] utf8 = utf8(text.toString(), item);
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

  @Override
  public void close() {}
}
