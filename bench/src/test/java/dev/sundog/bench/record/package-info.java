// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.bench.record;

import org.jspecify.annotations.NullMarked;
