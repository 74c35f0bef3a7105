// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.bytes.LittleEndian;
import dev.sundog.dump.output.AtomicOutput;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.run.ScoreSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes batches as a native dump. As the {@link ScoreSink} of a run it encodes blocks on all
 * workers and appends them in the order of the input.
 *
 * <p>The file appears at {@link #commit()}; {@link #close()} without a commit leaves no file.
 */
public final class NativeDumpWriter implements ScoreSink, AutoCloseable {
  private final Path target;
  private final AtomicOutput output;
  private final DumpAppender appender;
  private final List<BlockBuffer> buffers = new ArrayList<>();
  private final ConcurrentLinkedQueue<BlockBuffer> free = new ConcurrentLinkedQueue<>();
  private long items;
  private long blocks;
  private boolean ended;

  private NativeDumpWriter(Path target, AtomicOutput output, DumpAppender appender) {
    this.target = target;
    this.output = output;
    this.appender = appender;
  }

  /**
   * A writer of a dump.
   *
   * @param target the file; an existing one is replaced at the commit
   * @param keyNames names of the parts of the batches' group keys
   * @throws IOException if the file can't be written
   * @throws IllegalStateException on a big-endian machine
   */
  public static NativeDumpWriter to(Path target, List<String> keyNames) throws IOException {
    LittleEndian.require("native dumps");
    byte[] header = FileHeader.encode(keyNames);
    AtomicOutput output = AtomicOutput.to(target);
    NativeDumpWriter writer = new NativeDumpWriter(target, output, appender(target, output));
    try {
      writer.append(MemorySegment.ofArray(header));
    } catch (IOException | RuntimeException | Error e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  private static DumpAppender appender(Path target, AtomicOutput output) throws IOException {
    try {
      return DumpAppender.open(output.temporary());
    } catch (IOException e) {
      output.close();
      throw AtomicOutput.failed(target, e);
    } catch (RuntimeException | Error e) {
      // Chronicle Bytes throws unchecked exceptions, such as after an interrupt.
      output.close();
      throw e;
    }
  }

  /** Items written so far. */
  public long items() {
    return items;
  }

  /** Appends a batch. */
  public void write(SequenceBatch batch) throws IOException {
    BlockBuffer buffer = buffer();
    buffer.encode(batch);
    append(buffer);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The returned action throws {@link UncheckedIOException} if the file can't be written.
   */
  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    BlockBuffer buffer = buffer();
    buffer.encode(batch);
    return () -> {
      try {
        append(buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    };
  }

  /** Writes the footer and moves the file to its target. */
  public void commit() throws IOException {
    append(MemorySegment.ofArray(new FileFooter(items, blocks, appender.length()).encode()));
    end();
    output.commit();
  }

  private BlockBuffer buffer() {
    BlockBuffer buffer = free.poll();
    if (buffer == null) {
      buffer = new BlockBuffer();
      synchronized (buffers) {
        buffers.add(buffer);
      }
    }
    return buffer;
  }

  private void append(BlockBuffer buffer) throws IOException {
    if (buffer.items() > 0) {
      append(buffer.block(blocks, items));
      blocks++;
      items += buffer.items();
    }
    free.add(buffer);
  }

  private void append(MemorySegment bytes) throws IOException {
    try {
      appender.append(bytes);
    } catch (IOException e) {
      throw AtomicOutput.failed(target, e);
    }
  }

  private void end() throws IOException {
    if (!ended) {
      ended = true;
      appender.close();
    }
  }

  /** Frees the memory and, without a commit, deletes the file. No run may be using the writer. */
  @Override
  public void close() throws IOException {
    synchronized (buffers) {
      buffers.forEach(BlockBuffer::close);
      buffers.clear();
    }
    try (output) {
      end();
    }
  }
}
