"""evaluate's exact_match, wer, cer and rouge.

Its modules are scripts that it fetches when asked, which takes more than its package: here is what they
ask of the packages beneath, jiwer, numpy and rouge-score, in their versions of evaluate 0.4. wer and cer
add up the counts of the pairs; rouge's own corpus figure is the median of a bootstrap, so items only.
"""

import random

import jiwer
import numpy
from rouge_score.rouge_scorer import RougeScorer

from pairs import pairs, slices

TOOLS = ["evaluate", "jiwer", "numpy", "rouge-score"]
SEED = 20251128
COUNT = 300


def rate(process, references, predictions):
    """None where the script divides by nothing."""
    counts = [process(r, p) for r, p in zip(references, predictions)]
    wrong = sum(c.substitutions + c.deletions + c.insertions for c in counts)
    total = sum(c.substitutions + c.deletions + c.hits for c in counts)
    return wrong / total if total else None


def figures(references, predictions):
    return {
        "exact_match": numpy.mean(numpy.asarray(predictions) == numpy.asarray(references)),
        "wer": rate(jiwer.process_words, references, predictions),
        "cer": rate(jiwer.process_characters, references, predictions),
    }


def cases():
    scorer = RougeScorer(["rougeL"], use_stemmer=False)
    return [
        {
            "reference": reference,
            "prediction": prediction,
            **figures([reference], [prediction]),
            "rougeL": scorer.score(reference, prediction)["rougeL"].fmeasure,
        }
        for reference, prediction in pairs(random.Random(SEED), COUNT)
    ]


def corpus(cases):
    return [
        {"from": a, "to": b, **figures([c["reference"] for c in cases[a:b]], [c["prediction"] for c in cases[a:b]])}
        for a, b in slices(len(cases))
    ]
