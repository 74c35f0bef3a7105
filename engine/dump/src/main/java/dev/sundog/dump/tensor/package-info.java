/** Files of tensors, and the items that rows of logits in them are. */
@NullMarked
package dev.sundog.dump.tensor;

import org.jspecify.annotations.NullMarked;
