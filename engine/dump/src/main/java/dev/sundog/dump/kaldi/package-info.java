// SPDX-License-Identifier: Apache-2.0
/** Kaldi's tables of transcripts. */
@NullMarked
package dev.sundog.dump.kaldi;

import org.jspecify.annotations.NullMarked;
