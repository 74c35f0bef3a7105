// SPDX-License-Identifier: Apache-2.0
/** Classes that break an architecture rule, to show that the rule fails. */
@NullMarked
package dev.sundog.it.planted.cycle.two;

import org.jspecify.annotations.NullMarked;
