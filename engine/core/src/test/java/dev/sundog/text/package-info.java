// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.text;

import org.jspecify.annotations.NullMarked;
