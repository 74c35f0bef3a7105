# SPDX-License-Identifier: Apache-2.0
"""Invalid input is an exception that says where; the connection and the process stay usable."""

import numpy as np
import pytest

import sundog


def test_a_choice_that_is_none():
    with pytest.raises(sundog.MalformedInput) as caught:
        sundog.score(choices=[[-1.0, -2.0], [-1.0, -2.0]], gold=[0, 5])
    assert caught.value.record == 2
    assert caught.value.file is None


def test_the_record_of_an_item_in_a_later_block():
    logprobs = [[-1.0] * 4 for _ in range(100_000)]
    logprobs[70_000] = [-1.0, 3.0]
    with pytest.raises(sundog.MalformedInput) as caught:
        sundog.score(logprobs=logprobs)
    assert caught.value.record == 70_001


def test_offsets_outside_the_values():
    with pytest.raises(sundog.MalformedInput):
        sundog.edit_distance((np.arange(3), np.array([0, 9])), (np.arange(3), np.array([0, 3])))
    with pytest.raises(sundog.MalformedInput):
        sundog.edit_distance((np.arange(9), np.array([0, 5, 3, 9])), (np.arange(9), np.array([0, 3, 6, 9])))


def test_wide_ids():
    with pytest.raises(sundog.MalformedInput):
        sundog.edit_distance([[1, 2**40]], [[1, 2]])
    with pytest.raises(sundog.MalformedInput):
        sundog.edit_distance([[1, 2**70]], [[1, 2]])


def test_a_lone_surrogate():
    with pytest.raises(sundog.MalformedInput, match="item 2: a lone surrogate") as caught:
        sundog.score(["a", "b\ud800"], ["a", "b"])
    assert caught.value.record == 2


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sundog.score(["a"], ["a", "b"]), "2 values of reference, but 1 of prediction"),
        (lambda: sundog.score(["a"], ["a"], metrics=["exact_mach"]), "exact_match"),
        (lambda: sundog.score(["a"], ["a"], tokenizer="word"), "tokenizer"),
        (lambda: sundog.score(["a"], ["a"], limit_nothing=3), "limit_nothing"),
        (lambda: sundog.score(["a"], ["a"], threads=-1), "threads must be from 1"),
        (lambda: sundog.score(["a"], ["a"], extract="("), "Unclosed group"),
        (lambda: sundog.score(), "nothing to score"),
        (lambda: sundog.edit_distance(["a", None], ["a", "b"]), r"predictions\[1\] is missing"),
        (lambda: sundog.score_file(__file__, confidenc=3), "Did you mean confidence="),
    ],
)
def test_wrong_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_single_text_is_not_a_column():
    with pytest.raises(TypeError, match="a list of texts"):
        sundog.score("a b", "a c")


def test_a_limit():
    with pytest.raises(sundog.LimitExceeded, match="limit_sequence_tokens"):
        sundog.score([[1, 2, 3]], [[1, 2, 3]], limit_sequence_tokens=2)


def test_a_bad_file(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text('{"prediction": "a", "reference": "b"}\n{"prediction": "a" "reference"}\n')
    with pytest.raises(sundog.MalformedInput) as caught:
        sundog.score_file(file)
    assert (caught.value.file, caught.value.record) == (str(file), 2)
    assert caught.value.offset >= 38


def test_calls_after_errors_work():
    for _ in range(20):
        with pytest.raises(ValueError):
            sundog.score(["a"], ["a"], metrics=["none"])
        assert sundog.edit_distance(["a"], ["b"]).tolist() == [1]
