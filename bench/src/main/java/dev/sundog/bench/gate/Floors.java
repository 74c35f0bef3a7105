// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import static java.util.Objects.requireNonNull;

import dev.sundog.bench.result.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The smallest accepted ratios, by kernel and vector width.
 *
 * @param floors at most one for each kernel and width
 */
record Floors(List<Floor> floors) {
  /**
   * One kernel at one width.
   *
   * @param kernel name of the probe
   * @param bits width of the JVM's vectors, in bits
   * @param overScalar smallest rate ÷ rate of the scalar twin
   * @param overCopy smallest rate ÷ rate of copying the columns; 0 if memory is not the limit
   * @param run folder of {@code results} with the run that these numbers come from
   */
  public record Floor(String kernel, int bits, double overScalar, double overCopy, String run) {}

  /**
   * Below this share of a copy's rate memory does not limit a kernel, and the ratio to a copy,
   * whose rate varies with caches and other processes, is not a useful floor.
   */
  private static final double MEMORY_BOUND = 0.1;

  /** Checks that no kernel has two floors at one width. */
  Floors {
    floors = List.copyOf(floors);
    Set<String> seen = new HashSet<>();
    for (Floor floor : floors) {
      if (!seen.add(floor.kernel() + " " + floor.bits())) {
        throw new IllegalArgumentException(
            "two floors for " + floor.kernel() + " at " + floor.bits() + " bits");
      }
    }
  }

  /**
   * The floors of a file.
   *
   * @param file JSON: {@code {"floors": [{"kernel", "bits", "overScalar", "overCopy", "run"}]}}
   * @throws IOException if the file cannot be read or has other content
   */
  public static Floors read(Path file) throws IOException {
    return JsonFile.read(file, Floors::of);
  }

  /** The floors of {@code results/floors.json} at build time. */
  public static Floors bundled() {
    try (InputStream in =
        requireNonNull(Floors.class.getResourceAsStream("floors.json"), "floors.json")) {
      return of(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Floors of(JsonNode document) {
    List<Floor> floors = new ArrayList<>();
    for (JsonNode floor : document.required("floors")) {
      floors.add(
          new Floor(
              floor.required("kernel").asString(),
              floor.required("bits").intValue(),
              floor.required("overScalar").doubleValue(),
              floor.required("overCopy").doubleValue(),
              floor.required("run").asString()));
    }
    return new Floors(floors);
  }

  /**
   * Writes the floors as {@link #read} reads them.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    JsonFile.write(this, file);
  }

  /**
   * These floors, with those of the same kernels and widths replaced by floors from readings.
   *
   * @param share floor ÷ measured ratio, such as 0.8
   * @param run folder of {@code results} that holds the run
   * @return the floors, in order of width and kernel
   */
  public Floors with(List<Reading> readings, double share, String run) {
    List<Floor> all = new ArrayList<>();
    for (Reading reading : readings) {
      all.add(
          new Floor(
              reading.kernel(),
              reading.bits(),
              rounded(share * reading.overScalar()),
              reading.overCopy() < MEMORY_BOUND ? 0 : rounded(share * reading.overCopy()),
              run));
    }
    for (Floor floor : floors) {
      if (readings.stream().noneMatch(reading -> isFor(floor, reading))) {
        all.add(floor);
      }
    }
    all.sort(Comparator.comparingInt(Floor::bits).thenComparing(Floor::kernel));
    return new Floors(all);
  }

  /**
   * The floor of a reading.
   *
   * @return its floor; empty if kernel or width is unknown
   */
  public Optional<Floor> of(Reading reading) {
    return floors.stream().filter(floor -> isFor(floor, reading)).findFirst();
  }

  private static boolean isFor(Floor floor, Reading reading) {
    return floor.bits() == reading.bits() && floor.kernel().equals(reading.kernel());
  }

  private static double rounded(double ratio) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", ratio));
  }
}
