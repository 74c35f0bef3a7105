# SPDX-License-Identifier: Apache-2.0
"""Exceptions of Sundog."""

from __future__ import annotations


class SundogError(Exception):
    """An error of Sundog itself or of the system; base class of the others."""


class MalformedInput(SundogError, ValueError):
    """Invalid input.

    Attributes
    ----------
    file : str or None
        The file, or None for data in memory.
    record : int or None
        Number of the record or item, from 1.
    offset : int or None
        Offset in bytes from the start of the decompressed file.
    """

    def __init__(self, message, file=None, record=None, offset=None):
        super().__init__(message)
        self.file = file
        self.record = record
        self.offset = offset

    def __reduce__(self):
        return type(self), (str(self), self.file, self.record, self.offset)


class LimitExceeded(SundogError):
    """Input beyond a limit; the message names the option that raises it."""


class ServerError(SundogError):
    """The Sundog process could not be started, or has ended. The next call starts another one."""
