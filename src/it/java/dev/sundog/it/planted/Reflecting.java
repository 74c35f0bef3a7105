// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

import java.lang.reflect.Method;

/** Uses reflection. */
record Reflecting(Method method) {}
