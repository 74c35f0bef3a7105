// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import dev.sundog.cli.text.PlainText;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The look of plots: colours, and the room for texts. */
final class PlotStyle {
  static final Color INK = new Color(0x1b1f24);
  static final Color LINE = new Color(0xc9ced6);
  private static final Color[] COLOURS = {
    new Color(0x1f5fbf),
    new Color(0xc2410c),
    new Color(0x15803d),
    new Color(0x7e22ce),
    new Color(0xb45309),
    new Color(0x0e7490),
    new Color(0xbe185d)
  };

  private static final int LEGEND_ROW = 30;

  /** Characters per line of the legend, including those that a mark replaces. */
  private static final int LINE_LETTERS = 110;

  private static final int MARK_LETTERS = 9;
  private static final int LABEL_LETTERS = 60;

  /** Font size of the title per point of width of a character. */
  private static final float LETTER_WIDTH = 1.35f;

  /** Number of different colours. */
  static final int HUES = COLOURS.length;

  private PlotStyle() {}

  /** The colour of a series. */
  static Color hue(int number) {
    return COLOURS[number % HUES];
  }

  /** Styles an empty plot of a width. */
  static void apply(AxesChartStyler styler, String title, int width) {
    Font font = styler.getChartTitleFont();
    float size = LETTER_WIDTH * width / Math.max(1, title.length());
    styler.setChartTitleFont(font.deriveFont(Math.min(font.getSize2D(), size)));
    styler.setDecimalPattern("#,##0.######");
    styler.setPlotGridLinesColor(LINE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
  }

  /** The title, shortened in the middle if it is too long. */
  static String title(Chart chart) {
    return clip(plain(chart.title()), LINE_LETTERS);
  }

  /** A label, shortened in the middle if it is too long. */
  static String legend(String label) {
    return clip(plain(label), LABEL_LETTERS);
  }

  private static String clip(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most / 2) + "\u2026" + text.substring(text.length() - most / 2);
  }

  /** Stacks the labels of the legend if one line does not hold them. */
  static Styler.LegendLayout legendLayout(List<String> labels) {
    return labels.stream().mapToInt(label -> label.length() + MARK_LETTERS).sum() <= LINE_LETTERS
        ? Styler.LegendLayout.Horizontal
        : Styler.LegendLayout.Vertical;
  }

  /** Height of the legend beyond its first line, in points. */
  static int legendHeight(List<String> labels) {
    return legendLayout(labels) == Styler.LegendLayout.Vertical
        ? LEGEND_ROW * (labels.size() - 1)
        : 0;
  }

  /** Text for a picture, without characters that XML forbids. */
  static String plain(String text) {
    return PlainText.line(text).replaceAll("[\uFFFE\uFFFF]", "\uFFFD");
  }
}
