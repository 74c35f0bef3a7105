# SPDX-License-Identifier: Apache-2.0
"""Rates of edit distances, exact match and log-sum-exp in Python packages, beside Sundog's.

Each workload is exported by `bench/run export`, which also takes the engine's rates on one thread;
the packages then score the same pairs, and every distance is compared with the engine's. All take
turns, and what counts is each one's best, of one thread, over the first pairs that take about a
second: what else a shared machine does comes and goes by the minute. Loading and packing are not
timed. End to end (a JSON Lines file to a count) everything is timed.
"""

import argparse
import importlib.metadata
import json
import os
import struct
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")

import numpy

SECONDS = 1.0
TURNS = 3
BRIEF_PAIRS = {"W1": 400_000, "W2": 50_000, "W3": 6_000, "W4": 200}
FULL_PAIRS = {"W1": 4_000_000, "W2": 1_000_000, "W3": 20_000, "W4": 600}


def read_pairs(path):
    """Lists of id lists: predictions, references."""
    raw = path.read_bytes()
    magic, count, prediction_tokens, reference_tokens = struct.unpack_from("<8sqqq", raw)
    assert magic == b"SDGPAIR1", path
    ints = numpy.frombuffer(raw, "<i4", offset=32)
    ends = numpy.cumsum([count + 1, count + 1, prediction_tokens, reference_tokens])
    prediction_offsets, reference_offsets, predictions, references = numpy.split(ints, ends[:-1])[:4]
    return cut(predictions, prediction_offsets), cut(references, reference_offsets)


def cut(tokens, offsets):
    values = tokens.tolist()
    bounds = offsets.tolist()
    return [values[a:b] for a, b in zip(bounds, bounds[1:])]


def packed(sequences):
    """Ids as the characters of those numbers, past the surrogates."""
    return ["".join(chr(t if t < 0xD800 else t + 0x800) for t in s) for s in sequences]


def words(sequences):
    return [" ".join(map(str, s)) for s in sequences]


class Program:
    """Scores as many of the first pairs as take about a second, turn by turn."""

    def __init__(self, name, score, predictions, references):
        self.name = name
        self.score = score
        count = min(16, len(predictions))
        while True:
            self.pairs = predictions[:count], references[:count]
            took = timed(self.once)
            if took > SECONDS / 4 or count == len(predictions):
                break
            count = min(len(predictions), int(count * min(16, 1 + SECONDS / max(took, 1e-9))))
        self.best = took

    def once(self):
        self.answers = self.score(*self.pairs)

    def turn(self):
        for _ in range(2):
            self.best = min(self.best, timed(self.once))

    def rate(self):
        return len(self.pairs[0]) / self.best


