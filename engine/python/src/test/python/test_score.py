# SPDX-License-Identifier: Apache-2.0
"""Inputs of every kind have the scores of the same items in a file."""

import json
import random

import numpy as np
import pytest

import sundog

METRICS = ["exact_match", "token_edit_distance", "token_error_rate", "edit_similarity"]


def texts(count, seed):
    draw = random.Random(seed)
    words = ["a", "bc", "def", "ä", "漢字", "x" * 30]
    return [" ".join(draw.choices(words, k=draw.randrange(12))) for _ in range(count)]


def ids(count, seed, most=70_000):
    draw = random.Random(seed)
    return [[draw.randrange(most) for _ in range(draw.randrange(9))] for _ in range(count)]


def same(one, other):
    assert one.metrics == other.metrics
    for metric in one.metrics:
        np.testing.assert_array_equal(one[metric], other[metric], metric)
        np.testing.assert_array_equal(one.status(metric), other.status(metric), metric)
    assert one.summary == other.summary


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (x != y))
    return row[-1]


@pytest.mark.parametrize("kind", ["texts", "ids", "references", "missing"])
@pytest.mark.parametrize("count", [7, 20_000])
def test_memory_has_the_scores_of_a_file(tmp_path, kind, count):
    make = texts if kind != "ids" else ids
    predictions, references = make(count, 1), make(count, 2)
    if kind == "references":
        references = [[one, other] for one, other in zip(references, make(count, 3))]
    if kind == "missing":
        predictions = [None if item % 5 == 0 else one for item, one in enumerate(predictions)]
        references = [None if item % 7 == 0 else one for item, one in enumerate(references)]
    models = [f"m{item % 3}" for item in range(count)]
    file = tmp_path / "items.jsonl"
    with file.open("w") as out:
        for row in zip(predictions, references, models):
            out.write(json.dumps(dict(zip(["prediction", "reference", "model"], row))) + "\n")
    for by in (None, {"model": models}):
        memory = sundog.score(predictions, references, metrics=METRICS, by=by)
        same(memory, sundog.score_file(file, metrics=METRICS, items=True, by=list(by or ())))


def test_distances_are_those_of_the_definition():
    one, other = ids(300, 4, 4), ids(300, 5, 4)
    expected = [levenshtein(a, b) for a, b in zip(one, other)]
    assert sundog.edit_distance(one, other).tolist() == expected
    assert sundog.edit_distance("kitten", "sitting", tokenizer="chars") == 3
    assert sundog.edit_distance([], []).tolist() == []


def test_normalize_extract_and_tokenizer_reach_the_engine():
    r = sundog.score(["so: #### 1,234 "], ["1234"], extract_prediction="#### (.*)", normalize=["strip", "drop=,"], metrics="text_exact_match")
    assert r["text_exact_match"].tolist() == [1]
    assert sundog.score(["abc"], ["abd"], tokenizer="chars", metrics=["token_edit_distance"]).mean("token_edit_distance") == 1


def test_log_probs_and_choices():
    r = sundog.score(logprobs=[[-1.0, -2.0], [-0.5]], metrics=["logprob_sum"])
    assert r["logprob_sum"].tolist() == [-3, -0.5]
    r = sundog.score(choices=[[-1.0, -2.0], [-3.0, -0.5]], gold=[0, 0])
    assert r["acc"].tolist() == [1, 0]


def columns_of(kind, values):
    if kind == "numpy":
        if isinstance(values[0], str):
            return np.array(values, object)
        flat = np.array([one for row in values for one in row], np.int64)
        return flat, np.cumsum([0, *map(len, values)])
    pa = pytest.importorskip("pyarrow")
    wide = pa.large_string() if isinstance(values[0], str) else pa.large_list(pa.int64())
    narrow = pa.string() if isinstance(values[0], str) else pa.list_(pa.int32())
    extra = values[:3]
    return {
        "arrow": lambda: pa.array(values, narrow),
        "large": lambda: pa.array(values, wide),
        "slice": lambda: pa.array(extra + values + extra, narrow)[3:-3],
        "chunked": lambda: pa.chunked_array([pa.array(values[:5], narrow), pa.array([], narrow), pa.array(extra + values[5:], narrow)[3:]]),
        "dictionary": lambda: pa.array(values, narrow).dictionary_encode() if isinstance(values[0], str) else pa.array(values, narrow),
        "view": lambda: pa.array(values, pa.string_view()) if isinstance(values[0], str) else pa.array(values, narrow),
        "pandas": lambda: pytest.importorskip("pandas").Series(values),
        "polars": lambda: pytest.importorskip("polars").Series(values),
    }[kind]()


@pytest.mark.parametrize("kind", ["numpy", "arrow", "large", "slice", "chunked", "dictionary", "view", "pandas", "polars"])
@pytest.mark.parametrize("make", [texts, ids])
def test_columns_of_every_library(kind, make):
    predictions, references = make(500, 6), make(500, 7)
    expected = sundog.score(predictions, references, metrics=METRICS)
    same(expected, sundog.score(columns_of(kind, predictions), columns_of(kind, references), metrics=METRICS))


def test_nulls_of_arrow_and_pandas():
    pa, pd = pytest.importorskip("pyarrow"), pytest.importorskip("pandas")
    predictions, references = ["a", None, "b", None], ["a", "a", None, "c"]
    expected = sundog.score(predictions, references)
    for make in (pa.array, pd.Series, lambda values: pd.Series(values, dtype="string")):
        same(expected, sundog.score(make(predictions), make(references)))
    same(expected, sundog.score(pa.array(["z", *predictions])[1:], pa.array(["z", *references])[1:]))


def test_tables_of_the_result():
    r = sundog.score(["a", "b"], ["a", None], metrics=["exact_match"])
    pd, pl, pa = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    assert r.to_pandas()["exact_match_status"].tolist() == ["SCORED", "SKIPPED_NO_REFERENCE"]
    assert r.to_polars()["exact_match"].to_list() == [1, None]
    assert r.to_arrow().schema.names == ["exact_match", "exact_match_status"]
    assert "<td>exact_match</td>" in r._repr_html_()
    assert "exact_match" in repr(r)


def test_blocks_do_not_change_results():
    predictions, references = texts(150_000, 8), texts(150_000, 9)
    whole = sundog.score(predictions, references, metrics=METRICS, threads=1)
    assert whole.summary == sundog.score(predictions, references, metrics=METRICS, threads=3).summary
    parts = [sundog.score(predictions[at : at + 50_000], references[at : at + 50_000], metrics=METRICS) for at in range(0, 150_000, 50_000)]
    for metric in METRICS:
        np.testing.assert_array_equal(whole[metric], np.concatenate([part[metric] for part in parts]))


def test_an_item_larger_than_a_block():
    long = np.arange(3_000_000, dtype=np.int32)
    other = long.copy()
    other[::500_000] = -1
    values = lambda one: (np.concatenate([[1], one, [2]]).astype(np.int32), np.array([0, 1, 3_000_001, 3_000_002]))
    r = sundog.score(values(long), values(other), metrics=["hamming_distance"])
    assert r["hamming_distance"].tolist() == [0, 6, 0]


def test_the_report_is_that_of_the_same_items(tmp_path):
    r = sundog.score(["a b", None], ["a c", "d"], metrics=["exact_match"])
    r.report(tmp_path / "report.html")
    assert "exact_match" in (tmp_path / "report.html").read_text()


def test_five_lines():
    assert sundog.score(["a b c"], ["a b d"])["token_edit_distance"].tolist() == [1]
