"""lm-eval: its task class's results of single documents, and its aggregations over slices of a dozen.

Log-likelihoods are whole multiples of 1/1024, which a float32 holds and sums without rounding.
"""

import math
import random
from types import SimpleNamespace

from lm_eval.api import metrics
from lm_eval.api.task import ConfigurableTask

from pairs import pairs

TOOLS = ["lm_eval", "numpy"]
SEED = 20251129
DOZENS = 25
CHOICE_WORDS = ["yes", "no", "Zürich", "日本", "🎈", " a b", "(C)", ""]
REGEXES = [[], [","], [r"\.$"], [r"(?s).*\?", ","]]


def nats(rng, whole=False):
    return -float(rng.randint(1, 6)) if whole else -rng.randint(1, 30_000) / 1024


def results(kind, asked, outcome, **doc):
    """What the task class makes of a model's answer to a document."""
    task = SimpleNamespace(
        config=SimpleNamespace(process_results=None, doc_to_choice=None),
        OUTPUT_TYPE=kind,
        _metric_fn_list=dict.fromkeys(asked),
        multiple_input=False,
        multiple_target=isinstance(doc.get("target"), list),
        doc_to_choice=lambda _: doc["choices"],
        doc_to_target=lambda _: doc["target"],
        count_words=ConfigurableTask.count_words,
        count_bytes=ConfigurableTask.count_bytes,
    )
    return ConfigurableTask.process_results(task, doc, outcome)


def choices(rng, count):
    texts = [rng.choice(CHOICE_WORDS) for _ in range(count)]
    tie = rng.random() < 0.3
    given, alone = ([nats(rng, tie) for _ in range(count)] for _ in range(2))
    target = rng.randrange(count)
    asked = ["acc", "acc_norm", "acc_bytes", "acc_mutual_info", "brier_score"]
    got = results("multiple_choice", asked, [(ll, False) for ll in given + alone], choices=texts, target=target)
    gold, probabilities = got.pop("brier_score")
    return {
        "choices": texts,
        "nats": given,
        "unconditional": alone,
        "target": target,
        **got,
        "brier_score": metrics.brier_score([(gold, probabilities)]),
        "probabilities": [float(p) for p in probabilities],
    }


def rolling(rng, text):
    """A document's tokens have a log-prob each; an empty one has none."""
    logprobs = [nats(rng) / 8 for _ in range(rng.randint(1, 9))] if text else []
    asked = ["word_perplexity", "byte_perplexity", "bits_per_byte"]
    got = results("loglikelihood_rolling", asked, [math.fsum(logprobs)], target=text)
    return {"logprobs": logprobs, "sum": math.fsum(logprobs), "words": got["word_perplexity"][1], "bytes": got["bits_per_byte"][1]}


def options(rng):
    return {
        "regexes_to_ignore": rng.choice(REGEXES),
        "ignore_case": rng.random() < 0.5,
        "ignore_punctuation": rng.random() < 0.5,
        "ignore_numbers": rng.random() < 0.3,
    }


def cases():
    rng = random.Random(SEED)
    texts = pairs(rng, 12 * DOZENS)
    out = []
    for dozen in range(DOZENS):
        asked = options(rng) if dozen else options(random.Random(0)) | {"regexes_to_ignore": []}
        count = rng.randint(2, 6)
        for reference, prediction in texts[12 * dozen : 12 * dozen + 12]:
            match = metrics.exact_match_hf_evaluate([prediction], [reference], **asked)
            plain = metrics.exact_match_hf_evaluate([prediction], [reference])
            out.append(
                {
                    "reference": reference,
                    "prediction": prediction,
                    "options": asked,
                    "exact_match": match["exact_match"],
                    "exact_match_plain": plain["exact_match"],
                    **choices(rng, count),
                    **rolling(rng, prediction),
                }
            )
    return out


def figures(cases):
    answers = [c["prediction"] for c in cases], [c["reference"] for c in cases]
    asked = cases[0]["options"]
    return {
        "exact_match": metrics.exact_match_hf_evaluate(*answers, **asked)["exact_match"],
        **{name: metrics.mean([c[name] for c in cases]) for name in ["acc", "acc_norm", "acc_bytes", "acc_mutual_info"]},
        "brier_score": metrics.brier_score([(c["target"], c["probabilities"]) for c in cases]),
        "perplexity": metrics.perplexity([c["sum"] for c in cases]),
        "word_perplexity": metrics.weighted_perplexity([(c["sum"], c["words"]) for c in cases]),
        "byte_perplexity": metrics.weighted_perplexity([(c["sum"], c["bytes"]) for c in cases]),
        "bits_per_byte": metrics.bits_per_byte([(c["sum"], c["bytes"]) for c in cases]),
    }


def corpus(cases):
    return [{"from": at, "to": at + 12, **figures(cases[at : at + 12])} for at in range(0, len(cases), 12)]
