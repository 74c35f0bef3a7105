# SPDX-License-Identifier: Apache-2.0
"""A scorer and metrics for Inspect: ``Task(..., scorer=sundog.inspect.sundog_scorer())``."""

from __future__ import annotations

from inspect_ai.scorer import Metric, SampleScore, Score, Target, metric, scorer

import sundog


@metric
def sundog_mean(name: str = "token_error_rate", tokenizer: str | None = None) -> Metric:
    """Mean of a Sundog metric over the whole task, in one call.

    Parameters
    ----------
    name : str
        Name of the metric.
    tokenizer : str, optional
        How texts become tokens.
    """
    return _figure(name, tokenizer, "mean")


@metric
def sundog_stderr(name: str = "token_error_rate", tokenizer: str | None = None) -> Metric:
    """Standard error of a Sundog metric over the whole task."""
    return _figure(name, tokenizer, "stderr")


def _figure(name, tokenizer, figure) -> Metric:
    def compute(scores: list[SampleScore]) -> float:
        answers = [sample.score.answer for sample in scores]
        targets = [sample.score.metadata["targets"] for sample in scores]
        result = sundog.score(answers, targets, metrics=[name], tokenizer=tokenizer)
        value = result.summary["groups"][0]["metrics"][name][figure]
        return float("nan") if value is None else value

    return compute


@scorer(metrics=[sundog_mean(), sundog_stderr()])
def sundog_scorer(name: str = "token_error_rate", tokenizer: str | None = None):
    """Scores every sample with a Sundog metric; keeps answer and targets for the metrics of the task.

    Parameters
    ----------
    name : str
        Name of the metric of single samples.
    tokenizer : str, optional
        How texts become tokens.
    """

    async def score(state, target: Target) -> Score:
        answer, targets = state.output.completion, list(target)
        result = sundog.score([answer], [targets], metrics=[name], tokenizer=tokenizer)
        return Score(value=float(result[name][0]), answer=answer, metadata={"targets": targets})

    return score
