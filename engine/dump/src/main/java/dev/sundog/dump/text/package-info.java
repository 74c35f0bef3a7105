/** Extraction, normalization and tokenization of a record's texts. */
@NullMarked
package dev.sundog.dump.text;

import org.jspecify.annotations.NullMarked;
