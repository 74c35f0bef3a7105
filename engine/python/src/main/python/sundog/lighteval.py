# SPDX-License-Identifier: Apache-2.0
"""Metrics for Lighteval: ``sundog.lighteval.metric("token_error_rate")`` in a task's list of metrics."""

from __future__ import annotations

import numpy as np
from lighteval.metrics.metrics_sample import SampleLevelComputation
from lighteval.metrics.utils.metric_utils import SampleLevelMetric
from lighteval.tasks.requests import SamplingMethod

import sundog


class Scores(SampleLevelComputation):
    """Scores of a Sundog metric for a whole task in one call.

    Parameters
    ----------
    name : str
        Name of the metric.
    **options
        Options of :func:`sundog.score`, such as ``tokenizer``.
    """

    def __init__(self, name: str, **options):
        self.name = name
        self.options = options

    def compute(self, responses=None, docs=None, model_response=None, doc=None, **_):
        """Scores of all documents; or of one."""
        if responses is None:
            return self.compute([model_response], [doc])[0]
        predictions = [response.final_text[0] for response in responses]
        references = [list(doc.get_golds()) for doc in docs]
        return sundog.score(predictions, references, metrics=[self.name], **self.options)[self.name].tolist()


def metric(name: str, higher_is_better: bool | None = None, **options) -> SampleLevelMetric:
    """A metric of Lighteval whose values are those of a Sundog metric.

    Parameters
    ----------
    name : str
        Name of the metric.
    higher_is_better : bool, optional
        Default: false for distances and error rates.
    **options
        Options of :func:`sundog.score`, such as ``tokenizer``.
    """
    if higher_is_better is None:
        higher_is_better = not name.endswith(("distance", "rate"))
    return SampleLevelMetric(
        metric_name=name,
        higher_is_better=higher_is_better,
        category=SamplingMethod.GENERATIVE,
        sample_level_fn=Scores(name, **options),
        corpus_level_fn=np.nanmean,
        batched_compute=True,
    )
