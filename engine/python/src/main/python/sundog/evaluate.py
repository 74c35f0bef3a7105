# SPDX-License-Identifier: Apache-2.0
"""A metric of Hugging Face evaluate: ``sundog.evaluate.Sundog(metrics=[...]).compute(predictions=..., references=...)``."""

from __future__ import annotations

import datasets
import evaluate

import sundog


class Sundog(evaluate.Metric):
    """Scores texts, or lists of ids if ``ids`` is true.

    ``compute`` takes the options of :func:`sundog.score` and returns the mean of every metric.

    Parameters
    ----------
    metrics : list of str
        Names of metrics.
    ids : bool
        Whether predictions and references are lists of ids.
    """

    def __init__(self, metrics=("token_error_rate", "exact_match"), ids: bool = False, **kwargs):
        self._metrics = list(metrics)
        self._ids = ids
        super().__init__(**kwargs)

    def _info(self):
        value = datasets.Sequence(datasets.Value("int64")) if self._ids else datasets.Value("string")
        return evaluate.MetricInfo(
            description="Metrics of Sundog: exact, the same for any number of threads.",
            citation="",
            inputs_description="predictions and references: texts, or lists of ids",
            features=datasets.Features({"predictions": value, "references": value}),
            homepage="https://sundog.dev",
        )

    def _compute(self, predictions, references, **options):
        result = sundog.score(predictions, references, metrics=self._metrics, **options)
        return {metric: result.mean(metric) for metric in result.metrics}
