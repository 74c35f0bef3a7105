# SPDX-License-Identifier: Apache-2.0
"""Results as Python objects."""

from __future__ import annotations

import enum
import html

import numpy as np


class Status(enum.IntEnum):
    """Whether an item was scored, and why not."""

    SCORED = 0
    SKIPPED_EMPTY = 1
    SKIPPED_NON_FINITE = 2
    SKIPPED_NO_REFERENCE = 3
    SKIPPED_NO_TEXT = 4
    SKIPPED_NO_LOGPROBS = 5
    SKIPPED_NO_CHOICES = 6
    SKIPPED_NO_LOGITS = 7


class Result:
    """Scores of every item, with their summary.

    Attributes
    ----------
    summary : dict
        The summary as ``sundog score --summary`` writes it: groups with mean, standard error and interval per metric.
    metrics : list of str
        Names of the metrics of single items.
    messages : list of str
        What the program reported; empty for data in memory.
    """

    def __init__(self, metrics, values, statuses, summary, report=None, messages=()):
        self.metrics = list(metrics)
        self._values = dict(zip(self.metrics, values))
        self._statuses = dict(zip(self.metrics, statuses))
        self.summary = summary
        self.messages = list(messages)
        self._report = report

    def __getitem__(self, metric: str) -> np.ndarray:
        """Values of a metric, float64; NaN where an item was not scored."""
        return self._of(self._values, metric)

    def status(self, metric: str) -> np.ndarray:
        """Codes of :class:`Status`, uint8."""
        return self._of(self._statuses, metric)

    def _of(self, columns, metric):
        try:
            return columns[metric]
        except KeyError:
            have = ", ".join(self.metrics) or "none: score_file keeps the scores of items with items=True"
            raise KeyError(f"no scores of {metric}; there are {have}") from None

    def __len__(self) -> int:
        return self.summary["items"]

    def mean(self, metric: str) -> float:
        """Value of a metric over all items: of the corpus for ratios such as ``token_error_rate``.

        Raises
        ------
        ValueError
            If the result has groups; see ``summary``.
        """
        if len(self.summary["groups"]) != 1:
            raise ValueError("the result has groups: take the mean of one from summary['groups']")
        try:
            mean = self.summary["groups"][0]["metrics"][metric]["mean"]
        except KeyError:
            raise KeyError(f"no metric {metric}; there are {', '.join(self.summary['groups'][0]['metrics'])}") from None
        return float("nan") if mean is None else mean

    def _columns(self):
        for metric in self.metrics:
            yield metric, self._values[metric], self._statuses[metric]

    def to_arrow(self):
        """A pyarrow Table: value and dictionary-encoded status of every metric; a value that is missing is null."""
        import pyarrow as pa

        names = pa.array([status.name for status in Status])
        table = {}
        for metric, values, statuses in self._columns():
            table[metric] = pa.array(values, mask=np.isnan(values))
            table[metric + "_status"] = pa.DictionaryArray.from_arrays(pa.array(statuses.astype(np.int8)), names)
        return pa.table(table)

    def to_pandas(self):
        """A pandas DataFrame: value and status (a category) of every metric."""
        import pandas as pd

        names = [status.name for status in Status]
        table = {}
        for metric, values, statuses in self._columns():
            table[metric] = values
            table[metric + "_status"] = pd.Categorical.from_codes(statuses.astype(np.int8), names)
        return pd.DataFrame(table)

    def to_polars(self):
        """A polars DataFrame: value and status (a category) of every metric."""
        import polars as pl

        names = np.array([status.name for status in Status])
        table = {}
        for metric, values, statuses in self._columns():
            table[metric] = pl.Series(values, nan_to_null=True)
            table[metric + "_status"] = pl.Series(names[statuses]).cast(pl.Categorical)
        return pl.DataFrame(table)

    def report(self, file) -> None:
        """Write the report of ``sundog score --report``: one HTML file that loads nothing from a network."""
        if self._report is None:
            raise ValueError("this result has no report: pass report=FILE to the function that made it")
        self._report(file)

    def _rows(self):
        for group in self.summary["groups"]:
            key = ", ".join(f"{name}={value}" for name, value in group["key"].items())
            for metric, one in group["metrics"].items():
                skipped = sum(one["skipped"].values())
                yield key, metric, *(_figure(one[name]) for name in ("mean", "low", "high")), str(one["scored"]), str(skipped)

    def _table(self):
        rows = [("group", "metric", "mean", "low", "high", "scored", "not scored"), *self._rows()]
        return [row[1:] for row in rows] if all(not row[0] for row in rows[1:]) else rows

    def __repr__(self) -> str:
        rows = self._table()
        widths = [max(map(len, cells)) for cells in zip(*rows)]
        text = 1 if rows[0][0] == "metric" else 2
        lines = ("  ".join(c.ljust(w) if i < text else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))) for row in rows)
        return f"{len(self)} items\n" + "\n".join(line.rstrip() for line in lines)

    def _repr_html_(self) -> str:
        head, *rows = self._table()
        cells = lambda row, tag: "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
        return f"<table><caption>{len(self)} items</caption><thead><tr>{cells(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"


def _figure(value) -> str:
    return "-" if value is None else f"{value:.6g}"


class Comparison:
    """Paired differences of two dumps.

    Attributes
    ----------
    summary : dict
        What ``sundog compare --summary`` writes.
    passed : bool
        Whether no condition of ``fail_if`` held.
    """

    def __init__(self, summary, text, passed, messages):
        self.summary = summary
        self.passed = passed
        self.messages = messages
        self._text = text

    def __getitem__(self, metric: str) -> dict:
        """The difference of a metric; of the first group if there are several."""
        for one in self.summary["comparisons"]:
            if one["metric"] == metric:
                return one
        raise KeyError(metric)

    def __repr__(self) -> str:
        return self._text.rstrip()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._text)}</pre>"


class Emergence:
    """Whether a jump comes from the model or from the metric.

    Attributes
    ----------
    summary : dict
        What ``sundog emergence --summary`` writes.
    """

    def __init__(self, summary, text, messages):
        self.summary = summary
        self.messages = messages
        self._text = text

    def __repr__(self) -> str:
        return self._text.rstrip()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._text)}</pre>"
