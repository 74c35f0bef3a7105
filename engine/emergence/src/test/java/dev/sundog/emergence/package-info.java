// SPDX-License-Identifier: Apache-2.0
/** Tests of the emergence vocabulary. */
@NullMarked
package dev.sundog.emergence;

import org.jspecify.annotations.NullMarked;
