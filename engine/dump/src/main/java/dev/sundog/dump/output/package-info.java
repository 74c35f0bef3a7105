// SPDX-License-Identifier: Apache-2.0
/** Files that appear whole or not at all. */
@NullMarked
package dev.sundog.dump.output;

import org.jspecify.annotations.NullMarked;
