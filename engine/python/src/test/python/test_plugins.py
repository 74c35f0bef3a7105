# SPDX-License-Identifier: Apache-2.0
"""Every plug-in in the real system, if it is installed."""

import json
import math
import os
import subprocess
import sys

import pytest

import sundog

PREDICTIONS, REFERENCES = ["a b c", "x", "q r"], ["a b d", "x", "q"]
EXPECTED = sundog.score(PREDICTIONS, REFERENCES, metrics=["token_error_rate", "exact_match"])

TASK = """
task: copy
dataset_path: json
dataset_kwargs: {data_files: {test: items.jsonl}}
output_type: generate_until
test_split: test
doc_to_text: "{{question}}"
doc_to_target: "{{answer}}"
metric_list:
  - metric: !function utils.pair
    aggregation: !function utils.token_error_rate
    higher_is_better: false
  - metric: bleu
"""


def test_lm_eval(tmp_path):
    """The dummy model answers "lol" to everything; bleu makes lm-eval fork a pool for its bootstrap."""
    pytest.importorskip("lm_eval")
    answers = ["lol", "lol what", "no"] * 4
    (tmp_path / "items.jsonl").write_text("".join(json.dumps({"question": "q", "answer": answer}) + "\n" for answer in answers))
    (tmp_path / "copy.yaml").write_text(TASK)
    (tmp_path / "utils.py").write_text("from sundog.lm_eval import *\n")
    command = [sys.executable, "-m", "lm_eval", "--model=dummy", "--tasks=copy", f"--include_path={tmp_path}", "--output_path=out", "--log_samples"]
    environment = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    with (tmp_path / "log").open("w") as log:
        done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, timeout=150)
    text = (tmp_path / "log").read_text()
    assert done.returncode == 0, text[-3000:]
    (file,) = (tmp_path / "out").rglob("results_*.json")
    results = json.loads(file.read_text())["results"]["copy"]
    expected = sundog.score(["lol"] * 12, answers, metrics=["token_error_rate"]).mean("token_error_rate")
    assert [value for name, value in results.items() if name.startswith("pair,")] == [expected]
    assert any(name.startswith("bleu_stderr,") for name in results)


def test_lm_eval_figures():
    from sundog import lm_eval

    pairs = [lm_eval.pair([reference], [prediction]) for reference, prediction in zip(REFERENCES, PREDICTIONS)]
    assert lm_eval.token_error_rate(pairs) == EXPECTED.mean("token_error_rate")
    figures = EXPECTED.summary["groups"][0]["metrics"]["token_error_rate"]
    assert lm_eval.token_error_rate_stderr(pairs) == figures["stderr"]


def test_evaluate(tmp_path):
    pytest.importorskip("evaluate")
    from sundog.evaluate import Sundog

    metric = Sundog(metrics=["token_error_rate", "exact_match"], cache_dir=str(tmp_path))
    metric.add_batch(predictions=PREDICTIONS[:2], references=REFERENCES[:2])
    metric.add(prediction=PREDICTIONS[2], reference=REFERENCES[2])
    assert metric.compute() == {name: EXPECTED.mean(name) for name in EXPECTED.metrics}


def test_torchmetrics():
    torch = pytest.importorskip("torch")
    pytest.importorskip("torchmetrics")
    from sundog.torchmetrics import Sundog

    metric = Sundog("token_error_rate")
    metric.update(PREDICTIONS[:2], REFERENCES[:2])
    metric.update(PREDICTIONS[2], REFERENCES[2])
    assert metric.compute().item() == EXPECTED.mean("token_error_rate")
    metric.reset()
    assert math.isnan(metric.compute().item())
    ids = Sundog("token_edit_distance")
    ids.update(torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[1, 2, 9], [4, 5, 6]]))
    assert ids.compute().item() == 0.5


def test_lighteval():
    pytest.importorskip("lighteval")
    from lighteval.metrics import apply_metric
    from lighteval.models.model_output import ModelResponse
    from lighteval.tasks.requests import Doc

    from sundog.lighteval import metric

    docs = [Doc(query="q", choices=[reference], gold_index=0) for reference in REFERENCES]
    responses = [ModelResponse(text=[prediction]) for prediction in PREDICTIONS]
    error = metric("token_error_rate")
    scores = apply_metric(responses, docs, [error])
    assert [score["token_error_rate"] for score in scores] == EXPECTED["token_error_rate"].tolist()
    assert error.compute_sample(model_response=responses[0], doc=docs[0]) == {"token_error_rate": 1 / 3}
    assert not error.higher_is_better


def test_inspect(tmp_path, monkeypatch):
    pytest.importorskip("inspect_ai")
    monkeypatch.setenv("INSPECT_LOG_DIR", str(tmp_path))
    from inspect_ai import Task, eval
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ModelOutput
    from inspect_ai.solver import solver

    from sundog.inspect import sundog_scorer

    @solver
    def answers():
        """The models of Inspect count tokens with a vocabulary that they download; this solver asks none."""

        async def solve(state, generate):
            state.output = ModelOutput.from_content("none", PREDICTIONS[int(state.input_text)])
            return state

        return solve

    samples = [Sample(input=str(item), target=reference) for item, reference in enumerate(REFERENCES)]
    task = Task(dataset=samples, solver=answers(), scorer=sundog_scorer())
    (log,) = eval(task, model="mockllm/model", display="none", log_dir=str(tmp_path))
    assert log.status == "success", log.error
    (scores,) = log.results.scores
    assert scores.metrics["sundog_mean"].value == EXPECTED.mean("token_error_rate")
    assert scores.metrics["sundog_stderr"].value == EXPECTED.summary["groups"][0]["metrics"]["token_error_rate"]["stderr"]
