// SPDX-License-Identifier: Apache-2.0
/** Extraction, normalization and tokenization of a record's texts. */
@NullMarked
package dev.sundog.dump.text;

import org.jspecify.annotations.NullMarked;
