// SPDX-License-Identifier: Apache-2.0
/** Programs that embed a scorer, as tests. */
@NullMarked
package dev.sundog.example;

import org.jspecify.annotations.NullMarked;
