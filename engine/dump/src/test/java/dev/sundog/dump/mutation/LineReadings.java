// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Readings of tables by FastCSV, and of lines by regular expressions. */
final class LineReadings {
  static final Pattern KALDI =
      Pattern.compile("(?<id>[^ \\t\\r]+)[ \\t\\r]*(?<text>.*)", Pattern.DOTALL);
  static final Pattern TRN = Pattern.compile("(?<text>.*)\\((?<id>[^(]*)\\)", Pattern.DOTALL);

  private LineReadings() {}

  static @Nullable List<Reading> table(String file, char separator) {
    List<Reading> readings = new ArrayList<>();
    boolean returns = file.replace("\r\n", "\n").indexOf('\r') >= 0;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false).ofCsvRecord(file)) {
      List<String> names = null;
      for (CsvRecord row : rows) {
        List<String> fields = row.getFields();
        if (names == null) {
          names = fields.stream().map(String::strip).toList();
          continue;
        }
        readings.add(
            returns || fields.size() != names.size() ? Reading.UNKNOWN : row(names, fields));
      }
    } catch (CsvParseException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return readings;
  }

  private static Reading row(List<String> names, List<String> fields) {
    int prediction = names.indexOf("prediction");
    List<List<?>> references = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      String field = fields.get(column);
      boolean read = column == prediction || names.get(column).equals("reference");
      if (read && (field.isEmpty() || field.startsWith("["))) {
        return Reading.UNKNOWN;
      }
      if (names.get(column).equals("reference")) {
        references.add(Reading.words(field));
      }
    }
    return prediction < 0
        ? Reading.UNKNOWN
        : new Reading(Reading.words(fields.get(prediction)), references, true);
  }

  static List<String> linesOf(String file) {
    List<String> lines = new ArrayList<>(List.of(file.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  static @Nullable List<Reading> text(String predictions, String references) {
    List<String> found = linesOf(predictions);
    List<String> wanted = linesOf(references);
    if (found.size() != wanted.size()) {
      return null;
    }
    List<Reading> readings = new ArrayList<>();
    for (int line = 0; line < found.size(); line++) {
      readings.add(
          new Reading(
              Reading.words(found.get(line)), List.of(Reading.words(wanted.get(line))), true));
    }
    return readings;
  }

  static @Nullable List<Reading> joined(
      String predictions, String references, Pattern style, boolean foldCase) {
    Map<String, String> found = byId(predictions, style, foldCase);
    Map<String, String> wanted = byId(references, style, foldCase);
    if (found == null || wanted == null || !wanted.keySet().containsAll(found.keySet())) {
      return null;
    }
    List<Reading> readings = new ArrayList<>();
    wanted.forEach((id, text) -> {
      String prediction = found.get(id);
      readings.add(
          new Reading(
              prediction == null ? null : Reading.words(prediction),
              List.of(Reading.words(text)),
              true));
    });
    return readings;
  }

  private static @Nullable Map<String, String> byId(String file, Pattern style, boolean foldCase) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : linesOf(file)) {
      String stripped = line.replaceAll("^[ \\t\\r]+|[ \\t\\r]+$", "");
      if (stripped.isEmpty() || (foldCase && stripped.startsWith(";;"))) {
        continue;
      }
      Matcher parts = style.matcher(stripped);
      if (!parts.matches()) {
        return null;
      }
      String id = parts.group("id").strip();
      if (texts.put(foldCase ? id.toLowerCase(Locale.ROOT) : id, parts.group("text")) != null) {
        return null;
      }
    }
    return texts;
  }

  /** Words of a ctm file by the segments of a sound stm file. */
  static @Nullable List<Reading> timed(String words, String segments) {
    List<String[]> all = new ArrayList<>();
    for (String line : linesOf(segments)) {
      all.add(line.split(" ", 6));
    }
    List<String[]> sorted = new ArrayList<>();
    for (String line : linesOf(words)) {
      String[] word = line.strip().split("[ \\t\\r]+", -1);
      if (word[0].isEmpty() || word[0].startsWith(";;")) {
        continue;
      }
      if (word.length < 5) {
        return null;
      }
      sorted.add(word);
    }
    sorted.sort(Comparator.comparingDouble(word -> Double.parseDouble(word[2])));
    List<List<String>> found = new ArrayList<>();
    all.forEach(segment -> found.add(new ArrayList<>()));
    Map<String, Integer> reached = new HashMap<>();
    for (String[] word : sorted) {
      double midpoint = Double.parseDouble(word[2]) + Double.parseDouble(word[3]) / 2;
      String channel = word[0] + " " + word[1];
      int own = -1;
      for (int index = 0; index < all.size(); index++) {
        String[] segment = all.get(index);
        boolean same = channel.equals(segment[0] + " " + segment[1]);
        boolean passed = index < reached.getOrDefault(channel, 0);
        boolean before = own >= 0 && midpoint < Double.parseDouble(all.get(own)[4]);
        own = same && !passed && !before ? index : own;
      }
      if (own < 0) {
        return null;
      }
      reached.put(channel, own);
      found.get(own).add(word[4]);
    }
    List<Reading> readings = new ArrayList<>();
    for (int index = 0; index < all.size(); index++) {
      List<String> prediction = found.get(index);
      String text = all.get(index)[5].replaceFirst("^<[^>]*> ", "");
      readings.add(
          new Reading(
              Reading.words(String.join(" ", prediction)), List.of(Reading.words(text)), true));
    }
    return readings;
  }
}
