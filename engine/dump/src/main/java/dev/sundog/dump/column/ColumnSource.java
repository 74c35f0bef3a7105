// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of files that are stored by column, one file after the other. */
public final class ColumnSource implements DumpSource {
  private final DumpFormat format;
  private final List<String> names;
  private final IntFunction<ColumnFile> opening;
  private final ColumnPlan plan;
  private final BatchLimits limits;
  private final Deque<ColumnBlock> blocks = new ArrayDeque<>();
  private final Deque<ColumnFile> open = new ArrayDeque<>();
  private int opened;
  private boolean anyRows;

  /**
   * A source of files.
   *
   * @param names names of the files
   * @param opening opens a file by its number
   */
  public ColumnSource(
      DumpFormat format,
      List<String> names,
      IntFunction<ColumnFile> opening,
      ColumnPlan plan,
      BatchLimits limits) {
    this.format = format;
    this.names = List.copyOf(names);
    this.opening = opening;
    this.plan = plan;
    this.limits = limits;
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<Message> notes() {
    return plan.rows().notes();
  }

  @Override
  public List<Message> findings() {
    return plan.rows().findings().messages();
  }

  @Override
  public List<String> keyNames() {
    return plan.spec().by();
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(plan.rows().metrics());
    metrics.addAll(suggested());
    return metrics;
  }

  /** Metrics of choices, or of log-probs alone, if that is what the first row has. */
  private List<Metric> suggested() {
    ColumnBlock block = peek();
    if (block == null) {
      return List.of();
    }
    GroupKeys keys = new GroupKeys(keyNames());
    try (WorkerContext worker = new WorkerContext(BatchLimits.DEFAULT, keys, Kernels.select())) {
      SequenceBatch row = new ColumnReader(plan, block.file()).read(block.slice(0, 1), worker);
      if (row.choices() != null) {
        return DefaultMetrics.CHOICES.metrics();
      }
      boolean alone = row.items() > 0 && row.logprobs() != null && !row.hasReference(0);
      return alone ? DefaultMetrics.LOGPROBS.metrics() : List.of();
    } catch (MalformedDumpException | LimitExceededException e) {
      return List.of(); // The error is thrown again when the dump is scored.
    } finally {
      plan.rows().findings().clear(); // The first row is read again, too.
    }
  }

  @Override
  public @Nullable BatchTask next() {
    ColumnBlock block = peek();
    if (block == null) {
      return null;
    }
    blocks.remove();
    return worker -> ColumnReader.of(plan, block.file(), worker).read(block, worker);
  }

  private @Nullable ColumnBlock peek() {
    while (blocks.isEmpty()) {
      if (open.isEmpty()) {
        if (opened == names.size()) {
          return null;
        }
        open.add(opening.apply(opened++));
        anyRows = false;
      }
      ColumnBlock next = open.element().next();
      if (next != null) {
        anyRows |= next.count() > 0;
        next.cut(limits, blocks::add);
      } else {
        if (!anyRows) {
          throw MalformedDumpException.noRecords(names.get(opened - 1));
        }
        open.remove().close();
      }
    }
    return blocks.element();
  }

  @Override
  public double progress() {
    double current = open.isEmpty() ? 0 : open.element().progress();
    double done = open.isEmpty() ? opened : opened - 1;
    return (done + current) / names.size();
  }

  @Override
  public void close() {
    blocks.clear();
    while (!open.isEmpty()) {
      open.remove().close();
    }
  }
}
