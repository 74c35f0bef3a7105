// SPDX-License-Identifier: Apache-2.0
/** Outputs of vLLM. */
@NullMarked
package dev.sundog.dump.vllm;

import org.jspecify.annotations.NullMarked;
