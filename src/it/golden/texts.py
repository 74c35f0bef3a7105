"""Exact match of texts after normalisation, as lm-eval does it in the manner of evaluate."""

import random

from lm_eval.api.metrics import exact_match_hf_evaluate

TOOLS = ["lm_eval"]
SEED = 20231213
# No İ: its lower case is two characters, of which numpy keeps as many as the array had room for.
PIECES = ["The", "answer", "is", "42", "1,000", "$7.50", "Zürich", "東京", "ÉCOLE", "ß", "a", "an", "-3", "(b)", "№9", "…", "٣"]
GAPS = [" ", " ", " ", "  ", "\t", "\n"]
IGNORED = ["", ",", r"\$", r"(?s).*#### ", r"\.$"]


def text(rng):
    return "".join(rng.choice(PIECES) + rng.choice(GAPS) for _ in range(rng.randrange(5)))


def changed(rng, reference):
    """The same up to what a normaliser may take away, and sometimes more."""
    change = rng.randrange(8)
    return [
        reference,
        reference.lower(),
        reference.upper(),
        reference + ".",
        reference.replace(",", ""),
        "so #### " + reference,
        reference.replace("4", "5"),
        " " + reference,
    ][change]


def case(rng):
    reference = text(rng)
    prediction = changed(rng, reference) if rng.random() < 0.8 else text(rng)
    options = {
        "regexes_to_ignore": rng.sample(IGNORED[1:], rng.randrange(3)),
        "ignore_case": rng.random() < 0.5,
        "ignore_punctuation": rng.random() < 0.5,
        "ignore_numbers": rng.random() < 0.3,
    }
    answer = exact_match_hf_evaluate([prediction], [reference], **options)
    return {"reference": reference, "prediction": prediction, **options, "exact_match": float(answer["exact_match"])}


def cases():
    rng = random.Random(SEED)
    return [case(rng) for _ in range(400)]
