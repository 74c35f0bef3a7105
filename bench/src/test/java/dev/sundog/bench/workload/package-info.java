// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.bench.workload;

import org.jspecify.annotations.NullMarked;
