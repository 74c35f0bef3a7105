// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

/** JVM flags of benchmark forks, which read neither the manifest nor the launcher's flags. */
final class Forks {
  static final String VECTORS = "--add-modules=jdk.incubator.vector";
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
  static final String AGRONA = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
  static final String CHRONICLE_UNSAFE = "--sun-misc-unsafe-memory-access=allow";
  static final String CHRONICLE_CHANNELS = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
  static final String CHRONICLE_REFLECTION = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED";
  static final String CHRONICLE_CLEANING = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";

  private Forks() {}
}
