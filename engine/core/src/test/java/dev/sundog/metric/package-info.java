// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.metric;

import org.jspecify.annotations.NullMarked;
