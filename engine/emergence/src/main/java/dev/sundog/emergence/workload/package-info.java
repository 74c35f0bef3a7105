// SPDX-License-Identifier: Apache-2.0
/**
 * Seeded items of model families whose true scaling is known: the input of {@code sundog demo} and
 * of tests that need a right answer.
 */
@NullMarked
package dev.sundog.emergence.workload;

import org.jspecify.annotations.NullMarked;
