// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.cli.emergence;

import org.jspecify.annotations.NullMarked;
