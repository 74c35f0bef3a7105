# SPDX-License-Identifier: Apache-2.0
"""Columns of any library as numpy arrays in Arrow's layout."""

from __future__ import annotations

import sys
from itertools import chain

import numpy as np

from sundog.errors import MalformedInput


def pack(valid) -> np.ndarray:
    """Validity bits."""
    return np.packbits(valid, bitorder="little") if valid is not None else np.empty(0, np.uint8)


class Numbers:
    """Numbers; ``valid`` is None or a bool for each."""

    def __init__(self, values: np.ndarray, valid=None):
        kept = {"u1": "uint8", "u2": "uint16", "i4": "int32", "i8": "int64", "f4": "float32", "f8": "float64"}
        type = kept.get(values.dtype.str[1:])
        if type is None or values.dtype.str[0] == ">":
            kind = values.dtype.kind
            if kind not in "iufb":
                raise TypeError(f"values of the type {values.dtype} are neither texts nor numbers")
            type = "float64" if kind == "f" else "int32" if values.dtype.itemsize < 4 and kind != "b" else "int64"
            if values.dtype.str[1:] == "u8" and len(values) and values.max() > np.iinfo(np.int64).max:
                raise MalformedInput("an id does not fit 64 bits")
            values = values.astype(type)
        self.type = type
        self.values = np.ascontiguousarray(values)
        self.valid = valid

    def __len__(self):
        return len(self.values)

    def bytes(self, start: int, stop: int) -> int:
        """Bytes of some values, at most."""
        return (self.values.itemsize + 1) * (stop - start) + 128

    def write(self, start: int, stop: int, out) -> None:
        """Write some values."""
        out.put(pack(self.valid[start:stop] if self.valid is not None else None))
        out.put(self.values[start:stop])


class Lists:
    """Texts (``child`` is an array of bytes) or lists of another column."""

    def __init__(self, offsets: np.ndarray, child, valid=None):
        self.offsets = offsets
        self.child = child
        self.text = isinstance(child, np.ndarray)
        self.type = "utf8" if self.text else f"list<{child.type}>"
        self.valid = valid
        if not len(offsets) or offsets[0] < 0 or offsets[-1] > len(child):
            raise MalformedInput(f"offsets that do not fit the {len(child)} values")

    def __len__(self):
        return len(self.offsets) - 1

    def bytes(self, start: int, stop: int) -> int:
        """Bytes of some lists, at most."""
        first, last = int(self.offsets[start]), int(self.offsets[stop])
        if not 0 <= first <= last <= len(self.child):
            raise MalformedInput(f"offsets {first} to {last} in {len(self.child)} values", record=start + 1)
        own = 5 * (stop - start + 1) + 192
        return own + (last - first if self.text else self.child.bytes(first, last))

    def write(self, start: int, stop: int, out) -> None:
        """Write some lists, with offsets from 0."""
        offsets = self.offsets[start : stop + 1]
        first, last = int(offsets[0]), int(offsets[-1])
        out.put(pack(self.valid[start:stop] if self.valid is not None else None))
        target = out.place(4 * len(offsets)).view(np.int32)
        np.subtract(offsets, first, out=target, casting="unsafe")
        if self.text:
            out.put(self.child[first:last])
        else:
            self.child.write(first, last, out)


def column(data):
    """The column of anything that holds one: lists, numpy, Arrow, pandas, polars, tensors."""
    if isinstance(data, (Numbers, Lists)):
        return data
    if isinstance(data, tuple) and len(data) == 2 and all(isinstance(part, np.ndarray) for part in data):
        return Lists(_integers(data[1]), Numbers(data[0]))
    if isinstance(data, (list, tuple)):
        return build(data)
    if isinstance(data, np.ndarray):
        return _numpy(data)
    if isinstance(data, (str, bytes)):
        raise TypeError("expected a list of texts or of ids, not a single text")
    module = type(data).__module__.partition(".")[0]
    if module == "pyarrow":
        return _arrow(data)
    pyarrow = sys.modules.get("pyarrow")
    if module == "pandas":
        if data.dtype == object or pyarrow is None:
            return build(data.tolist())
        return _arrow(pyarrow.array(data, from_pandas=True))
    if module == "polars" and pyarrow is None:
        try:
            import pyarrow
        except ImportError:
            return build(data.to_list())
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        import pyarrow

        return _arrow(pyarrow.chunked_array(data) if hasattr(data, "__arrow_c_stream__") else pyarrow.array(data))
    if hasattr(data, "detach"):
        return _numpy(data.detach().cpu().numpy())
    return build(list(data))


def _integers(offsets: np.ndarray) -> np.ndarray:
    if offsets.ndim != 1 or offsets.dtype.kind not in "iu":
        raise TypeError(f"offsets must be integers in one dimension, not {offsets.dtype} in {offsets.ndim}")
    return offsets


def _numpy(data: np.ndarray):
    if data.dtype.kind in "OUS" or data.ndim > 2:
        return build(data.tolist())
    if data.ndim == 2:
        rows, width = data.shape
        return Lists(np.arange(0, rows * width + 1, width) if width else np.zeros(rows + 1, np.int64), Numbers(data.reshape(-1)))
    return Numbers(data)


