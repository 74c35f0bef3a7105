// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.column.MemoryColumns;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ProgressListener;
import dev.sundog.run.Scorer;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's calls, one after the other. This thread reads, another one scores, so that a client
 * that closes its connection ends its run at once. After an error the client closes the connection.
 */
final class Connection implements Runnable {
  private final Wire wire;
  private final Scorer scorer;
  private MemorySegment shared = MemorySegment.NULL;
  private @Nullable Call call;
  private @Nullable Blocks blocks;
  private @Nullable Thread run;

  /**
   * A connection.
   *
   * @param scorer memory of small calls, shared by all connections
   */
  Connection(Wire wire, Scorer scorer) {
    this.wire = wire;
    this.scorer = scorer;
  }

  @Override
  public void run() {
    try (wire) {
      for (Wire.Message message = wire.read(); message != null; message = wire.read()) {
        receive(message);
      }
    } catch (IOException e) {
      report(e); // The client may have left; then nobody is told.
    } finally {
      leave();
    }
  }

  private void receive(Wire.Message message) throws IOException {
    switch (message.kind()) {
      case Wire.MEMORY -> share(message.texts().get(0));
      case Wire.BEGIN -> begin(message.texts());
      case Wire.BLOCK -> {
        if (blocks != null) {
          blocks.add(message.body(), shared);
        }
      }
      case Wire.END -> {
        if (blocks != null && call != null) {
          blocks.end();
          if (run == null) {
            score(call, blocks);
          }
        }
      }
      default -> throw new IOException("a message of the unknown kind " + message.kind());
    }
  }

  /**
   * Maps a file of the client instead of the one before, when no block waits for its scores. The
   * client must not make it shorter while it is in use.
   */
  private void share(String file) throws IOException {
    if (blocks != null && blocks.waiting()) {
      throw new IOException("another memory while blocks are in the current one");
    }
    try (FileChannel channel =
        FileChannel.open(Path.of(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      shared = channel.map(MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto());
    }
  }

  private void begin(List<String> options) throws IOException {
    awaitRun();
    Call begun;
    try {
      begun = Call.of(options);
      new MemoryColumns(begun.spec(), begun.limits(), () -> null).close();
    } catch (RuntimeException e) {
      call = null;
      blocks = null;
      report(e);
      return;
    }
    Blocks own = new Blocks(wire, begun);
    call = begun;
    blocks = own;
    run = null;
    wire.write(Wire.READY, begun.metrics().stream().map(Metric::name).toList());
    if (!begun.small()) {
      run = Thread.ofPlatform().daemon().name("sundog-run").start(() -> score(begun, own));
    }
  }

  private void score(Call call, Blocks blocks) {
    try (MemoryColumns source = new MemoryColumns(call.spec(), call.limits(), blocks::next)) {
      Summary summary = run(call, source, blocks);
      String json = call.summarized() ? summary.toJson() : "";
      wire.write(Wire.SUMMARY, ByteBuffer.wrap(json.getBytes(UTF_8)));
    } catch (IOException | RuntimeException | Error e) {
      report(e);
    }
  }

  private Summary run(Call call, MemoryColumns source, Blocks blocks) throws IOException {
    if (call.small() && call.spec().by().isEmpty() && call.limits().equals(BatchLimits.DEFAULT)) {
      String[] names = call.metrics().stream().map(Metric::name).toArray(String[]::new);
      Scores scores = scorer.withMetrics(names).score(source);
      blocks.write(scores);
      return scores.summary();
    }
    return new Evaluator(
            call.metrics(),
            Kernels.select(),
            call.small() ? 1 : call.threads(),
            call.limits(),
            blocks,
            ProgressListener.NONE,
            AggregateOptions.STANDARD)
        .run(source);
  }

  /** Reports an error; whether the client still listens. */
  private boolean report(Throwable thrown) {
    try {
      wire.write(Wire.ERROR, Names.of(thrown));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitRun() throws IOException {
    Thread running = run;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        throw new IOException("the connection was interrupted", e);
      }
    }
  }

  private void leave() {
    Thread running = run;
    if (running != null && blocks != null) {
      blocks.cancel();
      running.interrupt();
      boolean ended = false;
      while (!ended) {
        try {
          running.join();
          ended = true;
        } catch (InterruptedException e) {
          running.interrupt();
        }
      }
    }
  }
}
