// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.Status;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mutated dump is a located error, or has the scores that an independent reader finds in it.
 * Native dumps are mutated by {@code CorruptionTest}, the headers of tensors by {@code
 * HostileTensorsTest}.
 */
class MutationTest {
  private static final long SEED = Long.getLong("sundog.seed", 20261130);
  private static final int QUICK = 500;
  private static final int SLOW = 20_000;

  @TempDir Path folder;

  static List<Subject> subjects() {
    return Subject.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void mutants(Subject subject) throws IOException {
    run(subject, QUICK);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("subjects")
  void manyMutants(Subject subject) throws IOException {
    run(subject, SLOW);
  }

  private void run(Subject subject, int mutants) throws IOException {
    System.out.println(subject.name() + ": seed " + SEED + " (replay with -Dsundog.seed)");
    Mutator mutator = new Mutator(new Random(SEED + subject.name().hashCode()));
    byte[] sound = subject.sound().getBytes(UTF_8);
    assertThat(check(subject, sound)).isTrue();
    int accepted = 0;
    for (int mutant = 0; mutant < mutants; mutant++) {
      byte[] file = mutator.mutate(sound);
      accepted += check(subject, file) ? 1 : 0;
    }
    assertThat(accepted).isBetween(mutants / 50, mutants);
  }

  /** Whether a file is accepted. */
  private boolean check(Subject subject, byte[] file) throws IOException {
    Path dump = Files.write(folder.resolve("dump"), file);
    String text = new String(file, UTF_8);
    String[] scores;
    try {
      scores = scores(subject, dump);
    } catch (MalformedDumpException e) {
      assertThat(e.source()).as(text).startsWith(folder.toString());
      assertThat(e.offset()).as(text).isBetween(-1L, (long) file.length);
      assertThat(e.record()).as(text).isBetween(0L, file.length + 1L);
      return false;
    } catch (LimitExceededException e) {
      assertThat(e).as(text).hasMessageStartingWith(folder.toString());
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("neither read nor rejected: " + text, e);
    }
    assertThat(valid(file)).as("invalid UTF-8 is rejected: " + text).isTrue();
    @Nullable List<Reading> readings =
        subject.readings().apply(text.startsWith("\uFEFF") ? text.substring(1) : text);
    assertThat(readings).as("not readable, but accepted: " + text).isNotNull();
    List<String> expected = requireNonNull(readings).stream().map(Reading::scores).toList();
    assertThat(scores).as(text).hasSameSizeAs(expected);
    for (int item = 0; item < scores.length; item++) {
      if (!expected.get(item).equals("?")) {
        assertThat(scores[item]).as("item " + item + " of " + text).isEqualTo(expected.get(item));
      }
    }
    return true;
  }

  private String[] scores(Subject subject, Path dump) throws IOException {
    DumpSpec spec = subject.spec();
    List<Path> files = List.of(dump);
    String reference = spec.text(Field.REFERENCE);
    if (reference != null && reference.startsWith("%")) {
      Path other = folder.resolve("other");
      Files.writeString(other, reference.substring(1));
      spec = spec.with(Field.REFERENCE, other.toString());
    }
    try (DumpSource source = Dumps.open(files, spec, BatchLimits.DEFAULT)) {
      Scores all = Evaluator.of("exact_match", "token_edit_distance").withThreads(1).scores(source);
      List<String> scores = new ArrayList<>();
      for (int item = 0; item < all.items(); item++) {
        scores.add(score(all, "exact_match", item) + " " + score(all, "token_edit_distance", item));
      }
      return scores.toArray(String[]::new);
    }
  }

  private static String score(Scores scores, String metric, int item) {
    return scores.status(metric, item) == Status.SCORED
        ? Integer.toString((int) scores.value(metric, item))
        : "-";
  }

  private static boolean valid(byte[] file) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
      return true;
    } catch (CharacterCodingException e) {
      return Arrays.equals(file, new String(file, UTF_8).getBytes(UTF_8));
    }
  }
}
