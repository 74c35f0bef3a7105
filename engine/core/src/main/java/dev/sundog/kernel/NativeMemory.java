// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Aligned off-heap memory of one owner; it grows to the largest size requested. */
@SuppressWarnings("MustBeClosedChecker") // closed by close()
final class NativeMemory implements AutoCloseable {
  private static final long ALIGNMENT_BYTES = 64;

  private Arena arena;
  private MemorySegment segment;

  NativeMemory(long bytes) {
    arena = Arena.ofShared();
    segment = arena.allocate(bytes, ALIGNMENT_BYTES);
  }

  MemorySegment segment() {
    return segment;
  }

  /** The memory with room for at least {@code bytes}; growing discards its contents. */
  MemorySegment atLeast(long bytes) {
    if (segment.byteSize() < bytes) {
      arena.close();
      arena = Arena.ofShared();
      segment = arena.allocate(bytes + bytes / 2, ALIGNMENT_BYTES);
    }
    return segment;
  }

  @Override
  public void close() {
    arena.close();
  }
}
