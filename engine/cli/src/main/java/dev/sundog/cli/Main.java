// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point of the {@code sundog} program. */
public final class Main {
  private static final int SECONDS_TO_CLEAN_UP = 10;

  private Main() {}

  /**
   * Runs one command and exits with its code, listed by {@code sundog --help}. On a signal the
   * command stops and deletes its unfinished files.
   */
  public static void main(String[] args) {
    System.exit(run(Terminal.system(), args));
  }

  /** Runs one command; a signal stops it. */
  static int run(Terminal terminal, String... args) {
    Thread command = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(terminal, command, ended)));
    int code = SundogCommand.run(terminal, args);
    ended.countDown();
    return code;
  }

  private static void stop(Terminal terminal, Thread command, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      boolean clean = ended.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
      if (!clean) {
        terminal.say("stopped before the command had ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
