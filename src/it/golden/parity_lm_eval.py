"""lm-eval's own evaluation, from tasks to figures: simple_evaluate over tasks of a dozen documents each.

Ours are the documents, which lie in memory, the tasks' options, and a model that answers what its document says.
Requests, filters, results of documents and aggregations are lm-eval's. Its brier_score is one of a task only: that
of a document is its aggregation of that document alone.

Log-likelihoods are whole multiples of 1/1024, which a float32 holds and sums without rounding.
"""

import functools
import math
import random

import datasets
from lm_eval import simple_evaluate
from lm_eval.api.metrics import brier_score
from lm_eval.api.model import LM
from lm_eval.api.task import ConfigurableTask
from lm_eval.tasks import TaskManager

from pairs import pairs

TOOLS = ["lm_eval", "datasets", "numpy"]
SEED = 20251129
DOZENS = 25
DOZEN = 12
CHOICE_WORDS = ["yes", "no", "Zürich", "日本", "🎈", " a b", "(C)", ""]
REGEXES = [[], [","], [r"\.$"], [r"(?s).*\?", ","]]
NO_OPTIONS = {"regexes_to_ignore": [], "ignore_case": False, "ignore_punctuation": False, "ignore_numbers": False}
KINDS = {
    "generate_until": ["exact_match"],
    "multiple_choice": ["acc", "acc_norm", "acc_bytes", "acc_mutual_info", "brier_score"],
    "loglikelihood": ["perplexity"],
    "loglikelihood_rolling": ["word_perplexity", "byte_perplexity", "bits_per_byte"],
}


class Replay(LM):
    """Answers what the request's document says."""

    def generate_until(self, requests):
        return [request.doc["prediction"] for request in requests]

    def loglikelihood(self, requests):
        """Of a choice, first all given the question, then all without; or of the text."""
        return [(self.nats(request), False) for request in requests]

    def loglikelihood_rolling(self, requests):
        return [request.doc["sum"] for request in requests]

    @staticmethod
    def nats(request):
        doc = request.doc
        return (doc["nats"] + doc["unconditional"])[request.idx] if request.task_name.startswith("multiple") else doc["sum"]


def task(kind, number, documents):
    options = documents[0]["options"] if kind == "generate_until" else {}
    target = {"generate_until": "reference", "multiple_choice": "target"}.get(kind, "prediction")
    return ConfigurableTask(
        config={
            "task": f"{kind}-{number}",
            "custom_dataset": lambda **_: {"test": datasets.Dataset.from_list(documents)},
            "test_split": "test",
            "output_type": kind,
            "doc_to_text": lambda doc: "Q:",
            "doc_to_target": lambda doc: doc[target],
            "doc_to_choice": (lambda doc: doc["choices"]) if kind == "multiple_choice" else None,
            "metric_list": [{"metric": metric, **options} for metric in KINDS[kind]],
        }
    )


def nats(rng, whole=False):
    return -float(rng.randint(1, 6)) if whole else -rng.randint(1, 30_000) / 1024


def choices(rng, count, words):
    tie = rng.random() < 0.3
    return {
        "choices": [rng.choice(words) for _ in range(count)],
        "nats": [nats(rng, tie) for _ in range(count)],
        "unconditional": [nats(rng, tie) for _ in range(count)],
        "target": rng.randrange(count),
    }


def options(rng):
    return {
        "regexes_to_ignore": rng.choice(REGEXES),
        "ignore_case": rng.random() < 0.5,
        "ignore_punctuation": rng.random() < 0.5,
        "ignore_numbers": rng.random() < 0.3,
    }


def documents():
    """A document's text has a log-prob per token; an empty one has none. A task's first choices must have a text."""
    rng = random.Random(SEED)
    out = []
    for number, (reference, prediction) in enumerate(pairs(rng, DOZEN * DOZENS)):
        if number % DOZEN == 0:
            asked = options(rng) if number else NO_OPTIONS
            count = rng.randint(2, 6)
        logprobs = [nats(rng) / 8 for _ in range(rng.randint(1, 9))] if prediction else []
        out.append(
            {
                "reference": reference,
                "prediction": prediction,
                "options": asked,
                **choices(rng, count, CHOICE_WORDS if number % DOZEN else CHOICE_WORDS[:-1]),
                "logprobs": logprobs,
                "sum": math.fsum(logprobs),
            }
        )
    return out


def dozens(documents):
    return [documents[at : at + DOZEN] for at in range(0, len(documents), DOZEN)]


@functools.cache
def evaluated():
    """The documents with their results, and the figures of each dozen."""
    parts = dozens(documents())
    tasks = [task(kind, number, part) for kind in KINDS for number, part in enumerate(parts)]
    got = simple_evaluate(
        model=Replay(), tasks=tasks, bootstrap_iters=0, task_manager=TaskManager(include_defaults=False)
    )
    corpus = []
    for number, part in enumerate(parts):
        figures = {}
        for kind, metrics in KINDS.items():
            name = f"{kind}-{number}"
            figures |= {metric: got["results"][name][f"{metric},none"] for metric in metrics}
            for sample in got["samples"][name]:
                document = part[sample["doc_id"]]
                if not kind.startswith("loglikelihood"):
                    document |= {metric: sample[metric] for metric in metrics}
                if kind == "multiple_choice":
                    document["brier_score"] = brier_score([sample["brier_score"]])
        corpus.append({"from": DOZEN * number, "to": DOZEN * (number + 1), **figures})
    return [document for part in parts for document in part], corpus


def cases():
    return evaluated()[0]


def corpus(_):
    return evaluated()[1]
