"""jiwer over its own words and characters, pair by pair and over slices."""

import random

import jiwer

from pairs import pairs, slices

TOOLS = ["jiwer", "rapidfuzz"]
SEED = 20251126
COUNT = 300


def figures(references, predictions):
    words = jiwer.process_words(references, predictions)
    return {
        "wer": words.wer,
        "mer": words.mer,
        "wil": words.wil,
        "wip": words.wip,
        "hits": words.hits,
        "substitutions": words.substitutions,
        "deletions": words.deletions,
        "insertions": words.insertions,
        "cer": jiwer.cer(references, predictions),
    }


def case(reference, prediction):
    words = jiwer.process_words(reference, prediction)
    return {
        "reference": reference,
        "prediction": prediction,
        "reference_words": words.references[0],
        "prediction_words": words.hypotheses[0],
        **figures([reference], [prediction]),
    }


def cases():
    return [case(*pair) for pair in pairs(random.Random(SEED), COUNT)]


def corpus(cases):
    return [
        {"from": a, "to": b, **figures([c["reference"] for c in cases[a:b]], [c["prediction"] for c in cases[a:b]])}
        for a, b in slices(len(cases))
    ]
