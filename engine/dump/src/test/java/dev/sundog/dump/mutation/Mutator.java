// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes one to three changes in a file: of its tokens, its lines, or its bytes. */
final class Mutator {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\\n]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?|true|false|null|\\w+|[^\\s\\w]");

  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"a\"",
          "\"1\"",
          "\"\\ud83d\"",
          "\"\\u00e9 \\n\"",
          "\"b\u00a0c\"",
          "0",
          "-0",
          "01",
          "1.5",
          "1e999",
          "-9999",
          "NaN",
          "-Infinity",
          "2147483648",
          "99999999999999999999",
          "[]",
          "[[]]",
          "{}",
          "[1,2]",
          "[null]",
          ",",
          ":",
          "]",
          "}",
          "\"",
          "\\",
          "\n",
          "\r\n",
          "\t",
          "");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** A changed copy. */
  byte[] mutate(byte[] sound) {
    byte[] mutant = sound;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      mutant =
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> token(mutant);
            case 4 -> moveToken(mutant);
            case 5, 6 -> line(mutant);
            default -> bytes(mutant);
          };
    }
    return mutant;
  }

  /** Replaces a token, deletes it, or writes it twice. */
  private byte[] token(byte[] file) {
    String text = new String(file, UTF_8);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return file;
    }
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    String other =
        switch (random.nextInt(4)) {
          case 0 -> token.group() + token.group();
          case 1 -> tokens.get(random.nextInt(tokens.size())).group();
          default -> TOKENS.get(random.nextInt(TOKENS.size()));
        };
    return (text.substring(0, token.start()) + other + text.substring(token.end())).getBytes(UTF_8);
  }

  /** Moves a token to another place. */
  private byte[] moveToken(byte[] file) {
    String text = new String(file, UTF_8);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return file;
    }
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    String rest = text.substring(0, token.start()) + text.substring(token.end());
    int at = random.nextInt(rest.length() + 1);
    return (rest.substring(0, at) + token.group() + rest.substring(at)).getBytes(UTF_8);
  }

  /** Deletes a line, writes it twice, or joins it to the next. */
  private byte[] line(byte[] file) {
    String text = new String(file, UTF_8);
    String[] lines = text.split("(?<=\n)", -1);
    int at = random.nextInt(lines.length);
    String line = lines[at];
    lines[at] =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> line + line;
          case 2 -> line.replace("\n", "");
          default -> " \n" + line;
        };
    return String.join("", lines).getBytes(UTF_8);
  }

  /** Changes, deletes or inserts bytes, or cuts the file. */
  private byte[] bytes(byte[] file) {
    if (file.length == 0) {
      return file;
    }
    int at = random.nextInt(file.length);
    int kind = random.nextInt(8);
    int deleted = kind < 3 ? 0 : kind < 6 ? 1 : kind == 6 ? random.nextInt(file.length - at) : 1;
    ByteArrayOutputStream mutant = new ByteArrayOutputStream();
    mutant.write(file, 0, at);
    if (kind < 3) {
      mutant.write(
          random.nextBoolean() ? random.nextInt(256) : "{}[]\",:\\ \n".charAt(random.nextInt(10)));
    } else if (kind < 6) {
      mutant.write(file[at] ^ (1 << random.nextInt(8)));
    }
    mutant.write(file, at + deleted, file.length - at - deleted);
    byte[] whole = mutant.toByteArray();
    return random.nextInt(20) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length + 1)) : whole;
  }
}
