"""Writes the golden answers: one JSON file per family, with the versions of the tools asked."""

import importlib
import json
import math
import os
import pathlib
import sys
from importlib.metadata import version

# Wider vectors add up in another order: the last bits of a figure shall not depend on the machine.
os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4"

FAMILIES = ["intervals", "tests", "alignment", "choices", "texts", "compare-mt"] + [
    f"parity-{tool}" for tool in ["jiwer", "torchmetrics", "evaluate", "lm-eval"]
]


def plain(value):
    """JSON has no infinities and no NaN: they are texts."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def listed(part):
    """A list under its name, an entry a line."""
    name, entries = part
    lines = ",\n".join(json.dumps(plain(entry), ensure_ascii=True) for entry in entries)
    return f', "{name}": [\n{lines}\n]'


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or FAMILIES:
        family = importlib.import_module(name.replace("-", "_"))
        cases = family.cases()
        parts = {"cases": cases}
        if hasattr(family, "corpus"):
            parts["corpus"] = family.corpus(cases)
        head = {"tools": {tool: version(tool) for tool in family.TOOLS}, "seed": family.SEED}
        path = folder / f"{name}.json"
        path.write_text(json.dumps(head)[:-1] + "".join(map(listed, parts.items())) + "}\n", encoding="utf-8")
        print(path, len(cases), "cases")


if __name__ == "__main__":
    main()
