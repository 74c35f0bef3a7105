// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted.cycle.two;

import dev.sundog.it.planted.cycle.one.One;

/** The other half of a cycle between packages. */
public record Two(Class<One> one) {}
