// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.io.InputStream;

/** How a compressed file consists of parts. */
interface Compression {
  /** Inflates the part that begins at an offset. */
  CompressedPart part(DumpFile file, long start) throws IOException;

  /** Inflates all parts from the one that begins at an offset. */
  InputStream all(InputStream bytes) throws IOException;

  /** Whether a part may begin at an offset. */
  boolean begins(DumpFile file, long at);

  /**
   * Searches for the next offset at which a part may begin.
   *
   * @param known where a part begins, or where the last search ended
   * @param to offset at which the search may end
   * @return the offset, or −1 − the offset where the search ended if there is none before that
   */
  long next(DumpFile file, long known, long to);
}
