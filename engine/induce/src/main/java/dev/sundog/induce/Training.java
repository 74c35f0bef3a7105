// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How a net is trained: Adam on shuffled batches. One thread and one seed give the same bits.
 *
 * @param schedule how long and how fast
 * @param seed seed of weights and shuffles
 */
record Training(Schedule schedule, int seed) {
  private static final int JUDGED_AT_ONCE = 64;

  /** Rows of inputs, and what should come out of them. */
  interface Rows {
    /** Number of rows. */
    int count();

    /** Inputs of some rows. */
    NDArray inputs(NDManager manager, int[] rows);

    /** Targets of some rows. */
    NDArray targets(NDManager manager, int[] rows);
  }

  /** What a trained net gives for some rows. */
  interface Judge {
    /** Takes inputs and outputs of the net. */
    void accept(NDArray inputs, NDArray outputs, int[] rows);
  }

  /**
   * Trains a net on rows, then shows it others.
   *
   * @return the number of parameters that it learnt
   */
  long run(Block net, Loss loss, Shape inputShape, Rows train, Rows test, Judge judge) {
    Engine.getEngine("PyTorch").setRandomSeed(seed);
    try (Model model = Model.newInstance("net", Device.cpu(), "PyTorch")) {
      model.setBlock(net);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(loss)
              .optDevices(new Device[] {Device.cpu()})
              .optOptimizer(
                  Optimizer.adam().optLearningRateTracker(Tracker.fixed(schedule.rate())).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(inputShape);
        learn(trainer, train);
        judge(trainer, test, judge);
        return net.getParameters().values().stream()
            .mapToLong(parameter -> parameter.getArray().size())
            .sum();
      }
    }
  }

  /** Passes over the rows, in a new order each time; what is left of a pass is not learnt from. */
  private void learn(Trainer trainer, Rows rows) {
    SplittableRandom random = new SplittableRandom(seed);
    int batch = Math.min(schedule.batch(), rows.count());
    int[] order = shuffled(rows.count(), random);
    int from = 0;
    for (int step = 0; step < schedule.steps(); step++) {
      if (from + batch > order.length) {
        order = shuffled(rows.count(), random);
        from = 0;
      }
      step(trainer, rows, Arrays.copyOfRange(order, from, from + batch));
      from += batch;
    }
  }

  private static void step(Trainer trainer, Rows rows, int[] chosen) {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDArray inputs = rows.inputs(manager, chosen);
      NDArray targets = rows.targets(manager, chosen);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(new NDList(inputs));
        collector.backward(trainer.getLoss().evaluate(new NDList(targets), outputs));
      }
      trainer.step();
    }
  }

  private static void judge(Trainer trainer, Rows rows, Judge judge) {
    for (int from = 0; from < rows.count(); from += JUDGED_AT_ONCE) {
      int end = Math.min(rows.count(), from + JUDGED_AT_ONCE);
      int[] chosen = IntStream.range(from, end).toArray();
      try (NDManager manager = trainer.getManager().newSubManager()) {
        NDArray inputs = rows.inputs(manager, chosen);
        judge.accept(inputs, trainer.evaluate(new NDList(inputs)).head(), chosen);
      }
    }
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
