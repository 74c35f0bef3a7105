// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.parity;

import org.jspecify.annotations.NullMarked;
