# SPDX-License-Identifier: Apache-2.0
"""Files go through the program: the same options and figures."""

import json

import pytest

import sundog


@pytest.fixture
def dumps(tmp_path):
    for name, wrong in (("base", 3), ("candidate", 2)):
        with (tmp_path / f"{name}.jsonl").open("w") as out:
            for item in range(60):
                row = {"output": "x" if item % wrong == 0 else f"a {item}", "target": f"a {item}", "model": f"m{item % 2}"}
                out.write(json.dumps(row) + "\n")
    return tmp_path


def test_groups_and_patterns(dumps):
    r = sundog.score_file(str(dumps / "*.jsonl"), prediction="output", reference="target", by=["model"])
    assert len(r) == 120
    assert [group["key"] for group in r.summary["groups"]] == [{"model": "m0"}, {"model": "m1"}]
    text = sundog.run("score", *map(str, sorted(dumps.glob("*.jsonl"))), "--prediction=output", "--reference=target", "--summary", str(dumps / "s.json"), "--by", "model")
    assert json.loads((dumps / "s.json").read_text()) == r.summary
    assert "m0" in text
    assert any("scored 120 items" in message for message in r.messages)


def test_compare(dumps):
    files = dumps / "base.jsonl", dumps / "candidate.jsonl"
    c = sundog.compare(*files, prediction="output", reference="target", fail_if="exact_match < -0.01", summary=dumps / "c.json")
    assert not c.passed
    assert c["exact_match"]["difference"] == pytest.approx(20 / 60 - 30 / 60)
    assert json.loads((dumps / "c.json").read_text()) == c.summary
    assert "exact_match" in repr(c)


def test_emergence(tmp_path):
    table = tmp_path / "table.csv"
    rows = ["scale,task,metric,value"]
    for scale in (1, 2, 4, 8, 16):
        rows += [f"{scale}e9,t,exact_match,{0.01 * scale}", f"{scale}e9,t,token_accuracy,{0.5 + 0.02 * scale}"]
    table.write_text("\n".join(rows) + "\n")
    e = sundog.emergence(table, report=tmp_path / "e.html")
    assert e.summary
    assert "exact_match" in repr(e)
    assert (tmp_path / "e.html").stat().st_size > 1000


def test_no_such_file(tmp_path):
    with pytest.raises(sundog.MalformedInput):
        sundog.score_file(tmp_path / "none.jsonl")
    with pytest.raises(sundog.MalformedInput, match="no file matches"):
        sundog.score_file(str(tmp_path / "none*.jsonl"))
