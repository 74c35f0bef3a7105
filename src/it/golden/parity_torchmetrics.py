"""torchmetrics over its own words and characters, pair by pair and over slices.

wer, mer and cer are sums of float32 there, divided once; wip and wil take torch's default type, here float64.
"""

import random

import torch
from torchmetrics.functional import text as tm

from pairs import pairs, slices

TOOLS = ["torchmetrics", "torch"]
SEED = 20251127
COUNT = 300


def figures(references, predictions):
    torch.set_default_dtype(torch.float64)
    return {
        "wer": float(tm.word_error_rate(predictions, references)),
        "mer": float(tm.match_error_rate(predictions, references)),
        "wil": float(tm.word_information_lost(predictions, references)),
        "wip": float(tm.word_information_preserved(predictions, references)),
        "cer": float(tm.char_error_rate(predictions, references)),
        "edit_distance": float(tm.edit_distance(predictions, references, reduction="mean")),
    }


def cases():
    return [
        {
            "reference": reference,
            "prediction": prediction,
            "reference_words": reference.split(),
            "prediction_words": prediction.split(),
            **figures([reference], [prediction]),
        }
        for reference, prediction in pairs(random.Random(SEED), COUNT)
    ]


def corpus(cases):
    return [
        {"from": a, "to": b, **figures([c["reference"] for c in cases[a:b]], [c["prediction"] for c in cases[a:b]])}
        for a, b in slices(len(cases))
    ]
