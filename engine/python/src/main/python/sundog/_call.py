# SPDX-License-Identifier: Apache-2.0
"""One call: columns go to the server in blocks, scores come back."""

from __future__ import annotations

import json
import struct
from collections import deque

import numpy as np

from sundog import _server
from sundog._server import POOL, message, texts
from sundog.errors import ServerError

_SMALL = 32 << 10
_BLOCK = 4 << 20
_SLOTS = 4
_MOST_ITEMS = 65536
_INLINE = struct.pack("<q", -1)


class _Memory:
    """Buffers of one block in shared memory."""

    def __init__(self, memory: np.ndarray, start: int):
        self._memory = memory
        self._at = start
        self.places = []

    def place(self, size: int) -> np.ndarray:
        self.places += (self._at, size)
        view = self._memory[self._at : self._at + size]
        self._at += -(-size // 64) * 64
        return view

    def put(self, values: np.ndarray) -> None:
        view = self.place(values.nbytes)
        view.view(values.dtype)[:] = values


class _Bytes(_Memory):
    """Buffers of one block in a message."""

    def __init__(self, size: int):
        super().__init__(np.zeros(size, np.uint8), 0)

    def body(self) -> bytes:
        return _INLINE + struct.pack(f"<{len(self.places)}q", *self.places) + self._memory[: self._at].tobytes()


def run(columns: dict, options: list[tuple[str, str]], summary: bool = True, progress=None):
    """Score columns.

    Returns
    -------
    tuple
        Names of the metrics, a float64 array and a uint8 array of statuses for each, and the summary or None.
    """
    count = len(next(iter(columns.values())))
    for name, column in columns.items():
        if len(column) != count:
            raise ValueError(f"{len(column)} values of {name}, but {count} of {next(iter(columns))}")
    options = [*options, *(("column", f"{name} {column.type}") for name, column in columns.items())]
    if summary:
        options.append(("summary", "true"))
    parts = list(columns.values())
    connection = POOL.take()
    try:
        small = count <= 4096 and _bytes(parts, 0, count) <= _SMALL
        result = (_small if small else _large)(connection, parts, options, count, progress)
    except BaseException as error:
        connection.close()
        if isinstance(error, ServerError):
            POOL.lost()
        raise
    POOL.give(connection)
    return (*result[:3], json.loads(result[3]) if summary else None)


def _bytes(parts, start: int, stop: int) -> int:
    return sum(part.bytes(start, stop) for part in parts)


def _begin(options) -> bytes:
    return message(_server.BEGIN, texts(text for option in options for text in option))


def _names(connection) -> list[str]:
    return _server.parse(connection.receive()[1])


def _small(connection, parts, options, count, progress):
    block = _Bytes(_bytes(parts, 0, count) + 64 * 16)
    for part in parts:
        part.write(0, count, block)
    connection.send(_begin([*options, ("small", "true")]), message(_server.BLOCK, block.body()), message(_server.END))
    metrics = _names(connection)
    values, statuses = _room(metrics, count)
    if count:
        _scores(connection.receive()[1], 0, count, values, statuses)
    return metrics, values, statuses, bytes(connection.receive()[1])


def _room(metrics, count):
    return [np.empty(count) for _ in metrics], [np.empty(count, np.uint8) for _ in metrics]


def _scores(data, start, stop, values, statuses) -> None:
    """Keep the scores of a block: all values, then all statuses."""
    count = stop - start
    for index in range(len(values)):
        values[index][start:stop] = np.frombuffer(data, np.float64, count, 8 * count * index)
        statuses[index][start:stop] = np.frombuffer(data, np.uint8, count, count * (8 * len(values) + index))


def _large(connection, parts, options, count, progress):
    connection.send(_begin(options))
    metrics = _names(connection)
    values, statuses = _room(metrics, count)
    per_item = 9 * len(metrics)
    slot, stops = _slots(parts, count, per_item)
    memory = connection.share(_SLOTS * slot)
    free = list(range(_SLOTS))
    flying = deque()
    done = 0

    def collect():
        nonlocal done
        _, body = connection.receive()
        used, place, start, stop = flying.popleft()
        data = body if memory is None else memory[place : place + per_item * (stop - start)]
        _scores(data, start, stop, values, statuses)
        free.append(used)
        done = stop
        if progress is not None:
            progress(done, count)

    start = 0
    for stop in stops:
        if not free:
            collect()
        used = free.pop()
        if memory is None:
            block = _Bytes(slot)
        else:
            block = _Memory(memory, used * slot)
        for part in parts:
            part.write(start, stop, block)
        place = block._at
        if memory is None:
            connection.send(message(_server.BLOCK, block.body()))
        else:
            connection.send(message(_server.BLOCK, struct.pack(f"<{1 + len(block.places)}q", place, *block.places)))
        flying.append((used, place, start, stop))
        start = stop
    connection.send(message(_server.END))
    while flying:
        collect()
    return metrics, values, statuses, bytes(connection.receive()[1])


def _slots(parts, count: int, per_item: int):
    """Size of a block in bytes, and the ends of the blocks. A single item may need a larger one."""
    size = _BLOCK
    stops = []
    start = 0
    while start < count:
        low, high = start + 1, min(count, start + _MOST_ITEMS)
        if _bytes(parts, start, high) + per_item * (high - start) <= _BLOCK - 2048:
            low = high
        while low < high:
            middle = (low + high + 1) // 2
            if _bytes(parts, start, middle) + per_item * (middle - start) <= _BLOCK - 2048:
                low = middle
            else:
                high = middle - 1
        size = max(size, -(-(_bytes(parts, start, low) + per_item * (low - start) + 2048) // 4096) * 4096)
        stops.append(low)
        start = low
    return size, stops
