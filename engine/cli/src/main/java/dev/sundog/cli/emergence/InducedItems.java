// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.table.ItemOutcome;
import dev.sundog.dump.table.PublishedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Item values by family and scale, all of one kind. Not thread-safe. */
public final class InducedItems {
  /** The kind of the values. */
  public enum Kind {
    /** Errors, lower is better; NaN if missing. */
    ERROR("a number"),
    /** Correct (1) or wrong (0). */
    RIGHT("true or false"),
    /** Several labels, each correct or wrong. */
    LABELS("an array of labels");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The items of one family by scale: numbers, or labels. */
  private static final class Family {
    private final SortedMap<Double, DoubleStream.Builder> figures = new TreeMap<>();
    private final SortedMap<Double, List<boolean[]>> labels = new TreeMap<>();
  }

  private final boolean right;
  private final SortedMap<String, Family> families = new TreeMap<>();
  private @Nullable Kind kind;
  private int labelsPerItem;

  /**
   * No items yet.
   *
   * @param right whether numbers are 1 (correct) or 0, not errors
   */
  public InducedItems(boolean right) {
    this.right = right;
  }

  /**
   * Adds an item of a dump.
   *
   * @throws MalformedDumpException if its value is not of the kind of the earlier ones
   */
  public void add(ItemOutcome item) {
    try {
      Family family = families.computeIfAbsent(item.family(), name -> new Family());
      switch (item.outcome()) {
        case ItemOutcome.Figure figure -> number(family, item.scale(), figure.value());
        case ItemOutcome.Right truth -> {
          set(Kind.RIGHT);
          figure(family, item.scale(), truth.right() ? 1 : 0);
        }
        case ItemOutcome.Labels labels -> labels(family, item.scale(), labels.right());
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedDumpException(
          item.source(), item.record(), item.offset(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Adds a row of a table.
   *
   * @throws MalformedDumpException if its value is not of the kind of the earlier ones
   */
  public void add(PublishedResult row) {
    try {
      Family family = families.computeIfAbsent(row.family(), name -> new Family());
      number(family, row.scale(), row.figure().value());
    } catch (IllegalArgumentException e) {
      throw new MalformedDumpException(
          row.source(), row.record(), -1, String.valueOf(e.getMessage()));
    }
  }

  private void number(Family family, double scale, double value) {
    set(right ? Kind.RIGHT : Kind.ERROR);
    if (right && value != 0 && value != 1) {
      throw new IllegalArgumentException("--right requires values of 0 or 1, not " + value);
    }
    figure(family, scale, value);
  }

  private static void figure(Family family, double scale, double value) {
    family.figures.computeIfAbsent(scale, unknown -> DoubleStream.builder()).accept(value);
  }

  private void labels(Family family, double scale, boolean[] own) {
    set(Kind.LABELS);
    if (labelsPerItem != 0 && labelsPerItem != own.length) {
      throw new IllegalArgumentException(
          own.length + " labels; earlier items have " + labelsPerItem);
    }
    labelsPerItem = own.length;
    family.labels.computeIfAbsent(scale, unknown -> new ArrayList<>()).add(own);
  }

  private void set(Kind own) {
    if (kind != null && kind != own) {
      throw new IllegalArgumentException(
          "the value is " + own.words + "; earlier values are " + kind.words);
    }
    kind = own;
  }

  /**
   * The curves of all items: smooth ones, and sharp ones induced from them.
   *
   * @param thresholds number of thresholds with a curve
   * @param largestK largest K with a curve
   */
  public InducedCurves curves(int thresholds, int largestK) {
    SortedMap<String, SortedMap<Double, double[]>> figures = new TreeMap<>();
    SortedMap<String, SortedMap<Double, boolean[][]>> labels = new TreeMap<>();
    families.forEach((name, family) -> {
      SortedMap<Double, double[]> ownFigures = new TreeMap<>();
      family.figures.forEach((scale, values) -> ownFigures.put(scale, values.build().toArray()));
      figures.put(name, ownFigures);
      SortedMap<Double, boolean[][]> ownLabels = new TreeMap<>();
      family.labels.forEach(
          (scale, items) -> ownLabels.put(scale, items.toArray(boolean[][]::new)));
      labels.put(name, ownLabels);
    });
    return switch (kind == null ? Kind.ERROR : kind) {
      case ERROR -> new ErrorCurves(figures, thresholds);
      case RIGHT -> new RightCurves(figures, largestK);
      case LABELS -> new LabelCurves(labels);
    };
  }
}
