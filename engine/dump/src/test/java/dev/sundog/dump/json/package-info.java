// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.dump.json;

import org.jspecify.annotations.NullMarked;
