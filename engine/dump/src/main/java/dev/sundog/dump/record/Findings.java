// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.Message;
import java.util.List;

/** What the readers of a dump find and count while they read. Safe for use by several threads. */
public interface Findings {
  /** Nothing is counted. */
  Findings NONE =
      new Findings() {
        @Override
        public List<Message> messages() {
          return List.of();
        }

        @Override
        public void clear() {}
      };

  /** What was found, for the user. */
  List<Message> messages();

  /** Forgets what was found. */
  void clear();
}
