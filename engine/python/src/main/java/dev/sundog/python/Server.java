// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import dev.sundog.run.Scorer;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Scores for the processes of one user until its parent ends. The argument is a folder that only
 * the user may enter; the socket in it is named {@code socket}. Prints {@code ready} when clients
 * can connect.
 */
public final class Server {
  private static final long LOOK_MILLIS = 250;

  private Server() {}

  /** Serves until standard input ends or the parent process has ended; then deletes the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    OptionalLong parent = parent();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
      Thread.ofPlatform().daemon().name("sundog-accept").start(() -> accept(server));
      Thread.ofPlatform().daemon().name("sundog-parent").start(() -> watch(parent));
      System.out.println("ready");
      System.out.flush();
      long left = System.in.transferTo(java.io.OutputStream.nullOutputStream());
      System.exit(left < 0 ? 1 : 0);
    }
  }

  private static void accept(ServerSocketChannel server) {
    Scorer scorer = Scorer.of();
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform()
            .daemon()
            .name("sundog-connection")
            .start(new Connection(new Wire(client), scorer));
      }
    } catch (IOException e) {
      scorer.close(); // The server is ending.
    }
  }

  /** A process that was forked from the parent may keep the other end of standard input open. */
  private static void watch(OptionalLong parent) {
    try {
      while (parent().equals(parent)) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private static OptionalLong parent() {
    return ProcessHandle.current().parent().stream().mapToLong(ProcessHandle::pid).findFirst();
  }

  /** Deletes the folder, whose files are the socket and what the JVM printed. */
  private static void delete(File folder) {
    File[] files = folder.listFiles();
    boolean deleted = true;
    for (File file : files == null ? new File[0] : files) {
      deleted &= file.delete();
    }
    if (deleted) {
      folder.deleteOnExit();
      deleted = folder.delete();
    }
  }
}
