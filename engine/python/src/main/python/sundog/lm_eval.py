# SPDX-License-Identifier: Apache-2.0
"""Metrics for lm-evaluation-harness.

A task names them in its YAML file; the aggregation scores the whole task in one call::

    metric_list:
      - metric: !function sundog.lm_eval.pair
        aggregation: !function sundog.lm_eval.token_error_rate
        higher_is_better: false

``!function`` needs a module beside the task. Put one line into ``utils.py`` there, ``from sundog.lm_eval import *``, and write
``!function utils.token_error_rate``.

``python -m sundog.lm_eval OUTPUT [OPTION...]`` scores saved samples again: ``sundog score`` on the folder or files.
"""

from __future__ import annotations

import sys

import sundog

__all__ = [
    "pair",
    "exact_match",
    "token_accuracy",
    "token_edit_distance",
    "token_edit_distance_stderr",
    "token_error_rate",
    "token_error_rate_stderr",
    "edit_similarity",
    "edit_similarity_stderr",
    "exact_match_stderr",
    "rouge_l",
]


def pair(references, predictions, **_):
    """The pair itself, for an aggregation that scores all of them."""
    return references[0], predictions[0]


pair.__name__ = "pair"


def aggregation(metric: str, figure: str = "mean", **options):
    """An aggregation of lm-eval: a figure of a metric over the whole task.

    Parameters
    ----------
    metric : str
        Name of the metric.
    figure : str
        A figure of the summary: ``mean``, ``stderr``, ``low``, ``high``.
    **options
        Options of :func:`sundog.score`, such as ``tokenizer``.
    """

    def aggregate(pairs) -> float:
        references, predictions = zip(*pairs)
        result = sundog.score(list(predictions), list(references), metrics=[metric], **options)
        value = result.summary["groups"][0]["metrics"][metric][figure]
        return float("nan") if value is None else value

    aggregate.__name__ = metric if figure == "mean" else f"{metric}_{figure}"
    aggregate.__doc__ = f"The {figure} of {metric} over all pairs."
    return aggregate


exact_match = aggregation("text_exact_match")
exact_match_stderr = aggregation("text_exact_match", "stderr")
token_accuracy = aggregation("token_accuracy")
token_edit_distance = aggregation("token_edit_distance")
token_edit_distance_stderr = aggregation("token_edit_distance", "stderr")
token_error_rate = aggregation("token_error_rate")
token_error_rate_stderr = aggregation("token_error_rate", "stderr")
edit_similarity = aggregation("edit_similarity")
edit_similarity_stderr = aggregation("edit_similarity", "stderr")
rouge_l = aggregation("rouge_l")


def rescore(files, **options):
    """Score saved samples again: :func:`sundog.score_file` with options such as ``filter`` and ``by``."""
    return sundog.score_file(files, **options)


if __name__ == "__main__":
    print(sundog.run("score", *sys.argv[1:]), end="")
