// SPDX-License-Identifier: Apache-2.0
/** Tables written as Arrow and Parquet files, a batch of rows at a time. */
@NullMarked
package dev.sundog.dump.export;

import org.jspecify.annotations.NullMarked;
