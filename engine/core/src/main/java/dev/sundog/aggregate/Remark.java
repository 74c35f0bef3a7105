// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

/**
 * A fact about a run that changes what its figures mean.
 *
 * @param name its kind, such as {@code left_out_tokens}
 * @param count how often it occurred
 * @param text the fact in a sentence
 */
public record Remark(String name, long count, String text) {}
