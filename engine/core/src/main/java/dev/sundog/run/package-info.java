// SPDX-License-Identifier: Apache-2.0
/**
 * Runs: one pass from a source of batches through metrics to a summary.
 *
 * <p>The workers of an {@link dev.sundog.run.Evaluator} take {@link dev.sundog.run.BatchTask}s from
 * a {@link dev.sundog.run.BatchSource}, one worker at a time. Each worker loads its tasks with the
 * objects of its {@link dev.sundog.run.WorkerContext}, scores the batches, and adds the scores to
 * its own aggregates, which are merged at the end. Sums are exact, so the summary has the same bits
 * for any number of workers. Per-item output is written in the order of the input.
 */
@NullMarked
package dev.sundog.run;

import org.jspecify.annotations.NullMarked;