def _absent(value) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def build(values):
    """The column of Python objects. Texts, numbers, or lists of either, to any depth; None is missing."""
    first = next((value for value in values if not _absent(value)), None)
    if first is None:
        return _filled(values, lambda rows: Lists(np.zeros(len(rows) + 1, np.int64), np.empty(0, np.uint8)), "")
    if isinstance(first, str):
        return _filled(values, _texts, "")
    if isinstance(first, (int, float, np.number, np.bool_)):
        return _filled(values, _numbers, 0, nan=isinstance(first, (float, np.floating)))
    return _filled(values, _rows, ())


def _filled(values, make, substitute, nan=False):
    arrays = isinstance(next(iter(values), None), np.ndarray)  # These cannot be compared with None.
    try:
        if not (any(value is None for value in values) if arrays else None in values):
            return make(values)
    except (TypeError, MalformedInput):
        if not any(_absent(value) for value in values):
            raise
    valid = np.fromiter((value is not None and (nan or not _absent(value)) for value in values), bool, len(values))
    made = make([value if present else substitute for value, present in zip(values, valid.tolist())])
    made.valid = valid
    return made


def _offsets(lengths, count: int) -> np.ndarray:
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(np.fromiter(lengths, np.int64, count), out=offsets[1:])
    return offsets


def _texts(values):
    joined = "".join(values)
    if joined.isascii():
        return Lists(_offsets(map(len, values), len(values)), np.frombuffer(joined.encode(), np.uint8))
    encoded = []
    for item, text in enumerate(values):
        try:
            encoded.append(text.encode())
        except UnicodeEncodeError as error:
            raise MalformedInput(f"item {item + 1}: a lone surrogate at character {error.start}", record=item + 1) from None
    return Lists(_offsets(map(len, encoded), len(encoded)), np.frombuffer(b"".join(encoded), np.uint8))


def _numbers(values):
    try:
        array = np.asarray(values)
        if array.dtype.kind in "iufb" and array.ndim == 1 and not (array.dtype.kind == "f" and isinstance(values[0], int) and max(values) > 1 << 53):
            return Numbers(array)
    except (OverflowError, ValueError):
        pass
    for item, value in enumerate(values):
        if not isinstance(value, (int, float, np.number)):
            raise MalformedInput(f"value {item + 1} is {value!r}, not a number", record=item + 1)
    raise MalformedInput("an id does not fit 64 bits")


def _rows(values):
    if isinstance(values[0], np.ndarray) and all(isinstance(row, np.ndarray) and row.ndim == 1 for row in values):
        return Lists(_offsets(map(len, values), len(values)), Numbers(np.concatenate(values)))
    try:
        offsets = _offsets(map(len, values), len(values))
    except TypeError:
        item = next(item for item, row in enumerate(values) if not hasattr(row, "__len__"))
        raise MalformedInput(f"item {item + 1} is {values[item]!r}, not a list", record=item + 1) from None
    text = next((item for item, row in enumerate(values) if isinstance(row, str)), None)
    if text is not None:
        raise MalformedInput(f"item {text + 1} is a text, others are lists", record=text + 1)
    first = next((value for row in values for value in row if value is not None), None)
    if isinstance(first, int) and not isinstance(first, bool):
        try:
            return Lists(offsets, Numbers(np.fromiter(chain.from_iterable(values), np.int32, int(offsets[-1]))))
        except (OverflowError, TypeError, ValueError):
            pass  # Wide or missing ids take the general way.
    if first is None:
        return Lists(offsets, build(list(chain.from_iterable(values))) if offsets[-1] else Numbers(np.empty(0, np.int32)))
    return Lists(offsets, build(list(chain.from_iterable(values))))


def _arrow(data):
    import pyarrow as pa

    types = pa.types
    type = data.type
    if isinstance(type, pa.BaseExtensionType):
        return _arrow(data.cast(type.storage_type))
    if types.is_dictionary(type):
        return _arrow(data.cast(type.value_type))
    if types.is_fixed_size_list(type):
        return _arrow(data.cast(pa.large_list(type.value_type)))
    if type in (pa.string_view(), pa.binary_view()):
        return _arrow(data.cast(pa.large_string()))
    if isinstance(data, pa.ChunkedArray):
        if data.num_chunks == 1:
            data = data.chunk(0)
        else:
            wide = pa.large_string() if types.is_string(type) else pa.large_list(type.value_type) if types.is_list(type) else type
            data = pa.concat_arrays(data.cast(wide).chunks) if data.num_chunks else pa.array([], wide)
            type = data.type
    valid = data.is_valid().to_numpy(zero_copy_only=False) if data.null_count else None
    if types.is_null(type):
        return build([None] * len(data))
    if types.is_boolean(type):
        return Numbers(data.cast(pa.uint8()).fill_null(0).to_numpy(zero_copy_only=False), valid)
    large = types.is_large_string(type) or types.is_large_list(type)
    if types.is_string(type) or types.is_large_string(type) or types.is_list(type) or types.is_large_list(type):
        buffers = data.buffers()
        offsets = np.zeros(1, np.int64)
        if len(data):
            width = np.int64 if large else np.int32
            offsets = np.frombuffer(buffers[1], width, len(data) + 1, (8 if large else 4) * data.offset)
        if types.is_list(type) or types.is_large_list(type):
            return Lists(offsets, _arrow(data.values), valid)
        return Lists(offsets, np.frombuffer(buffers[2], np.uint8) if buffers[2] is not None else np.empty(0, np.uint8), valid)
    if types.is_integer(type) or types.is_floating(type):
        return Numbers((data.fill_null(0) if data.null_count else data).to_numpy(zero_copy_only=False), valid)
    raise TypeError(f"a column of the type {type} holds neither texts nor numbers")
