// SPDX-License-Identifier: Apache-2.0
/** Apache Parquet, read by Hardwood: only the columns that a path selects are decoded. */
@NullMarked
package dev.sundog.dump.parquet;

import org.jspecify.annotations.NullMarked;
