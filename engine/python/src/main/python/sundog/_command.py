# SPDX-License-Identifier: Apache-2.0
"""Functions that run the program ``sundog``: its options by keyword, its figures."""

from __future__ import annotations

import glob
import json
import os
import re
import subprocess
import tempfile

import numpy as np

from sundog import _runtime
from sundog._result import Comparison, Emergence, Result, Status
from sundog.errors import LimitExceeded, MalformedInput, SundogError

_JOINED = {"normalize", "quantiles", "columns"}
_POSITION = re.compile(r"^(?P<file>.*?)(?:, record (?P<record>\d+))?(?:, byte (?P<byte>\d+))?: ", re.DOTALL)


def _arguments(files, options) -> list[str]:
    arguments = []
    for name, value in options.items():
        flag = "--" + name.strip("_").replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif isinstance(value, dict):
            arguments.append(f"{flag}={','.join(f'{key}={one}' for key, one in value.items())}")
        elif isinstance(value, (list, tuple)):
            values = [str(one) for one in value]
            arguments += [f"{flag}={one}" for one in ([",".join(values)] if name in _JOINED else values)]
        elif value is not None and value is not False:
            arguments.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
    found = []
    for file in [files] if isinstance(files, (str, os.PathLike)) else files:
        file = os.fspath(file)
        matches = sorted(glob.glob(file)) if not os.path.exists(file) and glob.has_magic(file) else [file]
        if not matches:
            raise MalformedInput(f"{file}: no file matches", file)
        found += (os.path.join(".", match) if match.startswith("-") else match for match in matches)
    return arguments + found


def _run(command: str, arguments: list[str]) -> tuple[str, list[str], int]:
    """Output, messages and exit code of a command that succeeded, or whose gate failed."""
    program, environment = _runtime.program()
    process = subprocess.Popen(
        [*program, command, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        out, err = process.communicate()
    except BaseException:
        process.terminate()
        raise
    messages = [line.removeprefix("sundog: ") for line in err.splitlines() if line and not line.startswith("WARNING: Using incubator")]
    if process.returncode not in (0, 1):
        _fail(process.returncode, messages)
    return out, messages, process.returncode


def _fail(code: int, messages: list[str]):
    text = messages[-1] if messages else f"the program ended with code {code}"
    text = re.sub(r"(?<![\w-])--([a-z][a-z-]+)", lambda flag: flag[1].replace("-", "_") + "=", text).replace("See sundog", "See: sundog")
    if code == 2:
        where = _POSITION.match(text)
        number = lambda name: int(where[name]) if where and where[name] else None
        raise MalformedInput(text, where["file"] if where else None, number("record"), number("byte"))
    if code == 3:
        raise LimitExceeded(text)
    if code == 64:
        raise ValueError(text)
    raise SundogError(text)


def _summary(command: str, files, options):
    with tempfile.TemporaryDirectory(prefix="sundog-") as folder:
        file = os.path.join(folder, "summary.json")
        out, messages, code = _run(command, _arguments(files, {**options, "summary": file}))
        own = options.get("summary")
        with open(file, encoding="utf-8") as text:
            whole = text.read()
        if own is not None:
            with open(own, "w", encoding="utf-8") as copy:
                copy.write(whole)
    return json.loads(whole), out, messages, code


def score_file(files, *, items: bool = False, **options) -> Result:
    """Score dumps as ``sundog score`` does, with its options by keyword.

    Parameters
    ----------
    files : path, pattern, or list of either
        Dumps of one format, or folders of lm-eval.
    items : bool
        Whether to keep the scores of every item, so that ``result["metric"]`` works. The summary is always kept.
    **options
        Options of ``sundog score``, such as ``prediction="output"``, ``by=["model"]``, ``interval="bootstrap"``,
        ``report="report.html"``.

    Returns
    -------
    Result

    Raises
    ------
    MalformedInput
        With file, record and offset.
    LimitExceeded
        If a limit was reached.
    ValueError
        If an option is unknown or has no such value.

    Examples
    --------
    >>> sundog.score_file("samples_*.jsonl", by=["model"]).summary["groups"][0]["key"]  # doctest: +SKIP
    """
    report = lambda file: _run("score", _arguments(files, {**options, "report": file}))
    if not items:
        summary, _, messages, _ = _summary("score", files, options)
        return Result([], [], [], summary, report, messages)
    with tempfile.TemporaryDirectory(prefix="sundog-") as folder:
        scores = os.path.join(folder, "scores.jsonl")
        summary, _, messages, _ = _summary("score", files, {**options, "scores": scores})
        return Result(*_items(scores, summary["items"]), summary, report, messages)


def _items(file: str, count: int):
    values, statuses = {}, {}
    with open(file, encoding="utf-8") as lines:
        for item, line in enumerate(lines):
            row = json.loads(line)
            for metric, value in row["scores"].items():
                if metric not in values:
                    values[metric] = np.full(count, np.nan)
                    statuses[metric] = np.zeros(count, np.uint8)
                if value is not None:
                    values[metric][item] = value
            for metric, status in row.get("status", {}).items():
                statuses[metric][item] = Status[status]
    return list(values), list(values.values()), list(statuses.values())


def compare(base, candidate, **options) -> Comparison:
    """Compare two dumps, or two files of scores, as ``sundog compare`` does, with its options by keyword.

    Parameters
    ----------
    base, candidate : path
        The two dumps.
    **options
        Options of ``sundog compare``, such as ``prediction="output"``, ``fail_if="exact_match < -0.01"``.
    """
    summary, out, messages, code = _summary("compare", [base, candidate], options)
    return Comparison(summary, out, code == 0, messages)


def emergence(files, **options) -> Emergence:
    """Analyse scaling curves as ``sundog emergence`` does, with its options by keyword.

    Parameters
    ----------
    files : path, pattern, or list of either
        Tables of results, or dumps with ``scale=PATH``.
    **options
        Options of ``sundog emergence``, such as ``columns={"scale": "Params"}``, ``report="emergence.html"``.
    """
    summary, out, messages, _ = _summary("emergence", files, options)
    return Emergence(summary, out, messages)


def run(*arguments: str) -> str:
    """Run any command, such as ``sundog.run("convert", "a.jsonl", "a.sdog")``, and return what it prints."""
    command, *rest = map(os.fspath, arguments)
    return _run(command, rest)[0]
