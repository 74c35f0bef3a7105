// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.kernel.Kernels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The source's own object lives as long as its worker. */
class WorkerContextTest {
  private final WorkerContext worker =
      new WorkerContext(BatchLimits.DEFAULT, new GroupKeys(List.of()), Kernels.select());

  private static final class Reader implements AutoCloseable {
    private final String file;
    private boolean closed;

    Reader(String file) {
      this.file = file;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Reader reader(String file) {
    return worker.state(Reader.class, kept -> kept.file.equals(file), () -> new Reader(file));
  }

  @Test
  void theStateIsKeptUntilItNoLongerFits() {
    Reader first = reader("a");
    assertThat(reader("a")).isSameAs(first);
    assertThat(worker.state(Reader.class, () -> new Reader("b"))).isSameAs(first);
    Reader second = reader("b");
    assertThat(first.closed).isTrue();
    assertThat(worker.state(String.class, () -> "text")).isEqualTo("text");
    assertThat(second.closed).isTrue();
    Reader third = reader("c");
    worker.close();
    assertThat(third.closed).isTrue();
  }

  @Test
  void theMemoryIsFreedEvenIfTheStateFails() {
    worker.state(
        AutoCloseable.class,
        () ->
            () -> {
              throw new IOException("stuck");
            });
    assertThatThrownBy(worker::close).hasRootCauseMessage("stuck");
    assertThatThrownBy(() -> worker.appender().finish()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theAppenderReportsTheWorkersPosition() {
    worker.position().set("dump", 3, 7);
    assertThatThrownBy(() -> worker.appender().logprob(1))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith("dump, record 3, byte 7: ");
    worker.close();
  }
}
