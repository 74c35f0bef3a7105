// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.column.Column;
import dev.sundog.dump.column.ColumnBlock;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import dev.sundog.run.ScoreSink;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one call on their way from the client to the workers, and their scores on the way
 * back: values of every metric, then statuses of every metric, into the block's own output.
 */
final class Blocks implements ScoreSink {
  /** Blocks that a client may have sent without waiting for scores. */
  static final int MOST_IN_FLIGHT = 16;

  private static final ValueLayout.OfDouble VALUE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Wire wire;
  private final Call call;
  private final BlockingQueue<Optional<Block>> queue = new LinkedBlockingQueue<>();
  private final ConcurrentSkipListMap<Long, Block> unscored = new ConcurrentSkipListMap<>();
  private long items;
  private volatile boolean cancelled;

  /** Rows, the number of the first, and where their scores go. */
  private static final class Block {
    final ColumnBlock rows;
    final MemorySegment out;
    final boolean inline;
    final int metrics;
    int written;

    Block(ColumnBlock rows, int metrics, MemorySegment out, boolean inline) {
      this.rows = rows;
      this.metrics = metrics;
      this.out = out;
      this.inline = inline;
    }

    int count() {
      return rows.count();
    }

    void set(int metric, int item, double value, Status status) {
      long statuses = (long) Double.BYTES * metrics * count();
      out.set(VALUE, Double.BYTES * ((long) metric * count() + item), value);
      out.set(JAVA_BYTE, statuses + (long) metric * count() + item, status.code());
    }
  }

  Blocks(Wire wire, Call call) {
    this.wire = wire;
    this.call = call;
  }

  /**
   * Adds a block: the place of its scores, then place and length of every buffer, in bytes of the
   * memory; −1 as the first place if the buffers follow and the scores are to be sent.
   *
   * @throws IOException if the block breaks the protocol
   */
  void add(ByteBuffer body, MemorySegment shared) throws IOException {
    try {
      long place = body.getLong();
      int buffers = call.columns().values().stream().mapToInt(Shape::buffers).sum();
      ByteBuffer places = body.slice(body.position(), 16 * buffers).order(body.order());
      MemorySegment memory =
          place < 0
              ? MemorySegment.ofArray(body.array())
                  .asSlice(body.arrayOffset() + body.position() + 16L * buffers)
              : shared;
      List<Column> members = new ArrayList<>();
      for (Shape shape : call.columns().values()) {
        members.add(shape.column(() -> memory.asSlice(places.getLong(), places.getLong())));
      }
      int count = members.get(0).count();
      if (members.stream().anyMatch(column -> column.count() != count)) {
        throw new IOException("columns of different lengths");
      }
      long room = 9L * count * call.metrics().size();
      MemorySegment out =
          place < 0
              ? MemorySegment.ofArray(new byte[Math.toIntExact(room)])
              : shared.asSlice(place, room);
      add(count, members, out, place < 0);
    } catch (RuntimeException e) {
      throw new IOException("a block that is not sound: " + e, e);
    }
  }

  private void add(int count, List<Column> members, MemorySegment out, boolean inline)
      throws IOException {
    Column rows = Column.structs(count, null, List.copyOf(call.columns().keySet()), members);
    Block block =
        new Block(
            new ColumnBlock("input", rows, items + 1, row -> "input"),
            call.metrics().size(),
            out,
            inline);
    if (unscored.size() >= MOST_IN_FLIGHT) {
      throw new IOException("more than " + MOST_IN_FLIGHT + " blocks without their scores");
    }
    if (count > 0) {
      unscored.put(items, block);
      items += count;
      queue.add(Optional.of(block));
    }
  }

  /** Whether a block has no scores yet. */
  boolean waiting() {
    return !unscored.isEmpty();
  }

  /** No block follows. */
  void end() {
    queue.add(Optional.empty());
  }

  /** The run ends without its result. */
  void cancel() {
    cancelled = true;
    end();
  }

  /** The next rows, or null at the end. */
  @Nullable ColumnBlock next() {
    try {
      Optional<Block> block = queue.take();
      if (cancelled) {
        throw new CancellationException("the client has left");
      }
      if (block.isEmpty()) {
        end(); // Asked again, the end is still the end.
      }
      return block.map(one -> one.rows).orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the run was interrupted");
    }
  }

  @Override
  public Set<Metric.Input> inputs() {
    return Set.of();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    Map.Entry<Long, Block> entry = unscored.floorEntry(firstItem);
    if (entry == null) {
      throw new IllegalStateException("no block has item " + firstItem);
    }
    Block block = entry.getValue();
    int at = Math.toIntExact(firstItem - entry.getKey());
    int count = batch.items();
    for (int metric = 0; metric < scores.size(); metric++) {
      ScoreColumn column = scores.get(metric);
      for (int item = 0; item < count; item++) {
        block.set(metric, at + item, column.value(item), column.status(item));
      }
    }
    return () -> written(entry.getKey(), block, count);
  }

  /** Writes the scores of all items, for a run without a sink. */
  void write(Scores scores) {
    for (Map.Entry<Long, Block> entry : List.copyOf(unscored.entrySet())) {
      Block block = entry.getValue();
      int first = Math.toIntExact(entry.getKey());
      for (int metric = 0; metric < scores.metrics().size(); metric++) {
        String name = scores.metrics().get(metric).name();
        double[] values = scores.values(name);
        for (int item = 0; item < block.count(); item++) {
          block.set(metric, item, values[first + item], scores.status(name, first + item));
        }
      }
      written(entry.getKey(), block, block.count());
    }
  }

  private void written(long first, Block block, int count) {
    block.written += count;
    if (block.written < block.count()) {
      return;
    }
    unscored.remove(first);
    try {
      wire.write(Wire.SCORES, block.inline ? block.out.asByteBuffer() : Wire.buffer(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
