// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.statistics;

import org.jspecify.annotations.NullMarked;
