// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The architecture rules. {@link PlantedViolationTest} shows that each of them can fail. */
final class ArchitectureRules {
  /**
   * A flag of the command line within a text, such as {@code --batch-items}. The JVM's {@code
   * --add-modules} and zstd's {@code --long} are flags that users of the libraries need.
   */
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--(?!add-modules=|long=)[a-z]");

  private static final int MAX_RECORD_COMPONENTS = 8;

  private ArchitectureRules() {}

  /** One part of the project depends only on itself and on the allowed parts. */
  static ArchRule arrow(String root, String self, Set<String> allowed, Set<String> parts) {
    String[] others =
        parts.stream()
            .filter(name -> !name.equals(self) && !allowed.contains(name))
            .map(name -> root + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(root + self + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  /** The packages below some roots form no dependency cycle. */
  static ArchRule noPackageCycles(String... roots) {
    var inside = resideInAnyPackage(roots);
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return inside.test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages of " + String.join(", ", roots);
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** Every class lives in one of the packages. */
  static ArchRule onlyPackages(String... packages) {
    return classes().should().resideInAnyPackage(packages);
  }

  /** No string constant of a class contains a command-line flag. */
  static ArchRule noFlags(String... packages) {
    return classes().that().resideInAnyPackage(packages).should(containNoFlag());
  }

  private static ArchCondition<JavaClass> containNoFlag() {
    return new ArchCondition<>("contain no command-line flag") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (String text : stringsOf(type)) {
          if (FLAG.matcher(text).find()) {
            events.add(violated(type, type.getName() + " has the string \"" + text + "\""));
          }
        }
      }
    };
  }

  /** The string constants of a class file: literals, constants, and parts of concatenations. */
  private static List<String> stringsOf(JavaClass type) {
    List<String> strings = new ArrayList<>();
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      for (var entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof StringEntry text) {
          strings.add(text.stringValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return strings;
  }

  /** The packages depend only on themselves, the JDK, Agrona and JSpecify. */
  static ArchRule onlyTheJdkAndAgrona(String... packages) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages)
                .or(
                    resideInAnyPackage(
                        "java..", "jdk.incubator.vector..", "org.agrona..", "org.jspecify.."))
                .or(describe("primitive arrays", type -> type.getPackageName().isEmpty())));
  }

  /** The libraries are used only in the packages. */
  static ArchRule librariesOnlyIn(List<String> packages, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  /** Only classes whose name matches end the JVM. */
  static ArchRule exitOnlyIn(String names) {
    return noClasses()
        .that()
        .haveNameNotMatching(names)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class);
  }

  /** Only classes of the packages use the standard streams. */
  static ArchRule standardStreamsOnlyIn(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packages).should(ACCESS_STANDARD_STREAMS);
  }

  /** No class uses reflection or the JDK's internals. */
  static ArchRule noReflection() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect..", "sun..", "jdk.internal..")
        .orShould()
        .callMethod(Class.class, "forName", String.class);
  }

  /** No class uses Java serialization. */
  static ArchRule noSerialization() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);
  }

  /** Static fields are final. */
  static ArchRule noMutableStaticField() {
    return fields().that().areStatic().should().beFinal();
  }

  /** No class keeps state for a thread. */
  static ArchRule noThreadLocal() {
    return noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
  }

  /** Accessors are named after the value, without {@code get}. */
  static ArchRule noGetters(String... exempt) {
    return methods()
        .that()
        .haveRawParameterTypes(new Class<?>[0])
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(exempt)
        .should()
        .haveNameNotMatching("get[A-Z].*")
        .allowEmptyShould(true);
  }

  /** A record has at most eight components. */
  static ArchRule narrowRecords() {
    return classes().that().areRecords().should(haveFewComponents());
  }

  private static ArchCondition<JavaClass> haveFewComponents() {
    return new ArchCondition<>("have at most " + MAX_RECORD_COMPONENTS + " components") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long components =
            type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
        if (components > MAX_RECORD_COMPONENTS) {
          events.add(violated(type, type.getName() + " has " + components + " components"));
        }
      }
    };
  }
}
