// SPDX-License-Identifier: Apache-2.0
/** How a dump is read: paths of its fields, options, limits. */
@NullMarked
package dev.sundog.dump.spec;

import org.jspecify.annotations.NullMarked;
