// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted.arrow.low;

import dev.sundog.it.planted.arrow.high.High;

/** Depends against the arrow. */
public record Low(High high) {}
