// SPDX-License-Identifier: Apache-2.0
/**
 * The server of the Python package: a process of its own that scores columns which its clients send
 * over a Unix socket. {@code src/site/protocol.md} describes the messages.
 */
@NullMarked
package dev.sundog.python;

import org.jspecify.annotations.NullMarked;
