// SPDX-License-Identifier: Apache-2.0
/** NIST's references by time (stm), and words with times (ctm). */
@NullMarked
package dev.sundog.dump.stm;

import org.jspecify.annotations.NullMarked;
