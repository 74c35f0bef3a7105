// SPDX-License-Identifier: Apache-2.0
/** Tests of the trained nets. */
@NullMarked
package dev.sundog.induce;

import org.jspecify.annotations.NullMarked;
