// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import java.util.regex.Pattern;

/** Chart.js (MIT licence), embedded in the page. */
final class ChartLibrary {
  private static final String PLACE =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

  private ChartLibrary() {}

  /** The library without its reference to a source map. */
  static String source() {
    return SOURCE_MAP.matcher(Page.resource(PLACE)).replaceAll("");
  }
}
