// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.kernel;

import org.jspecify.annotations.NullMarked;
