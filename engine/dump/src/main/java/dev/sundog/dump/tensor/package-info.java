// SPDX-License-Identifier: Apache-2.0
/** Tensor files (.npy, safetensors) and the items that their rows of logits become. */
@NullMarked
package dev.sundog.dump.tensor;

import org.jspecify.annotations.NullMarked;
