package dev.sundog.batch;

import java.util.Arrays;

/**
 * Answers that items could choose among, with the log-likelihood of each: what multiple-choice
 * metrics read. An item has any number of choices. On the heap in float64, as tools write these
 * figures; immutable. Choices are numbered through the batch: those of an item are {@link
 * #start(int)} to {@code start(item + 1)}.
 */
public final class ChoiceColumn {
  /** Length that the dump does not tell. */
  public static final int UNKNOWN = -1;

  /** Bytes of a choice's figures: three of float64, three of 32 bits. */
  public static final long CHOICE_BYTES = 3 * Double.BYTES + 3 * Integer.BYTES;

  private final int[] starts;
  private final double[] loglikelihoods;
  private final double[] unconditional;
  private final double[] weights;
  private final int[] tokens;
  private final int[] characters;
  private final int[] bytes;

  private ChoiceColumn(Staged staged) {
    starts = Arrays.copyOf(staged.starts, staged.items + 1);
    loglikelihoods = Arrays.copyOf(staged.loglikelihoods, staged.size);
    unconditional = Arrays.copyOf(staged.unconditional, staged.size);
    weights = Arrays.copyOf(staged.weights, staged.size);
    tokens = Arrays.copyOf(staged.tokens, staged.size);
    characters = Arrays.copyOf(staged.characters, staged.size);
    bytes = Arrays.copyOf(staged.bytes, staged.size);
  }

  /** Number of items. */
  public int count() {
    return starts.length - 1;
  }

  /** First choice of an item; {@code start(count())} is the number of all choices. */
  public int start(int item) {
    return starts[item];
  }

  /** Number of choices of an item. */
  public int length(int item) {
    return starts[item + 1] - starts[item];
  }

  /** Log-likelihood of a choice given the question, in nats, at most 0 beyond rounding, or −∞. */
  public double loglikelihood(int choice) {
    return loglikelihoods[choice];
  }

  /** Log-likelihood of a choice without the question, in nats, or NaN if the dump has none. */
  public double unconditional(int choice) {
    return unconditional[choice];
  }

  /** How right a choice is: 1 for the right one and 0 for others, or any weight of at least 0. */
  public double weight(int choice) {
    return weights[choice];
  }

  /** Length of a choice in tokens, or {@link #UNKNOWN}. */
  public int tokens(int choice) {
    return tokens[choice];
  }

  /** Length of a choice in Unicode code points, or {@link #UNKNOWN}. */
  public int characters(int choice) {
    return characters[choice];
  }

  /** Length of a choice in bytes of UTF-8, or {@link #UNKNOWN}. */
  public int bytes(int choice) {
    return bytes[choice];
  }

  /** Growing arrays that collect choices until the batch is finished. */
  static final class Staged {
    private int[] starts = new int[1];
    private double[] loglikelihoods = {};
    private double[] unconditional = {};
    private double[] weights = {};
    private int[] tokens = {};
    private int[] characters = {};
    private int[] bytes = {};
    private int items;
    private int size;

    /** Items that are ended. */
    int items() {
      return items;
    }

    /** Bytes that all choices take. */
    long byteSize() {
      return CHOICE_BYTES * size;
    }

    /** Choices of the item that is not ended. */
    int open() {
      return size - starts[items];
    }

    void add(
        double loglikelihood, double alone, double weight, int tokens, int characters, int bytes) {
      if (size == weights.length) {
        grow(Math.max(64, Math.multiplyExact(2, size)));
      }
      loglikelihoods[size] = loglikelihood;
      unconditional[size] = alone;
      weights[size] = weight;
      this.tokens[size] = tokens;
      this.characters[size] = characters;
      this.bytes[size++] = bytes;
    }

    private void grow(int room) {
      loglikelihoods = Arrays.copyOf(loglikelihoods, room);
      unconditional = Arrays.copyOf(unconditional, room);
      weights = Arrays.copyOf(weights, room);
      tokens = Arrays.copyOf(tokens, room);
      characters = Arrays.copyOf(characters, room);
      bytes = Arrays.copyOf(bytes, room);
    }

    void endItem() {
      if (items + 1 == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[++items] = size;
    }

    void abandonItem() {
      size = starts[items];
    }

    void clear() {
      items = 0;
      size = 0;
    }

    ChoiceColumn column() {
      return new ChoiceColumn(this);
    }
  }
}
