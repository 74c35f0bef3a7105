// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.run.ProgressListener;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with items, items per second and remaining time; draws only on a terminal. */
final class ProgressMeter implements ProgressListener, AutoCloseable {
  private static final int WIDEST = 100;

  private final @Nullable ProgressBar bar;

  private ProgressMeter(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** A meter of a task. Closing it clears the bar. */
  static ProgressMeter of(Terminal terminal, String task) {
    return new ProgressMeter(
        terminal.columns() > 0
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" items", 1)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.progress(), width(terminal)))
                .showSpeed(
                    new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .clearDisplayOnFinish()
                .build()
            : null);
  }

  /** One column stays free: some terminals wrap after the last one. */
  private static int width(Terminal terminal) {
    return Math.clamp(terminal.columns() - 1, 1, WIDEST);
  }

  @Override
  public void scored(long items, double share) {
    if (bar != null) {
      if (share > 0) {
        bar.maxHint(Math.max(items, Math.round(items / share)));
      }
      bar.stepTo(items);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
