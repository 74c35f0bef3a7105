// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted.arrow.high;

/** Target of a dependency against the arrow. */
public record High() {}
