// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.text;

import org.jspecify.annotations.NullMarked;
