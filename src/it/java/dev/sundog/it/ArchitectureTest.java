package dev.sundog.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages and modules, and what no class of ours may do. */
class ArchitectureTest {
  private static final String OURS = "dev.sundog.";

  /** Each package and those of ours that it may use. Modules follow: core is the first seven. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("batch", Set.of()),
          entry("text", Set.of()),
          entry("kernel", Set.of("batch")),
          entry("metric", Set.of("batch", "text", "kernel")),
          entry("statistics", Set.of("metric")),
          entry("aggregate", Set.of("batch", "text", "kernel", "metric", "statistics")),
          entry("run", Set.of("batch", "kernel", "metric", "aggregate")),
          entry("dump", Set.of("batch", "text", "kernel", "metric", "aggregate", "run")),
          entry("emergence", Set.of("batch", "kernel", "metric", "aggregate", "run", "statistics")),
          entry(
              "bench",
              Set.of(
                  "batch",
                  "kernel",
                  "metric",
                  "aggregate",
                  "run",
                  "statistics",
                  "dump",
                  "emergence",
                  "cli")),
          entry(
              "cli",
              Set.of(
                  "batch",
                  "text",
                  "kernel",
                  "metric",
                  "aggregate",
                  "run",
                  "statistics",
                  "dump",
                  "emergence")));

  private static final String[] CORE = {
    "dev.sundog.batch..",
    "dev.sundog.text..",
    "dev.sundog.kernel..",
    "dev.sundog.metric..",
    "dev.sundog.aggregate..",
    "dev.sundog.run..",
    "dev.sundog.statistics.."
  };

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("/test/"))
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages("dev.sundog");
  }

  @TestFactory
  Stream<DynamicTest> arrowsPointOneWay() {
    return ARROWS.entrySet().stream()
        .map(arrow -> DynamicTest.dynamicTest(arrow.getKey(), () -> arrow(arrow)));
  }

  private static void arrow(Map.Entry<String, Set<String>> arrow) {
    String self = arrow.getKey();
    String[] others =
        ARROWS.keySet().stream()
            .filter(name -> !name.equals(self) && !arrow.getValue().contains(name))
            .map(name -> OURS + name + "..")
            .toArray(String[]::new);
    if (others.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(OURS + self + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(ours);
    }
  }

  @Test
  void everyClassLivesInAPackageWithArrows() {
    classes()
        .should()
        .resideInAnyPackage(
            ARROWS.keySet().stream().map(name -> OURS + name + "..").toArray(String[]::new))
        .check(ours);
  }

  @Test
  void coreUsesNothingButTheJdkAndAgrona() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(CORE)
                .or(
                    resideInAnyPackage(
                        "java..", "jdk.incubator.vector..", "org.agrona..", "org.jspecify.."))
                .or(describe("primitive arrays", type -> type.getPackageName().isEmpty())))
        .check(ours);
  }

  @Test
  void librariesStayInTheirModule() {
    onlyIn("dump", "net.openhft..", "com.github.luben..", "com.knuddels..", "de.siegmar..");
    onlyIn("cli", "me.tongfei..", "org.jline..");
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sundog.cli..", "dev.sundog.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(ours);
    onlyIn(
        "bench",
        "org.openjdk.jmh..",
        "org.apache.commons..",
        "info.debatty..",
        "org.apache.lucene..",
        "com.google.gwt..");
  }

  private static void onlyIn(String module, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(OURS + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(ours);
  }

  @Test
  void onlyMainEndsTheJvm() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.sundog\\.(cli|bench)\\.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(ours);
  }

  @Test
  void onlyTheProgramAndTheBenchesSpeakToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sundog.cli..", "dev.sundog.bench..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(ours);
  }

  @Test
  void nothingReflects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect..", "sun..", "jdk.internal..")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .check(ours);
  }

  @Test
  void nothingIsSerialized() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .check(ours);
  }

  @Test
  void noStateIsStaticAndMutable() {
    fields().that().areStatic().should().beFinal().check(ours);
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(ours);
  }

  @Test
  void accessorsAreNamedForWhatTheyGive() {
    methods()
        .that()
        .haveRawParameterTypes(new Class<?>[0])
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages("dev.sundog.cli..", "dev.sundog.bench..")
        .should()
        .haveNameNotMatching("get[A-Z].*")
        .allowEmptyShould(true)
        .check(ours);
  }
}
