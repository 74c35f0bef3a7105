// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Columns in the caller's memory as a source of batches, read as the same rows in JSON Lines are:
 * by the names {@code prediction}, {@code reference}, {@code logprobs}, {@code id} and those of
 * choices. May be used once.
 */
public final class MemoryColumns implements BatchSource {
  private final ColumnPlan plan;
  private final BatchLimits limits;
  private final Supplier<@Nullable ColumnBlock> blocks;
  private final Deque<ColumnBlock> parts = new ArrayDeque<>();

  /**
   * A source of blocks.
   *
   * @param spec tokenizer, normalizers, extraction and group keys, which are names of columns or
   *     {@link DumpSpec#LENGTH}; the rest is ignored
   * @param blocks the next rows, or null at the end; their memory must stay valid until all their
   *     items have scores
   * @throws IllegalArgumentException if a regular expression is invalid
   */
  public MemoryColumns(DumpSpec spec, BatchLimits limits, Supplier<@Nullable ColumnBlock> blocks) {
    plan = ColumnPlan.of(List.of(), spec, DefaultPaths.OURS, limits);
    this.limits = limits;
    this.blocks = blocks;
  }

  @Override
  public List<String> keyNames() {
    return plan.spec().by();
  }

  @Override
  public @Nullable BatchTask next() {
    while (parts.isEmpty()) {
      ColumnBlock block = blocks.get();
      if (block == null) {
        return null;
      }
      block.cut(limits, parts::add);
    }
    ColumnBlock part = parts.remove();
    return worker -> ColumnReader.of(plan, part.file(), worker).read(part, worker);
  }

  @Override
  public void close() {
    parts.clear();
  }
}
