// SPDX-License-Identifier: Apache-2.0
/** Scenario states and scores of HELM. */
@NullMarked
package dev.sundog.dump.helm;

import org.jspecify.annotations.NullMarked;
