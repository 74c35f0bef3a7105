"""Writes the golden answers: one JSON file per family, with the versions of the tools asked."""

import importlib
import json
import math
import pathlib
import sys
from importlib.metadata import version

FAMILIES = ["intervals", "tests", "alignment", "choices", "texts"]


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


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or FAMILIES:
        family = importlib.import_module(name)
        answers = {
            "tools": {tool: version(tool) for tool in family.TOOLS},
            "seed": family.SEED,
            "cases": family.cases(),
        }
        path = folder / f"{name}.json"
        lines = ",\n".join(json.dumps(plain(case), ensure_ascii=True) for case in answers["cases"])
        head = json.dumps({"tools": answers["tools"], "seed": answers["seed"]})
        path.write_text(f'{head[:-1]}, "cases": [\n{lines}\n]}}\n', encoding="utf-8")
        print(path, len(answers["cases"]), "cases")


if __name__ == "__main__":
    main()
