/**
 * Runs: a source of batches through metrics into a summary, one pass.
 *
 * <p>The workers of a {@link dev.sundog.run.Evaluator} take {@link dev.sundog.run.BatchTask}es from
 * a {@link dev.sundog.run.BatchSource}, one worker at a time. They load them into memory of their
 * own, score them, and add them to aggregates of their own, which are merged at the end; sums are
 * exact, so the summary has the same bits for any number of workers. Per-item output is written in
 * the order of the input.
 */
@NullMarked
package dev.sundog.run;

import org.jspecify.annotations.NullMarked;
