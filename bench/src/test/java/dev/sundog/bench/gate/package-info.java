// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.bench.gate;

import org.jspecify.annotations.NullMarked;
