// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.aggregate;

import org.jspecify.annotations.NullMarked;
