// SPDX-License-Identifier: Apache-2.0
/** Tests of the seeded workloads. */
@NullMarked
package dev.sundog.emergence.workload;

import org.jspecify.annotations.NullMarked;
