// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dumps with false declarations under valid checksums: reading is a located error, or a batch all
 * of whose values can be read.
 */
class LyingDumpTest {
  private static final List<String> KEYS = List.of("model");
  private static final BatchLimits LIMITS = new BatchLimits(64, 1 << 16, 64, 8, 10, 1);
  private static final long[] LIES = {
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    -1,
    -2,
    63,
    64,
    65,
    255,
    1L << 16,
    (1L << 16) + 1,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    (1L << 61) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  @TempDir Path directory;
  private final WorkerContext worker =
      new WorkerContext(LIMITS, new GroupKeys(KEYS), Kernels.select());

  @AfterEach
  void freeBuilder() {
    worker.close();
  }

  /** One block of every column. */
  private byte[] sound(long seed) throws IOException {
    Path dump = directory.resolve("sound.sdog");
    Sdog.convert(new RandomBatches(seed, 1, 6, KEYS), dump, 1);
    return Files.readAllBytes(dump);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int blockAt() {
    return FileHeader.encode(KEYS).length;
  }

  /** Updates both checksums of the one block. */
  private static void reseal(ByteBuffer file, int footerAt) {
    int block = blockAt();
    int header = block + BlockHeader.BYTES;
    file.putInt(header - 4, Checksum.of(file.slice(block, BlockHeader.BYTES - 4)));
    int columns = footerAt - BlockLayout.TRAILER_BYTES - header;
    file.putInt(header + columns, Checksum.of(file.slice(header, columns)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anyFieldOfABlockMayLie(int seed) throws IOException {
    byte[] sound = sound(seed);
    int footerAt = sound.length - FileFooter.BYTES;
    if (footerAt == blockAt()) {
      return;
    }
    for (int at = Long.BYTES; at < BlockHeader.BYTES - 4; at += 4) {
      for (long lie : LIES) {
        byte[] lying = sound.clone();
        ByteBuffer file = little(lying);
        if (at >= 32 && at < 56) {
          file.putInt(blockAt() + at, (int) lie);
        } else if (at + 8 <= BlockHeader.BYTES - 4) {
          file.putLong(blockAt() + at, lie);
        }
        reseal(file, footerAt);
        read(lying, "field at " + at + " is " + lie);
      }
    }
  }

  @Test
  void anyByteOfTheColumnsMayLie() throws IOException {
    System.out.println("seed " + Sdog.SEED);
    Random random = new Random(Sdog.SEED);
    byte[][] dumps = new byte[12][];
    for (int seed = 0; seed < dumps.length; seed++) {
      dumps[seed] = sound(seed);
    }
    for (int run = 0; run < 3_000; run++) {
      byte[] sound = dumps[random.nextInt(dumps.length)].clone();
      int footerAt = sound.length - FileFooter.BYTES;
      int columns = blockAt() + BlockHeader.BYTES;
      if (footerAt == blockAt()) {
        continue;
      }
      ByteBuffer file = little(sound);
      for (int lies = random.nextInt(1, 4); lies > 0; lies--) {
        int at = random.nextInt(columns, footerAt - BlockLayout.TRAILER_BYTES);
        file.put(at, (byte) (random.nextBoolean() ? random.nextInt() : file.get(at) + 1));
      }
      reseal(file, footerAt);
      read(sound, "run " + run);
    }
  }

  private void read(byte[] bytes, String how) throws IOException {
    // A file of its own per length, written in place: cutting files first is what takes time.
    Path dump = directory.resolve("lie-" + bytes.length + ".sdog");
    Files.write(dump, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, LIMITS)) {
      for (BatchTask pending = reader.next(); pending != null; pending = reader.next()) {
        assertThat(RandomBatches.describe(pending.load(worker))).as(how).isNotEmpty();
      }
    } catch (MalformedDumpException e) {
      assertThat(e.offset()).as(how).isBetween(0L, (long) bytes.length);
    } catch (LimitExceededException e) {
      assertThat(e.limit()).as(how).isNotNull();
    }
  }
}
