// SPDX-License-Identifier: Apache-2.0
/** The interface of a dump's format, and of the source it opens. */
@NullMarked
package dev.sundog.dump.format;

import org.jspecify.annotations.NullMarked;
