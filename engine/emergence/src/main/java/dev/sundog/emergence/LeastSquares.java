// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.ArrayList;
import java.util.List;

/** A weighted straight line through points. Not thread-safe. */
final class LeastSquares {
  private record Point(double x, double y, double weight) {}

  private final List<Point> points = new ArrayList<>();

  void add(double x, double y, double weight) {
    points.add(new Point(x, y, weight));
  }

  int points() {
    return points.size();
  }

  double meanX() {
    return points.stream().mapToDouble(point -> point.weight * point.x).sum() / weight();
  }

  double meanY() {
    return points.stream().mapToDouble(point -> point.weight * point.y).sum() / weight();
  }

  /** Slope of the line; NaN if all x are equal. */
  double slope() {
    double x = meanX();
    double y = meanY();
    double products = 0;
    for (Point point : points) {
      products += point.weight * (point.x - x) * (point.y - y);
    }
    return products / squares(x);
  }

  /** Standard error of the slope if the weights are inverse variances. */
  double slopeError() {
    return 1 / Math.sqrt(squares(meanX()));
  }

  /** Standard error of the line at the mean x if the weights are inverse variances. */
  double meanError() {
    return 1 / Math.sqrt(weight());
  }

  /** Standard error of a point of weight 1, from the residuals; NaN for two points. */
  double residualError() {
    return Math.sqrt(residual() / (points.size() - 2));
  }

  /** Share of the variance of y that the line explains; 1 if y does not vary. */
  double determination() {
    double y = meanY();
    double all = 0;
    for (Point point : points) {
      all += point.weight * (point.y - y) * (point.y - y);
    }
    return all == 0 ? 1 : Math.max(0, 1 - residual() / all);
  }

  private double residual() {
    double x = meanX();
    double y = meanY();
    double slope = slope();
    double sum = 0;
    for (Point point : points) {
      double off = point.y - y - slope * (point.x - x);
      sum += point.weight * off * off;
    }
    return sum;
  }

  private double squares(double x) {
    double sum = 0;
    for (Point point : points) {
      sum += point.weight * (point.x - x) * (point.x - x);
    }
    return sum;
  }

  private double weight() {
    return points.stream().mapToDouble(Point::weight).sum();
  }
}
