// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import dev.sundog.dump.output.AtomicOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program {@code sundog-induce}: trains nets on images and writes their results per item. */
@Command(
    name = "sundog-induce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Trains small nets at several sizes and writes their results per item.",
    description =
        "Trains an autoencoder, a convolutional net and a causal transformer at every width, and"
            + " evaluates them on test images. Writes one dump per family, FAMILY.jsonl, for sundog"
            + " mirage induce. With one thread the same seed produces the same bytes.",
    footerHeading = "%nExample:%n",
    footer = {
      "  sundog-induce --images train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz \\",
      "      --test-images t10k-images-idx3-ubyte.gz --test-labels t10k-labels-idx1-ubyte.gz nets",
      "  sundog mirage induce nets/autoencoder.jsonl"
    })
public final class Train implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder for the dumps.")
  private Path folder = Path.of("");

  @Option(
      names = "--images",
      paramLabel = "FILE",
      required = true,
      description = "Training images of 28 x 28 pixels: IDX, plain or gzip.")
  private Path images = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "Labels of the training images, 0 to 9: IDX, plain or gzip.")
  private Path labels = Path.of("");

  @Option(
      names = "--test-images",
      paramLabel = "FILE",
      description = "Test images. Default: images of --images after those used for training")
  private @Nullable Path testImages;

  @Option(names = "--test-labels", paramLabel = "FILE", description = "Labels of the test images.")
  private @Nullable Path testLabels;

  @Option(
      names = "--items",
      paramLabel = "N",
      description =
          "Number of training images, from the start of the file. Default: ${DEFAULT-VALUE}")
  private int items = 10_000;

  @Option(
      names = "--test-items",
      paramLabel = "N",
      description = "Number of test images. Default: ${DEFAULT-VALUE}")
  private int testItems = 10_000;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      split = ",",
      description = "${COMPLETION-CANDIDATES}. Default: all")
  private List<Family> families = List.of(Family.values());

  @Option(
      names = "--widths",
      paramLabel = "W",
      split = ",",
      description = "Widths. Default: those of each family")
  private List<Integer> widths = List.of();

  @Option(names = "--steps", paramLabel = "N", description = "Steps. Default: those of each family")
  private @Nullable Integer steps;

  @Option(names = "--rate", paramLabel = "R", description = "Rate. Default: that of each family")
  private @Nullable Float rate;

  @Option(
      names = "--nets",
      paramLabel = "N",
      description = "Number of nets per width, written to one dump. Default: ${DEFAULT-VALUE}")
  private int nets = 3;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Seed of the first net of each width; later nets add 1 each. Default: ${DEFAULT-VALUE}")
  private int seed = 42;

  private final PrintWriter talk;

  private Train(PrintWriter talk) {
    this.talk = talk;
  }

  /** Runs the program and exits with 0, 2 for invalid input, or 64 for wrong usage. */
  public static void main(String[] args) {
    // No network, one thread: before anything of DJL is loaded.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    PrintWriter talk = new PrintWriter(System.err, true, System.err.charset());
    CommandLine program =
        new CommandLine(new Train(talk))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, line, parsed) -> {
              talk.println("sundog-induce: " + e.getMessage());
              return 2;
            });
    program.getCommandSpec().exitCodeOnInvalidInput(64);
    System.exit(program.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Images train = Images.read(images, labels, 0, items);
    Images test =
        testImages == null || testLabels == null
            ? Images.read(images, labels, items, testItems)
            : Images.read(testImages, testLabels, 0, testItems);
    Sweep sweep = new Sweep(train, test);
    Files.createDirectories(folder);
    for (Family family : families) {
      write(sweep, family);
    }
    return 0;
  }

  private void write(Sweep sweep, Family family) throws IOException {
    Schedule own = family.schedule();
    Schedule schedule =
        new Schedule(
            steps == null ? own.steps() : steps, own.batch(), rate == null ? own.rate() : rate);
    try (AtomicOutput output = AtomicOutput.to(folder.resolve(family + ".jsonl"))) {
      try (OutputStream stream = output.stream()) {
        for (int width : widths.isEmpty() ? family.widths() : widths) {
          for (int net = 0; net < nets; net++) {
            write(sweep.train(family, width, schedule, seed + net), stream);
          }
        }
      }
      output.commit();
    }
  }

  private void write(Trained trained, OutputStream stream) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int item = 0; item < trained.items(); item++) {
      trained.line(lines, item);
    }
    stream.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    talk.printf(
        Locale.ROOT,
        "sundog-induce: %s of width %d, %d parameters, seed %d: %s%n",
        trained.family(),
        trained.width(),
        trained.parameters(),
        trained.seed(),
        trained.mean());
  }
}
