// SPDX-License-Identifier: Apache-2.0
/** Results of benchmarks, independent of the tool that measured them. */
@NullMarked
package dev.sundog.perf.result;

import org.jspecify.annotations.NullMarked;
