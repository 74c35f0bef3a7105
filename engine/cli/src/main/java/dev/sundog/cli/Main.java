package dev.sundog.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point of the {@code sundog} program. */
public final class Main {
  private static final int SECONDS_TO_TIDY_UP = 10;

  private Main() {}

  /**
   * Runs one command and exits with its code: 0 all right, 1 a gate failed, 2 bad input, 3 a limit
   * was reached, 4 trouble inside or with the system, 64 wrong usage. CommandResult to end by a
   * signal, the command stops and leaves no unfinished file behind.
   */
  public static void main(String[] args) {
    Thread command = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(command, ended)));
    int code = SundogCommand.run(Terminal.system(), args);
    ended.countDown();
    System.exit(code);
  }

  private static void stop(Thread command, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      boolean tidy = ended.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS);
      if (!tidy) {
        System.err.println("sundog: was told to end and left an unfinished file behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
