// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles of the columns of a table. A role without an entry belongs to the column of the role's
 * name.
 *
 * @param names name of the column by role
 */
public record TableColumns(Map<Role, String> names) {
  /** The role of a column. */
  public enum Role {
    /** Name of the task. */
    TASK,
    /** Name of the metric. */
    METRIC,
    /** Family of the model. */
    FAMILY,
    /** Size of the model: a number, or 350M, 1.3B; without such a column the size in its name. */
    SCALE,
    /** Name of the model, such as pythia-70m. */
    MODEL,
    /** Value of the metric. */
    VALUE,
    /** Number of items. */
    ITEMS,
    /** Standard error of the value. */
    STDERR,
    /** true, yes or 1 if smaller values are better. */
    LOWER_IS_BETTER,
    /** Tokens of every target. */
    LENGTH,
    /** Column by which a table is joined. */
    KEY,
    /**
     * Columns of values in a wide table, one per task and metric, separated by bars; an asterisk
     * for all columns without another role.
     */
    VALUES;

    private static final String NAMES =
        Stream.of(values()).map(Role::column).collect(Collectors.joining("|"));

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The name of the role, and of its column by default. */
    public String column() {
      return column;
    }
  }

  private static final Pattern ENTRY = Pattern.compile("(" + Role.NAMES + ")=(.*)", Pattern.DOTALL);
  private static final Pattern BETWEEN = Pattern.compile(",(?=(?:" + Role.NAMES + ")=)");

  /** Copies the map. */
  public TableColumns {
    names = Map.copyOf(names);
  }

  /**
   * Parses {@code scale=Params,family=Model Family,…}. A comma separates entries only before a role
   * and an equals sign, so names may hold commas.
   *
   * @throws IllegalArgumentException if an entry does not begin with a role
   */
  public static TableColumns parse(List<String> texts) {
    Map<Role, String> names = new EnumMap<>(Role.class);
    for (String text : texts) {
      for (String part : BETWEEN.split(text, -1)) {
        var entry = ENTRY.matcher(part);
        if (!entry.matches()) {
          throw new IllegalArgumentException(
              "\"" + part + "\" is not ROLE=NAME; roles are " + Role.NAMES);
        }
        names.put(Role.valueOf(entry.group(1).toUpperCase(Locale.ROOT)), entry.group(2));
      }
    }
    return new TableColumns(names);
  }

  /** Name of the column of a role. */
  public String of(Role role) {
    return names.getOrDefault(role, role.column());
  }
}
