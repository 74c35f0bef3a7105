// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

import picocli.CommandLine;

/** Uses a library of another module. */
record Library(CommandLine commandLine) {}
