# SPDX-License-Identifier: Apache-2.0
"""Sundog scores outputs of language models: exact, fast, and the same for any number of threads.

>>> import sundog
>>> r = sundog.score(["a b c"], ["a b d"], metrics=["token_edit_distance", "exact_match"])
>>> r["token_edit_distance"]
array([1.])
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0.dev0"

_HOME = {
    "score": "_score",
    "edit_distance": "_score",
    "score_file": "_command",
    "compare": "_command",
    "emergence": "_command",
    "run": "_command",
    "Result": "_result",
    "Status": "_result",
    "Comparison": "_result",
    "Emergence": "_result",
    "start": "_server",
    "stop": "_server",
    "SundogError": "errors",
    "MalformedInput": "errors",
    "LimitExceeded": "errors",
    "ServerError": "errors",
}
__all__ = [*_HOME, "__version__"]


def __getattr__(name: str):
    """Load what is asked for: the command ``sundog`` needs neither numpy nor the server."""
    if name in _HOME:
        value = getattr(importlib.import_module(f"sundog.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'sundog' has no attribute {name!r}")


def __dir__():
    return __all__
