// SPDX-License-Identifier: Apache-2.0
/** Readers and writers of dumps of model outputs. */
@NullMarked
package dev.sundog.dump;

import org.jspecify.annotations.NullMarked;
