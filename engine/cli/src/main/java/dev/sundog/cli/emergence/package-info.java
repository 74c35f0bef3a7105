// SPDX-License-Identifier: Apache-2.0
/** Scaling curves of dumps and tables, and their output: summaries, tables, charts. */
@NullMarked
package dev.sundog.cli.emergence;

import org.jspecify.annotations.NullMarked;
