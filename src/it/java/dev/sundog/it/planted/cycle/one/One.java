// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted.cycle.one;

import dev.sundog.it.planted.cycle.two.Two;

/** One half of a cycle between packages. */
public record One(Two two) {}
