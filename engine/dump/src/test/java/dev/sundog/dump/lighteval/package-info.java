// SPDX-License-Identifier: Apache-2.0
/** Tests of details of lighteval. */
@NullMarked
package dev.sundog.dump.lighteval;

import org.jspecify.annotations.NullMarked;
