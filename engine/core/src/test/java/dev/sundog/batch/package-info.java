// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.batch;

import org.jspecify.annotations.NullMarked;
