// SPDX-License-Identifier: Apache-2.0
/**
 * Normal forms of texts ({@link dev.sundog.text.Normalizer}), lookup of values by user-facing names
 * ({@link dev.sundog.text.Named}), and JSON output ({@link dev.sundog.text.JsonWriter}).
 */
@NullMarked
package dev.sundog.text;

import org.jspecify.annotations.NullMarked;
