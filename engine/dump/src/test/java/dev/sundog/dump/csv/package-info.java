// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.csv;

import org.jspecify.annotations.NullMarked;
