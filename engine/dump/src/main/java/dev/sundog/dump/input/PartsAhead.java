// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads that inflate parts of a file before they are asked for. What they keep is bounded: only
 * the part that is being taken may always go on.
 */
final class PartsAhead implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 17;
  private static final long KEPT_BYTES = 16L << 20;

  /** How far ahead in the file parts are searched. */
  private static final long SEARCHED_BYTES = 32L << 20;

  private static final long WAIT_MILLIS = 20;

  private final DumpFile file;
  private final Compression compression;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Object searching = new Object();
  private final List<Thread> threads = new ArrayList<>();
  private long known;
  private long taken;
  private long kept;
  private boolean ended;
  private boolean stopped;

  /**
   * Starts threads.
   *
   * @param start where the first part begins, which is not inflated here
   */
  PartsAhead(DumpFile file, Compression compression, long start, int threads) {
    this.file = file;
    this.compression = compression;
    known = start;
    taken = start;
    for (int thread = 0; thread < threads; thread++) {
      this.threads.add(
          Thread.ofPlatform().name("sundog-inflate-" + thread).daemon().start(this::run));
    }
  }

  /** Some inflated bytes, and the offset in the file after those that they come from. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] bytes, int length, long offset) {}

  /** A part that a thread inflates and another one takes. */
  private final class Part implements CompressedPart {
    private final long start;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long offset;
    private int used;
    private boolean complete;
    private boolean failed;
    private boolean dropped;

    Part(long start) {
      this.start = start;
      offset = start;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      synchronized (parts) {
        while (chunks.isEmpty() && !complete && !failed) {
          if (stopped) {
            throw new ClosedByInterruptException();
          }
          await();
        }
        Chunk chunk = chunks.peek();
        if (chunk == null) {
          if (failed) {
            throw new IOException("the part can't be inflated");
          }
          return -1;
        }
        int count = Math.min(length, chunk.length() - used);
        System.arraycopy(chunk.bytes(), used, target, from, count);
        used += count;
        if (used == chunk.length()) {
          chunks.remove();
          used = 0;
          kept -= chunk.length();
          offset = chunk.offset();
          parts.notifyAll();
        }
        return count;
      }
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public void close() {
      synchronized (parts) {
        dropped = true;
        chunks.forEach(chunk -> kept -= chunk.length());
        chunks.clear();
        parts.notifyAll();
      }
    }

    void inflate() {
      try (CompressedPart part = compression.part(file, start)) {
        while (true) {
          byte[] bytes = new byte[CHUNK_BYTES];
          int length = 0;
          int more = 0;
          while (length < CHUNK_BYTES && more >= 0) {
            more = part.read(bytes, length, CHUNK_BYTES - length);
            length += Math.max(more, 0);
          }
          if (!put(new Chunk(bytes, length, part.offset()), more < 0)) {
            return;
          }
        }
      } catch (IOException | RuntimeException e) {
        synchronized (parts) {
          failed = true; // Whoever takes the part inflates it again and finds the same error.
          parts.notifyAll();
        }
      }
    }

    /** Adds a chunk. Returns whether more are wanted. */
    private boolean put(Chunk chunk, boolean last) {
      synchronized (parts) {
        while (!stopped && !dropped && kept >= KEPT_BYTES && taken != start) {
          await();
        }
        if (stopped || dropped) {
          return false;
        }
        if (chunk.length() > 0) {
          chunks.add(chunk);
          kept += chunk.length();
        }
        complete = last;
        if (last && chunks.isEmpty()) {
          offset = chunk.offset();
        }
        parts.notifyAll();
        return !last;
      }
    }
  }

  private void run() {
    try {
      for (Part part = next(); part != null; part = next()) {
        part.inflate();
      }
    } catch (RuntimeException e) {
      synchronized (parts) {
        ended = true; // The rest is inflated by whoever asks for it.
      }
    }
  }

  private @Nullable Part next() {
    synchronized (searching) {
      while (true) {
        long to;
        synchronized (parts) {
          while (!stopped
              && !ended
              && (kept >= KEPT_BYTES || known + 1 >= taken + SEARCHED_BYTES)) {
            await();
          }
          if (stopped || ended) {
            return null;
          }
          to = Math.min(file.size(), taken + SEARCHED_BYTES);
        }
        long found = compression.next(file, known, to);
        known = found < 0 ? -1 - found : found;
        synchronized (parts) {
          ended = known >= file.size() - 1;
          if (found > taken) {
            Part part = new Part(found);
            parts.add(part);
            return part;
          }
        }
      }
    }
  }

  private void await() {
    try {
      parts.wait(WAIT_MILLIS);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }

  /** The part that begins at an offset, or null if it is not inflated here; earlier ones end. */
  @Nullable CompressedPart take(long start) {
    synchronized (parts) {
      taken = start;
      while (!parts.isEmpty() && parts.element().start < start) {
        parts.remove().close();
      }
      parts.notifyAll();
      return !parts.isEmpty() && parts.element().start == start ? parts.remove() : null;
    }
  }

  /** Stops the threads. */
  @Override
  public void close() {
    synchronized (parts) {
      stopped = true;
      parts.notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // The threads end soon; the caller's flag is set again.
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
