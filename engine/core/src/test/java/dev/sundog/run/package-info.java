// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.run;

import org.jspecify.annotations.NullMarked;
