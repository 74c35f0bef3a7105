// SPDX-License-Identifier: Apache-2.0

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Prepares the libraries of a distribution for class archives. Class files older than Java 6
 * (picocli's) have no stack maps, so the JVM leaves them out of an archive and verifies them slowly
 * at each start: they get the maps and the version of Java 8. The file {@code build.id} names the
 * content of the folder.
 */
final class PrepareLibraries {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final int ID_DIGITS = 16;

  private PrepareLibraries() {}

  /**
   * Rewrites the jars of a folder in place; times of change stay.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws Exception {
    Path libraries = Path.of(args[0]);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> files;
    try (Stream<Path> listed = Files.list(libraries)) {
      files = listed.filter(file -> file.toString().matches(".*\\.(jar|flags)")).sorted().toList();
    }
    try (OutputStream hash = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Path file : files) {
        if (file.toString().endsWith(".jar")) {
          modernize(file);
        }
        hash.write(file.getFileName().toString().getBytes(US_ASCII));
        Files.copy(file, hash);
      }
    }
    String id = HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
    Files.writeString(libraries.resolve("build.id"), id + "\n");
  }

  private static void modernize(Path jar) throws IOException {
    Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
    Map<String, byte[]> byName = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        entries.put(entry, content);
        byName.put(entry.getName(), content);
      }
    }
    if (entries.entrySet().stream().noneMatch(entry -> isOld(entry.getKey(), entry.getValue()))) {
      return;
    }
    ClassFile classes =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> stream(byName, type))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    var modified = Files.getLastModifiedTime(jar);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<ZipEntry, byte[]> entry : entries.entrySet()) {
        ZipEntry copy = new ZipEntry(entry.getKey().getName());
        copy.setTimeLocal(entry.getKey().getTimeLocal());
        out.putNextEntry(copy);
        out.write(
            isOld(entry.getKey(), entry.getValue())
                ? modernized(classes, entry.getValue())
                : entry.getValue());
      }
    }
    Files.setLastModifiedTime(jar, modified);
  }

  private static boolean isOld(ZipEntry entry, byte[] content) {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    int version = Byte.toUnsignedInt(content[6]) << 8 | Byte.toUnsignedInt(content[7]);
    return version < FIRST_WITH_STACK_MAPS;
  }

  private static byte[] modernized(ClassFile classes, byte[] old) {
    ClassModel model = classes.parse(old);
    return classes.transformClass(
        model,
        ClassTransform.dropping(ClassFileVersion.class::isInstance)
            .andThen((builder, element) -> {
              if (element instanceof MethodModel method) {
                builder.transformMethod(
                    method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
              } else {
                builder.with(element);
              }
            })
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }

  private static ByteArrayInputStream stream(Map<String, byte[]> byName, ClassDesc type) {
    String descriptor = type.descriptorString();
    byte[] content = byName.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
    return content == null ? null : new ByteArrayInputStream(content);
  }
}
