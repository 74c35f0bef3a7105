# SPDX-License-Identifier: Apache-2.0
"""Writes logs of Inspect without a model: mini.eval, single.eval and single.json.

    python make.py FOLDER

Written with inspect-ai 0.3.285. Tokens are only counted, by words.
"""

import os
import shutil
import sys

import tiktoken


class Words:
    def encode(self, text, **options):
        return text.split()


tiktoken.get_encoding = lambda name: Words()

from inspect_ai import Task, eval, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput, get_model
from inspect_ai.scorer import Score, f1, includes, match, mean, scorer
from inspect_ai.solver import generate


@scorer(metrics={"relevance": [mean()], "strict": [mean()]})
def judge():
    async def score(state, target):
        text = state.output.completion
        return Score(value={"relevance": len(text) / 10, "strict": target.text in text}, answer=text)

    return score


@scorer(metrics=[mean()])
def length():
    async def score(state, target):
        no_score = state.sample_id == "fr"
        return Score(value=float("nan") if no_score else len(state.output.completion))

    return score


def samples():
    return MemoryDataset(
        [
            Sample(input="2+2?", target="4", id="add"),
            Sample(input="Capital of France?", target=["Paris", "paris"], id="fr", metadata={"level": "easy"}),
            Sample(input="é ☃?", target="snow man", id="x/y z"),
        ],
        name="mini",
    )


@task
def mini():
    return Task(dataset=samples(), solver=generate(), scorer=[match(), includes(), judge(), length(), f1()])


@task
def single():
    return Task(dataset=samples(), solver=generate(), scorer=match(location="any"))


def write(folder, name, format, task, epochs):
    answers = ["It is 4", "Lyon", "the snow man \U0001F600", "5", "Paris", "☃"]
    outputs = [ModelOutput.from_content("mockllm/model", answer) for answer in answers]
    log = eval(
        task,
        model=get_model("mockllm/model", custom_outputs=outputs),
        log_format=format,
        log_dir=os.path.join(folder, "logs"),
        epochs=epochs,
        display="none",
        max_samples=1,
    )[0]
    shutil.move(log.location, os.path.join(folder, name))


write(sys.argv[1], "mini.eval", "eval", mini(), 2)
write(sys.argv[1], "single.eval", "eval", single(), 1)
write(sys.argv[1], "single.json", "json", single(), 1)
