// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window that looks at reports. Screenshots are left in target/screenshots.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; a test without one is left out. */
  static Browser start() {
    assumeTrue(
        Files.exists(CHROMIUM) && Files.exists(DRIVER),
        "no " + CHROMIUM + " and " + DRIVER + " (packages chromium and chromium-driver)");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  @Override
  public void close() {
    driver.quit();
  }

  void open(Path report, int width, int height, String colours) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    driver.manage().window().setSize(new Dimension(width, height));
    driver.get(report.toUri().toString());
  }

  String title() {
    return driver.getTitle();
  }

  /** All text of the page. */
  String text() {
    return driver.findElement(By.tagName("main")).getText();
  }

  /** Pictures, of which no report of ours has any. */
  List<WebElement> images() {
    return driver.findElements(By.tagName("img"));
  }

  /** What the charts show, in words; one question to the browser for all of them. */
  List<String> words() {
    Object words =
        driver.executeScript(
            """
            return [...document.querySelectorAll("canvas[data-chart]")]
              .map((canvas) => canvas.getAttribute("aria-label") ?? "");
            """);
    return ((List<?>) words).stream().map(String::valueOf).toList();
  }

  /** Opens a page, checks that it fits the window, and keeps its picture. */
  void lookAt(Path report, int width, int height, String colours) throws IOException {
    open(report, width, height, colours);
    everyChartIsDrawn();
    Object wider =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(wider).as("%s at %d px scrolls sideways", report, width).isEqualTo(0L);
    nothingWentWrong(report);
    Files.createDirectories(SCREENSHOTS);
    String name = report.getFileName().toString().replace(".html", "");
    Files.write(
        SCREENSHOTS.resolve(name + "-" + width + "-" + colours + ".png"),
        driver.getScreenshotAs(OutputType.BYTES));
  }

  void everyChartIsDrawn() {
    Object blank =
        driver.executeScript(
            """
            return [...document.querySelectorAll("canvas[data-chart]")].filter((canvas) =>
              !canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
                .data.some((byte) => byte !== 0)).length;
            """);
    assertThat(blank).isEqualTo(0L);
    assertThat(words()).isNotEmpty().allSatisfy(words -> assertThat(words).isNotBlank());
  }

  /** The first table sorts by a column of figures, both ways. */
  void tableSorts(int column) {
    WebElement table = driver.findElement(By.tagName("table"));
    WebElement head = table.findElement(By.cssSelector("th:nth-child(" + column + ") button"));
    head.click();
    List<Double> rising = figures(table, column);
    assertThat(rising).isSorted();
    head.click();
    assertThat(figures(table, column)).isEqualTo(rising.reversed());
  }

  private static List<Double> figures(WebElement table, int column) {
    return table.findElements(By.cssSelector("tbody td:nth-child(" + column + ")")).stream()
        .map(cell -> Double.valueOf(String.valueOf(cell.getDomAttribute("data-value"))))
        .toList();
  }

  void keysWalkThroughAChart() {
    WebElement canvas = driver.findElement(By.tagName("canvas"));
    canvas.sendKeys(Keys.ARROW_RIGHT);
    Object shown =
        driver.executeScript(
            "return Chart.getChart(document.querySelector('canvas')).tooltip.opacity > 0"
                + " || Chart.getChart(document.querySelector('canvas')).getActiveElements().length"
                + " > 0");
    assertThat(shown).isEqualTo(true);
  }

  /** No message on the console, and no request but for the file itself. */
  void nothingWentWrong(Path report) {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
        .filteredOn(entry -> entry.getMessage().contains("\"Network.requestWillBeSent\""))
        .allSatisfy(entry -> assertThat(entry.getMessage()).contains(report.toUri().getPath()));
  }
}
