// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.demo;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.emergence.workload.MirageWorkload;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of {@link MirageWorkload}, grouped by model size and target length. */
public final class MirageSource implements BatchSource {
  /** Names of the parts of a group's key. */
  public static final List<String> KEY_NAMES = List.of("parameters", "target_length");

  private final long items;
  private final long seed;
  private final int batchItems;
  private long handedOut;

  /**
   * The first items of a series.
   *
   * @param items how many
   * @param seed any value
   * @param batchItems items per batch
   */
  public MirageSource(long items, long seed, int batchItems) {
    this.items = items;
    this.seed = seed;
    this.batchItems = batchItems;
  }

  @Override
  public List<String> keyNames() {
    return KEY_NAMES;
  }

  @Override
  public @Nullable BatchTask next() {
    long first = handedOut;
    long end = Math.min(items, first + batchItems);
    handedOut = end;
    return first == end ? null : worker -> fill(worker.appender(), first, end);
  }

  @Override
  public double progress() {
    return handedOut / (double) items;
  }

  @Override
  public void close() {}

  private SequenceBatch fill(BatchAppender appender, long first, long end) {
    MirageWorkload workload = new MirageWorkload(seed);
    int[] prediction = new int[MirageWorkload.MAX_TARGET_LENGTH];
    int[] reference = new int[MirageWorkload.MAX_TARGET_LENGTH];
    for (long item = first; item < end; item++) {
      workload.fill(item, prediction, reference);
      int length = MirageWorkload.targetLengthOf(item);
      appender
          .prediction(prediction, 0, length)
          .reference(reference, 0, length)
          .group(appender.groupKeys().code(key(MirageWorkload.sizeOf(item), length)))
          .endItem();
    }
    return appender.finish();
  }

  /** The key of a size (index into {@link MirageWorkload#SIZES}) and target length. */
  static List<String> key(int size, int length) {
    return List.of(MirageWorkload.SIZES.get(size).toString(), Integer.toString(length));
  }
}
