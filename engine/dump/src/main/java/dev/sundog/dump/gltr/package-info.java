// SPDX-License-Identifier: Apache-2.0
/** Analyses of GLTR. */
@NullMarked
package dev.sundog.dump.gltr;

import org.jspecify.annotations.NullMarked;
