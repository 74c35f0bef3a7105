// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.NamesSettings;
import dev.sundog.batch.Setting;
import dev.sundog.dump.spec.Field;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** The client's names of settings and errors. */
final class Names {
  private Names() {}

  /** The option of a setting, or its name in the Java API if it has none. */
  static String of(Setting setting) {
    return switch (setting) {
      case Limit limit when limit == Limit.ITEM_REFERENCES -> "limit_references";
      case Limit limit -> "limit_" + limit.name().toLowerCase(Locale.ROOT);
      case Field field -> field.name().toLowerCase(Locale.ROOT);
      default -> setting.label();
    };
  }

  /** An error: kind, message, source, record and offset. */
  static List<String> of(Throwable thrown) {
    String kind =
        switch (thrown) {
          case MalformedDumpException e -> "malformed";
          case LimitExceededException e -> "limit";
          case CancellationException e -> "cancelled";
          case IllegalArgumentException e -> "value";
          case OutOfMemoryError e -> "memory";
          default -> "internal";
        };
    String text =
        thrown instanceof NamesSettings named ? named.message(Names::of) : thrown.getMessage();
    String message = text == null || kind.equals("internal") ? thrown.toString() : text;
    return thrown instanceof MalformedDumpException e
        ? List.of(kind, message, e.source(), "" + e.record(), "" + e.offset())
        : List.of(kind, message, "", "0", "-1");
  }
}
