// SPDX-License-Identifier: Apache-2.0
/** Plain text: files whose lines belong together by number, and transcripts joined by utterance. */
@NullMarked
package dev.sundog.dump.lines;

import org.jspecify.annotations.NullMarked;