def optional(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: {name} is not installed", file=sys.stderr)
        return None


def edit_distances(workload):
    """(program, how sequences are prepared, scoring function over two lists)."""
    import editdistance
    import jiwer
    import rapidfuzz
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    def rapidfuzz_pairs(p, r):
        return cpdist(p, r, scorer=Levenshtein.distance, dtype=numpy.int32, workers=1)

    def jiwer_words(p, r):
        found = []
        for prediction, reference in zip(p, r):
            counts = jiwer.process_words(reference, prediction)
            found.append(counts.substitutions + counts.insertions + counts.deletions)
        return found

    yield f"RapidFuzz {rapidfuzz.__version__} cpdist, lists of ids", list, rapidfuzz_pairs
    yield f"RapidFuzz {rapidfuzz.__version__} cpdist, ids as characters", packed, rapidfuzz_pairs
    yield "editdistance 0.8.1", list, lambda p, r: list(map(editdistance.eval, p, r))
    yield "jiwer 4.0.0 process_words", words, jiwer_words
    torchmetrics = optional("torchmetrics")
    if torchmetrics and workload != "W4":
        from torchmetrics.functional.text import edit_distance

        def torchmetrics_pairs(p, r):
            return [edit_distance([a], [b], reduction="sum") for a, b in zip(p, r)]

        yield f"torchmetrics {torchmetrics.__version__} edit_distance", packed, torchmetrics_pairs


def compare(answers, ours, program, work):
    """What to say of a program's answers; torchmetrics searches a beam 25 wide, so may be wrong."""
    wrong = sum(int(a) != b for a, b in zip(answers, ours))
    if wrong and program.startswith("torchmetrics"):
        return f"{wrong:,} of {len(answers):,} too large (beam search)"
    if wrong:
        print(f"{work}: {program} disagrees on {wrong} of {len(answers)} pairs", file=sys.stderr)
    return f"{len(answers):,} equal" if not wrong else f"{wrong:,} of {len(answers):,} DIFFER"


def rival(work, program, rate, ours, answers):
    print(f"{work:24} {program:44} {rate:14,.0f}/s  {ours / rate:8.1f}x  {answers}", flush=True)
    return {"work": work, "program": program, "rate": rate, "ours": ours, "answers": answers}


def score_workload(root, scratch, name, pairs):
    ours = export(root, scratch, name, pairs)
    answers = numpy.fromfile(scratch / f"{name}.answers", "<i4").tolist()
    exact = [distance == 0 for distance in answers]
    predictions, references = read_pairs(scratch / f"{name}.pairs")
    programs = [
        Program(program, score, prepare(predictions), prepare(references))
        for program, prepare, score in edit_distances(name)
    ]
    lists = Program("Python list ==", lambda p, r: [a == b for a, b in zip(p, r)], predictions, references)
    for turn in range(TURNS):
        if turn > 0:
            again = export(root, scratch, name, pairs)
            ours = {what: max(rate, again[what]) for what, rate in ours.items()}
        for program in programs + [lists]:
            program.turn()
    for one in programs:
        work = f"edit distance {name}"
        found = compare(one.answers, answers, one.name, work)
        yield rival(work, one.name, one.rate(), ours["editDistance"], found)
    work = f"exact match {name}"
    found = compare(lists.answers, exact, lists.name, work)
    yield rival(work, lists.name, lists.rate(), ours["exactMatch"], found)


def export(root, scratch, name, pairs):
    """The engine's rates in a JVM of its own, which writes the pairs and its answers."""
    run = [root / "bench/run", "export", name, scratch, "--pairs", str(pairs)]
    subprocess.run(run, check=True, stdout=sys.stderr)
    os.environ["BENCH_BUILT"] = "1"
    return json.loads((scratch / f"{name}.json").read_text())["rates"]


def log_sum_exp(root):
    """Gigabytes of float32 logits a second; numpy's and torch's usual ways."""
    rng = numpy.random.default_rng(42)
    torch = optional("torch")
    for vocabulary in (50_257, 128_256):
        rows = 2 * 10**8 // (4 * vocabulary)
        logits = rng.normal(0, 3, (rows, vocabulary)).astype(numpy.float32)

        def of_numpy():
            peak = logits.max(axis=1, keepdims=True)
            return (peak + numpy.log(numpy.exp(logits - peak).sum(axis=1, keepdims=True)))[:, 0]

        ways = [(f"numpy {numpy.__version__}", of_numpy)]
        if torch:
            torch.set_num_threads(1)
            tensor = torch.from_numpy(logits)
            ways.append((f"torch {torch.__version__} logsumexp", lambda: torch.logsumexp(tensor, 1)))
        for program, way in ways:
            best = min(timed(way) for _ in range(TURNS))
            yield {"program": program, "vocabulary": vocabulary, "bytesPerSecond": logits.nbytes / best}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def end_to_end(root, scratch, pairs):
    """A JSON Lines file to its number of exact matches: whole programs, from start to answer."""
    run = [root / "bench/run", "export", "W1", scratch, "--pairs", str(pairs), "--json-lines"]
    subprocess.run(run + ["--warm-up", "0"], check=True, stdout=sys.stderr)
    file = scratch / "W1.jsonl"
    columns = "columns={id:'BIGINT', prediction:'INT[]', reference:'INT[]'}, format='newline_delimited'"
    query = f"select count(*) filter (where prediction = reference) from read_json('{file}', {columns})"
    summary = scratch / "summary.json"
    score = [root / "src/bin/sundog", "score", file, "--prediction", "prediction"]
    score += ["--reference", "reference", "--metrics", "exact_match", "--summary", summary]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(score, **quiet)
    ours = min(timed(lambda: subprocess.run(score, **quiet)) for _ in range(TURNS))
    group = json.loads(summary.read_text())["groups"][0]
    exact = round(group["metrics"]["exact_match"]["sum"])

    program = [sys.executable, "-c", f"import duckdb; print(duckdb.sql({query!r}).fetchall()[0][0])"]
    found = int(subprocess.run(program, check=True, capture_output=True, text=True).stdout)
    took = min(timed(lambda: subprocess.run(program, **quiet)) for _ in range(TURNS))
    agree = f"{found:,} exact in both" if found == exact else f"{found:,} against {exact:,}: DIFFER"
    work = "JSON Lines to exact match"
    name = f"DuckDB {importlib.metadata.version('duckdb')}, two threads"
    yield rival(work, name, pairs / took, pairs / ours, agree)

    def python_and_rapidfuzz():
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cpdist

        with open(file) as lines:
            records = [json.loads(line) for line in lines]
        p = [record["prediction"] for record in records]
        r = [record["reference"] for record in records]
        return cpdist(p, r, scorer=Levenshtein.distance, dtype=numpy.int32, workers=1)

    distances = []
    took = timed(lambda: distances.append(python_and_rapidfuzz()))
    equal = int((distances[0] == 0).sum())
    agree = f"{equal:,} exact in both" if equal == exact else f"{equal:,} against {exact:,}: DIFFER"
    yield rival(work, "Python json + RapidFuzz (and distances)", pairs / took, pairs / ours, agree)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", nargs="?", help="file for the rates, as JSON")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="every pair of a full run")
    arguments = parser.parse_args([a for a in sys.argv[1:] if a])
    root, scratch = arguments.root, arguments.scratch
    rivals = []
    for name, pairs in (FULL_PAIRS if arguments.full else BRIEF_PAIRS).items():
        rivals += score_workload(root, scratch, name, pairs)
    rivals += end_to_end(root, scratch, 10_000_000 if arguments.full else 4_000_000)
    logits = list(log_sum_exp(root))
    for way in logits:
        rate = way["bytesPerSecond"] / 1e9
        print(f"log-sum-exp V={way['vocabulary']:<11} {way['program']:44} {rate:8.1f} GB/s")
    if arguments.out:
        document = {"load": os.getloadavg(), "rivals": rivals, "logSumExp": logits}
        Path(arguments.out).write_text(json.dumps(document, indent=2) + "\n")
    return 1 if any("DIFFER" in one["answers"] for one in rivals) else 0


if __name__ == "__main__":
    sys.exit(main())
