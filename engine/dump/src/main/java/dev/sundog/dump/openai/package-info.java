// SPDX-License-Identifier: Apache-2.0
/** Results of OpenAI's batch API. */
@NullMarked
package dev.sundog.dump.openai;

import org.jspecify.annotations.NullMarked;
