// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Seeded batches of every shape: each batch has or lacks ids, texts, log-probs, further references
 * and missing parts on its own.
 */
class RandomBatches implements BatchSource {
  private final long seed;
  private final int batches;
  private final int items;
  private final List<String> keyNames;
  private int next;

  /** So many batches of at most so many items. */
  RandomBatches(long seed, int batches, int items, List<String> keyNames) {
    this.seed = seed;
    this.batches = batches;
    this.items = items;
    this.keyNames = keyNames;
  }

  @Override
  public List<String> keyNames() {
    return keyNames;
  }

  @Override
  public @Nullable BatchTask next() {
    if (next == batches) {
      return null;
    }
    int ordinal = next++;
    return worker -> build(worker.appender(), new Random(seed * 1_000_003 + ordinal));
  }

  @Override
  public void close() {}

  private SequenceBatch build(BatchAppender appender, Random random) {
    int ids = new int[] {3, 1 << 16, 1 << 18, Integer.MAX_VALUE}[random.nextInt(4)];
    boolean texts = random.nextBoolean();
    boolean logprobs = random.nextBoolean();
    boolean named = random.nextBoolean();
    boolean several = random.nextBoolean();
    boolean missing = random.nextBoolean();
    boolean chosen = random.nextBoolean();
    int count = random.nextInt(items + 1);
    for (int item = 0; item < count; item++) {
      if (!missing || random.nextInt(4) > 0) {
        appender.prediction(tokens(random, ids));
        if (texts) {
          byte[] text = text(random);
          appender.predictionText(text, 0, text.length);
        }
      }
      int references = missing && random.nextInt(4) == 0 ? 0 : several ? random.nextInt(1, 4) : 1;
      for (int reference = 0; reference < references; reference++) {
        appender.reference(tokens(random, ids));
        if (texts) {
          byte[] text = text(random);
          appender.referenceText(text, 0, text.length);
        }
      }
      if (logprobs && random.nextInt(4) > 0) {
        for (int token = random.nextInt(4); token > 0; token--) {
          appender.logprob(random.nextInt(8) == 0 ? Float.NEGATIVE_INFINITY : -random.nextFloat());
        }
        appender.endLogprobs();
      }
      if (chosen) {
        for (int choice = random.nextInt(4); choice > 0; choice--) {
          double alone = random.nextBoolean() ? Double.NaN : -random.nextDouble();
          appender.choice(-9 * random.nextDouble(), alone, choice == 2 ? 1 : 0, -1, 7, choice);
        }
      }
      if (named) {
        byte[] id = ("item " + item).getBytes(UTF_8);
        appender.id(id, 0, id.length);
      }
      appender.group(appender.groupKeys().code(key(random)));
      appender.endItem();
    }
    return appender.finish();
  }

  private List<String> key(Random random) {
    return keyNames.stream().map(name -> name + "-" + random.nextInt(3) + "é").toList();
  }

  private static int[] tokens(Random random, int ids) {
    return random.ints(random.nextInt(6), 0, ids).toArray();
  }

  private static byte[] text(Random random) {
    return "wörd ".repeat(random.nextInt(3)).getBytes(UTF_8);
  }

  /** All batches in words, built by a worker that is closed at the end. */
  static List<List<String>> describeAll(BatchSource source) {
    try (WorkerContext worker = Sdog.worker(source.keyNames())) {
      return describeAll(source, worker);
    }
  }

  /** All batches in words. */
  static List<List<String>> describeAll(BatchSource source, WorkerContext worker) {
    List<List<String>> all = new ArrayList<>();
    for (BatchTask pending = source.next(); pending != null; pending = source.next()) {
      worker.appender().clear();
      SequenceBatch batch = pending.load(worker);
      if (batch.items() > 0) {
        all.add(describe(batch));
      }
    }
    return all;
  }

  /** Everything that a batch says, an item a line, and first what it says of itself. */
  static List<String> describe(SequenceBatch batch) {
    List<String> lines = new ArrayList<>();
    int[] dictionary = batch.predictions().dictionary();
    lines.add(
        batch.items()
            + " items, "
            + batch.pairs()
            + " pairs, width "
            + batch.predictions().width()
            + ", dictionary "
            + (dictionary == null ? "none" : Arrays.hashCode(dictionary)));
    for (int item = 0; item < batch.items(); item++) {
      StringBuilder line = new StringBuilder();
      line.append(batch.groupKeys().key(batch.group(item))).append(batch.flags(item));
      line.append(text(batch.ids(), item));
      for (int pair = batch.pairStart(item); pair < batch.pairStart(item + 1); pair++) {
        line.append(Arrays.toString(batch.predictions().toArray(pair)));
        line.append(Arrays.toString(batch.references().toArray(pair)));
        line.append(text(batch.predictionTexts(), pair)).append(text(batch.referenceTexts(), pair));
      }
      ChoiceColumn choices = batch.choices();
      if (choices != null) {
        for (int choice = choices.start(item); choice < choices.start(item + 1); choice++) {
          line.append(
              List.of(
                  choices.loglikelihood(choice),
                  choices.unconditional(choice),
                  choices.weight(choice),
                  choices.tokens(choice),
                  choices.characters(choice),
                  choices.bytes(choice)));
        }
      }
      var logprobs = batch.logprobs();
      for (int at = 0; logprobs != null && at < logprobs.length(item); at++) {
        line.append(' ').append(logprobs.logprob(item, at));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String text(@Nullable TokenColumn texts, int sequence) {
    return texts == null ? "-" : "'" + new String(texts.toBytes(sequence), UTF_8) + "'";
  }
}
