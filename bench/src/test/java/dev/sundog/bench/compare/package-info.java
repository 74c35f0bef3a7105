// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.bench.compare;

import org.jspecify.annotations.NullMarked;
