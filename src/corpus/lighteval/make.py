# SPDX-License-Identifier: Apache-2.0
"""Writes details as lighteval 0.13.0 does: its dataclasses Doc and ModelResponse as dictionaries, a column each.

    python make.py FOLDER

Written with pyarrow 26.0.1. lighteval itself needs a model; its classes and column order are copied by name.
"""

import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq

TIME = "2026-11-30T20-00-00.123456"


def doc(**given):
    fields = dict(
        query="", choices=[], gold_index=0, instruction=None, images=None, specific=None, unconditioned_query=None,
        original_query=None, id="", task_name="", fewshot_samples=[], sampling_methods=[], fewshot_sorting_class=None,
        generation_size=None, stop_sequences=None, use_logits=False, num_samples=1, generation_grammar=None,
    )
    return fields | given


def response(**given):
    fields = dict(
        input=None, input_tokens=[], text=[], output_tokens=[], text_post_processed=None, reasonings=[], logprobs=[],
        argmax_logits_eq_gold=[], logits=None, unconditioned_logprobs=None, truncated_tokens_count=0,
        padded_tokens_count=0,
    )
    return fields | given


def write(name, rows):
    folder = os.path.join(sys.argv[1], "details", "org", "mini-70m", TIME)
    os.makedirs(folder, exist_ok=True)
    table = pa.Table.from_pylist([dict(doc=d, metric=m, model_response=r) for d, m, r in rows])
    pq.write_table(table, os.path.join(folder, f"details_{name}_{TIME}.parquet"))


GENERATE = dict(sampling_methods=["GENERATIVE"], task_name="sums")
write(
    "sums",
    [
        (
            doc(query="2+2?", choices=["4", "four"], gold_index=[0, 1], id="0", specific={"level": 1}, **GENERATE),
            {"em": 1.0, "f1": 1.0, "ok": True},
            response(input="2+2?", input_tokens=[1, 2], text=["four"], output_tokens=[[7, 8]]),
        ),
        (
            doc(query="3+3?", choices=["6"], gold_index=[0], id="1", specific={"level": 2}, **GENERATE),
            {"em": 0.0, "f1": 0.5, "ok": False},
            response(
                input="3+3?", input_tokens=[1, 3], text=["<think>7</think>6 or 7", "6"], output_tokens=[[9], [5]],
                text_post_processed=["6 or 7", "6"],
            ),
        ),
    ],
)

CHOOSE = dict(sampling_methods=["LOGPROBS"], task_name="animals", choices=[" cat", " big dog", " owl"])
write(
    "animals",
    [
        (
            doc(query="Meows?", gold_index=0, id="0", **CHOOSE),
            {"acc": 1, "acc_norm": 0.0},
            response(
                logprobs=[-2.0, -3.0, -4.0], argmax_logits_eq_gold=[False] * 3, output_tokens=[[1], [2, 3], [4]],
                unconditioned_logprobs=[-1.0, -5.0, -4.0],
            ),
        ),
        (
            doc(query="Hoots?", gold_index=2, id="1", **CHOOSE),
            {"acc": 0, "acc_norm": None},
            response(
                logprobs=[-1.0, -3.0, -2.0], argmax_logits_eq_gold=[True, False, False],
                output_tokens=[[1], [2, 3], [4]], unconditioned_logprobs=[-1.0, -5.0, -4.0],
            ),
        ),
    ],
)
