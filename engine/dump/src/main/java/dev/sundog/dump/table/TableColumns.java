package dev.sundog.dump.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which column of a table means what. A role without an entry is the column of the role's own name,
 * where there is one.
 *
 * @param names column by role
 */
public record TableColumns(Map<Role, String> names) {
  /** What a column may mean. */
  public enum Role {
    /** Name of the task. */
    TASK,
    /** Name of the metric. */
    METRIC,
    /** Family of the model. */
    FAMILY,
    /** Size of the model: a number, or 350M, 1.3B. */
    SCALE,
    /** The figure. */
    VALUE,
    /** Items behind it. */
    ITEMS,
    /** Its standard error. */
    STDERR,
    /** true, yes or 1 where smaller figures are better. */
    LOWER_IS_BETTER,
    /** Tokens of every target. */
    LENGTH,
    /** The column that a joined table shares with the first. */
    KEY,
    /**
     * Columns of figures of a wide table, one per task and metric, between bars; an asterisk for
     * all columns that mean nothing else.
     */
    VALUES;

    private static final String NAMES =
        Stream.of(values()).map(Role::column).collect(Collectors.joining("|"));

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The role as the user writes it, and the column it has unless told. */
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
   * Columns from {@code scale=Params,family=Model Family,…}; a comma parts two entries only where a
   * role and an equals sign follow, so that names may hold commas.
   *
   * @throws IllegalArgumentException if an entry has no known role
   */
  public static TableColumns parse(List<String> texts) {
    Map<Role, String> names = new EnumMap<>(Role.class);
    for (String text : texts) {
      for (String part : BETWEEN.split(text, -1)) {
        var entry = ENTRY.matcher(part);
        if (!entry.matches()) {
          throw new IllegalArgumentException(
              "columns: \"" + part + "\" is not ROLE=NAME with a role among " + Role.NAMES);
        }
        names.put(Role.valueOf(entry.group(1).toUpperCase(Locale.ROOT)), entry.group(2));
      }
    }
    return new TableColumns(names);
  }

  /** The column of a role. */
  public String of(Role role) {
    return names.getOrDefault(role, role.column());
  }
}
