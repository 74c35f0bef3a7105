package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** The reports in a real browser. Screenshots are left in target/screenshots. */
class ReportIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Path DATA = Path.of(System.getProperty("sundog.shared"), "data");
  private static final String HOSTILE = "<img src=x onerror=document.title='broken'>";

  @TempDir static Path folder;

  private static Program sundog;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(
        Files.exists(CHROMIUM) && Files.exists(DRIVER),
        "no " + CHROMIUM + " and " + DRIVER + " (packages chromium and chromium-driver)");
    sundog = Program.unpack(folder);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void hostileNamesAreInertAndTheRestWorks() throws IOException {
    Path table = folder.resolve("hostile.csv");
    List<String> rows = new ArrayList<>(List.of("task,metric,family,scale,value,items"));
    for (int scale = 1; scale <= 4; scale++) {
      rows.add(
          HOSTILE + ",exact_match,</script>," + scale + "B," + 0.1 * scale * scale / 2 + ",50");
      rows.add("b,bleu,F," + scale + "B," + scale + ",");
    }
    Files.write(table, rows);
    Path report = report("hostile.html", "emergence", table.toString());
    open(report, 1200, 900, "light");
    assertThat(browser.getTitle()).isEqualTo("Sundog: Emergence");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.findElement(By.tagName("main")).getText()).contains(HOSTILE);
    everyChartIsDrawn();
    tableSorts(6);
    keysWalkThroughACharts();
    nothingWentWrong(report);
  }

  @Test
  void aComparisonOfHostileGroupsWorks() throws IOException {
    Path base = dump("base.jsonl", 7, 0.5, 0);
    Path candidate = dump("candidate.jsonl", 11, 0.2, 0.2);
    List<String> more = new ArrayList<>(Files.readAllLines(candidate));
    more.add(item(HOSTILE, "new", "right"));
    Files.write(candidate, more);
    Path report =
        report(
            "comparison-hostile.html",
            "compare",
            base.toString(),
            candidate.toString(),
            "--prediction=out",
            "--reference=gold",
            "--id=id",
            "--by=task");
    for (int width : new int[] {1280, 390}) {
      looked(report, width, 1000, "light");
    }
    assertThat(browser.getTitle()).isEqualTo("Sundog: two dumps compared");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.findElement(By.tagName("main")).getText())
        .contains(HOSTILE, "Only in the candidate: 1", "Items that got worse");
    tableSorts(6);
    keysWalkThroughACharts();
    nothingWentWrong(report);
  }

  /** Answers of 1 to 12 tokens by two tasks and three sizes; surer ones are right more often. */
  @Test
  void scoresOfHostileGroupsWork() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int item = 0; item < 600; item++) {
      double sure = (1 + item * 7 % 40) / 41.0;
      boolean right = item * 13 % 50 / 50.0 < sure - 0.02 * (item % 12);
      String gold = "4 2 ".repeat(1 + item % 12).strip();
      lines.add(
          "{\"task\":\"%s\",\"size\":%d,\"out\":\"%s\",\"gold\":\"%s\",\"lp\":[%s]}"
              .formatted(
                  item % 2 == 0 ? HOSTILE : "arithmetic",
                  1 << item / 2 % 3,
                  right ? gold : gold + " 4",
                  gold,
                  Math.log(sure)));
    }
    Path dump = Files.write(folder.resolve("scores.jsonl"), lines);
    Path report =
        report(
            "scores.html",
            "score",
            dump.toString(),
            "--prediction=out",
            "--reference=gold",
            "--logprobs=lp",
            "--by=task,size",
            "--calibration=answers");
    for (String colours : List.of("dark", "light")) {
      looked(report, 390, 844, colours);
      looked(report, 1280, 1000, colours);
    }
    assertThat(browser.getTitle()).isEqualTo("Sundog: 600 items scored");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.findElement(By.tagName("main")).getText())
        .contains(HOSTILE, "By target length", "Calibration");
    assertThat(words())
        .anySatisfy(words -> assertThat(words).startsWith("exact_match, by size: "))
        .anySatisfy(words -> assertThat(words).startsWith("exact_match by target length, "))
        .anySatisfy(words -> assertThat(words).contains("by mass, ECE ", "confidence "));
    tableSorts(3);
    keysWalkThroughACharts();
    nothingWentWrong(report);
  }

  private static List<String> words() {
    return browser.findElements(By.cssSelector("canvas[data-chart]")).stream()
        .map(canvas -> String.valueOf(canvas.getDomAttribute("aria-label")))
        .toList();
  }

  /** Four tasks of 60 items; of task t the share first + t * more is right. */
  private static Path dump(String name, int step, double first, double more) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> tasks = List.of(HOSTILE, "arithmetic", "word unscrambling", "translation");
    for (int task = 0; task < tasks.size(); task++) {
      for (int item = 0; item < 60; item++) {
        boolean right = item * step % 60 < 60 * (first + task * more);
        lines.add(item(tasks.get(task), item + HOSTILE, right ? "right" : "quite wrong"));
      }
    }
    return Files.write(folder.resolve(name), lines);
  }

  private static String item(String task, String id, String out) {
    return "{\"task\":\"%s\",\"id\":\"%s\",\"out\":\"%s\",\"gold\":\"right\"}"
        .formatted(task, id, out);
  }

  @Test
  void realModelsAtEveryWidthInLightAndDark() throws IOException {
    assumeTrue(Files.isDirectory(DATA.resolve("pythia")), DATA + " is absent");
    Path data = DATA.resolve("obsscaling");
    Path obsscaling =
        report(
            "obsscaling.html",
            "emergence",
            data.resolve("base_llm_emergent_capability_eval.csv").toString(),
            "--join",
            data.resolve("base_llm_benchmark_eval.csv").toString(),
            "--scale-factor=1e9",
            "--columns",
            "key=Model,scale=Model Size (B),family=Model Family,values=*");
    Path pythia = report("pythia.html", "mirage", "meta", DATA.resolve("pythia").toString());
    Path arithmetic = report("arithmetic.html", "mirage", "arithmetic");
    Path translations = DATA.resolve("compare-mt");
    Path comparison =
        report(
            "comparison.html",
            "compare",
            translations.resolve("ted.sys1.eng").toString(),
            translations.resolve("ted.sys2.eng").toString(),
            "--format=text",
            "--reference=" + translations.resolve("ted.ref.eng"));
    for (Path report : List.of(obsscaling, pythia, arithmetic, comparison)) {
      for (String colours : List.of("light", "dark")) {
        looked(report, 1280, 1000, colours);
        looked(report, 390, 844, colours);
      }
    }
  }

  private static void looked(Path report, int width, int height, String colours)
      throws IOException {
    open(report, width, height, colours);
    everyChartIsDrawn();
    Object wider =
        browser.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(wider).as("%s at %d px scrolls sideways", report, width).isEqualTo(0L);
    nothingWentWrong(report);
    Files.createDirectories(SCREENSHOTS);
    String name = report.getFileName().toString().replace(".html", "");
    Files.write(
        SCREENSHOTS.resolve(name + "-" + width + "-" + colours + ".png"),
        browser.getScreenshotAs(OutputType.BYTES));
  }

  private static Path report(String name, String... arguments) throws IOException {
    Path report = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--report", report.toString()));
    Program.Told told = sundog.run(folder, all.toArray(String[]::new));
    assertThat(told.code()).as(told.err()).isZero();
    return report;
  }

  private static void open(Path report, int width, int height, String colours) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    browser.manage().window().setSize(new Dimension(width, height));
    browser.get(report.toUri().toString());
  }

  private static void everyChartIsDrawn() {
    Object blank =
        browser.executeScript(
            """
            return [...document.querySelectorAll("canvas[data-chart]")].filter((canvas) =>
              !canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
                .data.some((byte) => byte !== 0)).length;
            """);
    assertThat(blank).isEqualTo(0L);
    assertThat(browser.findElements(By.cssSelector("canvas[data-chart]")))
        .isNotEmpty()
        .allSatisfy(canvas -> assertThat(canvas.getDomAttribute("aria-label")).isNotBlank());
  }

  /** The first table sorts by a column of figures, both ways. */
  private static void tableSorts(int column) {
    WebElement table = browser.findElement(By.tagName("table"));
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

  private static void keysWalkThroughACharts() {
    WebElement canvas = browser.findElement(By.tagName("canvas"));
    canvas.sendKeys(Keys.ARROW_RIGHT);
    Object shown =
        browser.executeScript(
            "return Chart.getChart(document.querySelector('canvas')).tooltip.opacity > 0"
                + " || Chart.getChart(document.querySelector('canvas')).getActiveElements().length"
                + " > 0");
    assertThat(shown).isEqualTo(true);
  }

  /** No message on the console, and no request but for the file itself. */
  private static void nothingWentWrong(Path report) {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll())
        .filteredOn(entry -> entry.getMessage().contains("\"Network.requestWillBeSent\""))
        .allSatisfy(entry -> assertThat(entry.getMessage()).contains(report.toUri().getPath()));
  }
}
