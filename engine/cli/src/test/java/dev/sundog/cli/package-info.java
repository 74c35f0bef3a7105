// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.cli;

import org.jspecify.annotations.NullMarked;
