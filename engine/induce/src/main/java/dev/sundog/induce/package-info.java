// SPDX-License-Identifier: Apache-2.0
/**
 * Small nets trained at several sizes, whose smooth metrics are measured rather than drawn: an
 * autoencoder, a convolutional net, and a causal transformer. {@link dev.sundog.induce.Train}
 * writes what they come to, item by item, as dumps, of which {@code sundog mirage induce} makes
 * sharp curves.
 */
@NullMarked
package dev.sundog.induce;

import org.jspecify.annotations.NullMarked;
