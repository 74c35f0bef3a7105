# SPDX-License-Identifier: Apache-2.0
"""A metric of torchmetrics: texts or ids are collected, and scored in one call of ``compute``."""

from __future__ import annotations

import torch
import torchmetrics

import sundog


class Sundog(torchmetrics.Metric):
    """Mean of a Sundog metric over all pairs that were added.

    Parameters
    ----------
    metric : str
        Name of the metric.
    **options
        Options of :func:`sundog.score`, such as ``tokenizer``; others go to ``torchmetrics.Metric``.

    Examples
    --------
    >>> rate = Sundog("token_error_rate")  # doctest: +SKIP
    >>> rate.update(["a b c"], ["a b d"])  # doctest: +SKIP
    >>> rate.compute()  # doctest: +SKIP
    tensor(0.3333, dtype=torch.float64)
    """

    full_state_update = False
    is_differentiable = False

    def __init__(self, metric: str, tokenizer=None, normalize=None, extract=None, **options):
        super().__init__(**options)
        self._metric = metric
        self._options = {"tokenizer": tokenizer, "normalize": normalize, "extract": extract}
        for side in ("predictions", "references"):
            self.add_state(side, [], dist_reduce_fx="cat")
            self.add_state(side + "_lengths", [], dist_reduce_fx="cat")
        self._texts = None

    def update(self, predictions, references) -> None:
        """Add pairs: texts, lists of ids, or tensors of ids."""
        for side, values in (("predictions", predictions), ("references", references)):
            values = [values] if isinstance(values, str) else list(values)
            for value in values:
                if self._texts is None:
                    self._texts = isinstance(value, str)
                ids = list(value.encode()) if isinstance(value, str) else value
                ids = torch.as_tensor(ids, dtype=torch.int64, device=self.device)
                getattr(self, side).append(ids.reshape(-1))
                getattr(self, side + "_lengths").append(torch.tensor([ids.numel()], device=self.device))

    def compute(self) -> torch.Tensor:
        """The mean of the metric; NaN without pairs."""
        sides = [self._side(side) for side in ("predictions", "references")]
        if not len(sides[0]):
            return torch.tensor(float("nan"), dtype=torch.float64)
        options = {name: value for name, value in self._options.items() if value is not None}
        result = sundog.score(*sides, metrics=[self._metric], **options)
        return torch.tensor(result.mean(self._metric), dtype=torch.float64)

    def _side(self, side):
        """A column; the states are lists, or one tensor after processes were reduced."""
        cat = lambda state: torch.cat(state) if isinstance(state, list) and state else state
        values, lengths = cat(getattr(self, side)), cat(getattr(self, side + "_lengths"))
        if not len(lengths):
            return []
        parts = torch.split(values.cpu(), lengths.cpu().tolist())
        if self._texts:
            return [bytes(part.tolist()).decode() for part in parts]
        return [part.numpy() for part in parts]
