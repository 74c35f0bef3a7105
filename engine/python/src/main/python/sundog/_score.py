# SPDX-License-Identifier: Apache-2.0
"""Scores of data in memory."""

from __future__ import annotations

import json
import os
import tempfile

import numpy as np

from sundog import _call, _command
from sundog._columns import Lists, Numbers, column
from sundog._result import Result

_COLUMNS = {"predictions": "prediction", "references": "reference", "logprobs": "logprobs", "choices": "choices", "gold": "gold", "ids": "id"}


def score(
    predictions=None,
    references=None,
    *,
    metrics=None,
    tokenizer: str | None = None,
    normalize=None,
    extract=None,
    extract_prediction=None,
    extract_reference=None,
    extract_pick: str | None = None,
    by=None,
    logprobs=None,
    choices=None,
    gold=None,
    choice_scale: str | None = None,
    ids=None,
    threads: int | None = None,
    progress: bool = False,
    **limits,
) -> Result:
    """Score predictions against references.

    Parameters
    ----------
    predictions, references : column
        Texts or token ids: a list, a numpy array, a column of pyarrow, pandas or polars, a tensor, or a tuple
        ``(values, offsets)`` of numpy arrays. None is missing: a missing prediction is wrong, an item without a reference
        is not scored. A reference may be a list of references. Lists of lists of ints are slow: flattening them takes
        longer than scoring.
    metrics : str or list of str, optional
        Names of metrics; ``sundog metrics`` lists them. Default: those of ``sundog score``.
    tokenizer : str, optional
        How texts become tokens: ``words`` (the default), ``chars``, ``bytes``, ``ids``, ``r50k_base``, ``p50k_base``,
        ``cl100k_base``, ``o200k_base``.
    normalize : str or list of str, optional
        Steps such as ``strip``, ``case``, ``punctuation``.
    extract, extract_prediction, extract_reference : str or list of str, optional
        Regular expressions that find the answer in a text, of both sides or of one.
    extract_pick : {"last", "first"}, optional
        Which match counts.
    by : dict of str to column, or list with "@length", optional
        Group keys by name.
    logprobs : column of lists of floats, optional
        Log-probs of the tokens of every item, in nats.
    choices, gold : columns, optional
        Log-likelihoods of the choices of every item, and the index of the correct one.
    choice_scale : {"logprobs", "logits"}, optional
        What the figures of ``choices`` are.
    ids : column, optional
        Ids of the items.
    threads : int, optional
        Workers. Default: all processors.
    progress : bool
        Whether to show a bar, if tqdm is installed.
    **limits
        ``limit_sequence_tokens``, ``limit_references``, ``limit_groups``, ``limit_batch_bytes``.

    Returns
    -------
    Result

    Raises
    ------
    MalformedInput
        If a value is invalid; with the number of the item, from 1.
    ValueError
        If the columns have different lengths, or a metric or option is unknown.

    Examples
    --------
    >>> import sundog
    >>> r = sundog.score(["a b c"], ["a b d"], metrics=["token_edit_distance"])
    >>> r["token_edit_distance"]
    array([1.])
    """
    given = dict(predictions=predictions, references=references, logprobs=logprobs, choices=choices, gold=gold, ids=ids)
    columns = {_COLUMNS[name]: column(data) for name, data in given.items() if data is not None}
    if not columns:
        raise ValueError("nothing to score: pass predictions and references, logprobs, or choices and gold")
    keys = []
    for key in by or ():
        keys.append(key)
        if isinstance(by, dict) and key != "@length":
            if key in columns:
                raise ValueError(f"the group key {key!r} has the name of a column; rename it")
            columns[key] = column(by[key])
        elif key != "@length":
            raise ValueError(f"by={key!r} names no column: pass a dict of names to columns")
    both = {"extract_prediction": _list(extract_prediction) + _list(extract), "extract_reference": _list(extract_reference) + _list(extract)}
    text = {"tokenizer": "whitespace" if tokenizer == "words" else tokenizer, "normalize": ",".join(_list(normalize)) or None}
    text |= {"extract_pick": extract_pick, "choice_scale": choice_scale}
    options = [(name, value) for name, value in text.items() if value is not None]
    options += [(name, value) for name, values in both.items() for value in values]
    options += [("by", key) for key in keys]
    chosen = [("metric", name) for name in _list(metrics)]
    extra = [(name, str(value)) for name, value in {**limits, "threads": threads}.items() if value is not None]
    with _Bar(progress) as bar:
        names, values, statuses, summary = _call.run(columns, chosen + options + extra, progress=bar)

    def report(file):
        _report(file, columns, names, options)

    return Result(names, values, statuses, summary, report)


def edit_distance(predictions, references, *, tokenizer: str = "words", threads: int | None = None):
    """Levenshtein distance of every pair, in tokens.

    Parameters
    ----------
    predictions, references : column, or two texts
        As for :func:`score`, without missing values.
    tokenizer : str
        How texts become tokens.

    Returns
    -------
    numpy.ndarray of int64, or int for two texts

    Examples
    --------
    >>> sundog.edit_distance("kitten", "sitting", tokenizer="chars")
    3
    """
    if isinstance(predictions, str) and isinstance(references, str):
        return int(edit_distance([predictions], [references], tokenizer=tokenizer)[0])
    columns = {"prediction": column(predictions), "reference": column(references)}
    for name, one in columns.items():
        if one.valid is not None and not one.valid.all():
            raise ValueError(f"{name}s[{int(np.argmin(one.valid))}] is missing. Use sundog.score, which accepts missing values")
    options = [("metric", "token_edit_distance"), ("tokenizer", "whitespace" if tokenizer == "words" else tokenizer)]
    if threads is not None:
        options.append(("threads", str(threads)))
    return _call.run(columns, options, summary=False)[1][0].astype(np.int64)


def _list(value) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


class _Bar:
    """A progress bar of tqdm, if it is wanted and installed."""

    def __init__(self, wanted: bool):
        self._wanted = wanted
        self._bar = None

    def __enter__(self):
        if self._wanted:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return None
            self._bar = tqdm(unit=" items", unit_scale=True)
            return self._update
        return None

    def _update(self, done: int, count: int) -> None:
        self._bar.total = count
        self._bar.update(done - self._bar.n)

    def __exit__(self, *error):
        if self._bar is not None:
            self._bar.close()


def _report(file, columns, metrics, options) -> None:
    """The report of the program about the same items."""
    joined = {}
    for name, value in options:
        joined.setdefault(name, []).append(value)
    with tempfile.TemporaryDirectory(prefix="sundog-") as folder:
        lines = os.path.join(folder, "items.jsonl")
        count = len(next(iter(columns.values())))
        with open(lines, "w", encoding="utf-8") as out:
            for item in range(count):
                row = {name: _value(one, item) for name, one in columns.items()}
                out.write(json.dumps(row, allow_nan=False) + "\n")
        _command.score_file(lines, metrics=metrics, format="jsonl", report=file, **joined)


def _value(data, item: int):
    if data.valid is not None and not data.valid[item]:
        return None
    if isinstance(data, Numbers):
        return data.values[item].item()
    start, stop = int(data.offsets[item]), int(data.offsets[item + 1])
    if data.text:
        return data.child[start:stop].tobytes().decode()
    if isinstance(data.child, Lists):
        return [_value(data.child, index) for index in range(start, stop)]
    return data.child.values[start:stop].tolist()
