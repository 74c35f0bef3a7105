// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.sundog.cli.report;

import org.jspecify.annotations.NullMarked;
