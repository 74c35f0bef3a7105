// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.Limit;
import dev.sundog.batch.NamesSettings;
import dev.sundog.batch.Setting;
import dev.sundog.dump.spec.Field;
import java.util.Locale;

/** The command line's names of settings, for messages of the library. */
final class Flags {
  private Flags() {}

  /** The flag of a setting, or its name in the Java API if it has none. */
  static String of(Setting setting) {
    return switch (setting) {
      case Limit limit -> of(limit);
      case Field field -> "--" + field.name().toLowerCase(Locale.ROOT).replace('_', '-');
      default -> setting.label();
    };
  }

  private static String of(Limit limit) {
    return switch (limit) {
      case BATCH_ITEMS -> "--limit-batch-items";
      case BATCH_BYTES -> "--limit-batch-bytes";
      case SEQUENCE_TOKENS -> "--limit-sequence-tokens";
      case ITEM_REFERENCES -> "--limit-references";
      case GROUPS -> "--limit-groups";
      case KEPT_BYTES -> "--limit-kept-bytes";
      case RECORD_BYTES -> "--limit-record-bytes";
      case INFLATED_BYTES -> "--limit-inflated-bytes";
      case INFLATE_RATIO -> "--limit-inflate-ratio";
    };
  }

  /** An exception's message with flags in it; its class name if it has no message. */
  static String message(Throwable thrown) {
    String message =
        thrown instanceof NamesSettings named ? named.message(Flags::of) : thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
