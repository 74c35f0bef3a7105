// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.bench.suite;

import org.jspecify.annotations.NullMarked;
