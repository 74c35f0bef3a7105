// SPDX-License-Identifier: Apache-2.0
/** Sample files of lm-evaluation-harness. */
@NullMarked
package dev.sundog.dump.lmeval;

import org.jspecify.annotations.NullMarked;
