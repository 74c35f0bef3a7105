// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.fixture.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports in Chromium. */
class ReportIT {
  private static final String HOSTILE = "<img src=x onerror=document.title='broken'>";

  @TempDir static Path folder;

  private static Program sundog;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    sundog = Program.unpack(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
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
    browser.open(report, 1200, 900, "light");
    assertThat(browser.title()).isEqualTo("Sundog: Emergence");
    assertThat(browser.images()).isEmpty();
    assertThat(browser.text()).contains(HOSTILE);
    browser.everyChartIsDrawn();
    browser.tableSorts(6);
    browser.keysWalkThroughAChart();
    browser.nothingWentWrong(report);
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
      browser.lookAt(report, width, 1000, "light");
    }
    assertThat(browser.title()).isEqualTo("Sundog: comparison of two dumps");
    assertThat(browser.images()).isEmpty();
    assertThat(browser.text())
        .contains(HOSTILE, "Only in the candidate (1)", "Items that got worse");
    browser.tableSorts(6);
    browser.keysWalkThroughAChart();
    browser.nothingWentWrong(report);
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
      browser.lookAt(report, 390, 844, colours);
      browser.lookAt(report, 1280, 1000, colours);
    }
    assertThat(browser.title()).isEqualTo("Sundog: 600 items scored");
    assertThat(browser.images()).isEmpty();
    assertThat(browser.text()).contains(HOSTILE, "By target length", "Calibration");
    assertThat(browser.words())
        .anySatisfy(words -> assertThat(words).startsWith("exact_match, by size: "))
        .anySatisfy(words -> assertThat(words).startsWith("exact_match by target length, "))
        .anySatisfy(words -> assertThat(words).contains("by mass, ECE ", "confidence "));
    browser.tableSorts(3);
    browser.keysWalkThroughAChart();
    browser.nothingWentWrong(report);
  }

  /** Errors of five sizes of two nets, one of hostile name, smoothly smaller with size. */
  @Test
  void inducedCurvesOfHostileFamiliesWork() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String family : List.of(HOSTILE, "autoencoder")) {
      for (int size = 1; size <= 5; size++) {
        for (int item = 0; item < 80; item++) {
          double error = 90 - 12 * size + item * 37 % 80 / 2.0;
          lines.add(
              "{\"id\":\"%d\",\"family\":\"%s\",\"scale\":%d,\"value\":%s}"
                  .formatted(item, family, 1000 << size, error));
        }
      }
    }
    Path dump = Files.write(folder.resolve("errors.jsonl"), lines);
    Path report = report("induced.html", "mirage", "induce", dump.toString(), "--thresholds=6");
    for (String colours : List.of("dark", "light")) {
      browser.lookAt(report, 390, 844, colours);
      browser.lookAt(report, 1280, 1000, colours);
    }
    assertThat(browser.title()).isEqualTo("Sundog: Mirage: induced emergence");
    assertThat(browser.images()).isEmpty();
    assertThat(browser.text()).contains(HOSTILE, "reconstruction");
    assertThat(browser.words())
        .anySatisfy(
            words -> assertThat(words).contains(HOSTILE, "emergence score of reconstruction"));
    browser.tableSorts(6);
    browser.keysWalkThroughAChart();
    browser.nothingWentWrong(report);
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
    Path data = SharedData.require("obsscaling");
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
    Path pythia = report("pythia.html", "mirage", "meta", SharedData.require("pythia").toString());
    Path arithmetic = report("arithmetic.html", "mirage", "arithmetic");
    Path translations = SharedData.require("compare-mt");
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
        browser.lookAt(report, 1280, 1000, colours);
        browser.lookAt(report, 390, 844, colours);
      }
    }
  }

  private static Path report(String name, String... arguments) throws IOException {
    Path report = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--report", report.toString()));
    Program.CommandResult result = sundog.run(folder, all.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return report;
  }
}
