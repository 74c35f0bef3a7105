"""Edit distances, alignments and subsequences of random word lists, and the quirks of torchmetrics.

sacrebleu's TER moves blocks of words too, each at a cost of one edit, so it is no distance of ours; its edits without
moves are those of the beam that torchmetrics took over from it, and it alone says 1 where there is nothing to be hit.
"""

import random

import jiwer
from rapidfuzz.distance import Indel, LCSseq, Levenshtein
from rouge_score.rouge_scorer import _score_lcs
from sacrebleu.metrics import TER
from sacrebleu.metrics.lib_ter import BeamEditDistance
from torchmetrics.functional.text import match_error_rate, word_information_preserved

TOOLS = ["rapidfuzz", "jiwer", "rouge-score", "sacrebleu", "torchmetrics"]
SEED = 20231209
WORDS = ["the", "a", "b", "über", "日本", "🎈", "né", "x", "y", "Ω"]


def words(rng, alphabet):
    length = rng.choice([0, 1, 2, 3, 5, 8, 13, 40, 63, 64, 65, 130])
    return [WORDS[rng.randrange(alphabet)] for _ in range(length)]


def edited(rng, tokens, alphabet):
    out = []
    for token in tokens:
        kind = rng.random()
        if kind < 0.7:
            out.append(token)
        elif kind < 0.8:
            out.append(WORDS[rng.randrange(alphabet)])
        elif kind < 0.9:
            out.extend([token, WORDS[rng.randrange(alphabet)]])
    return out


def case(reference, prediction):
    counts = jiwer.process_words(
        [" ".join(reference)] if reference else [" "], [" ".join(prediction)] if prediction else [" "],
        reference_transform=TRANSFORM, hypothesis_transform=TRANSFORM,
    ) if reference else None
    rouge = _score_lcs(reference, prediction) if reference and prediction else None
    ter = TER(case_sensitive=True).sentence_score(" ".join(prediction), [" ".join(reference)])
    texts = ([" ".join(prediction)], [" ".join(reference)])
    return {
        "reference": reference,
        "prediction": prediction,
        "distance": Levenshtein.distance(reference, prediction),
        "indel": Indel.distance(reference, prediction),
        "lcs": LCSseq.similarity(reference, prediction),
        "bounded": {str(k): Levenshtein.distance(reference, prediction, score_cutoff=k) for k in (0, 1, 3, 8, 40)},
        "jiwer": counts and {
            "hits": counts.hits,
            "substitutions": counts.substitutions,
            "deletions": counts.deletions,
            "insertions": counts.insertions,
            "mer": counts.mer,
            "wil": counts.wil,
            "wip": counts.wip,
        },
        "rouge_l": rouge and rouge.fmeasure,
        "sacrebleu": {
            "beam": BeamEditDistance(reference)(prediction)[0],
            "edits": ter.num_edits,
            "rate": ter.score / 100,
        },
        "torchmetrics": None if not (reference and prediction) else {
            "mer": float(match_error_rate(*texts)),
            "wip": float(word_information_preserved(*texts)),
        },
    }


TRANSFORM = jiwer.Compose([jiwer.ReduceToListOfListOfWords()])


def cases():
    rng = random.Random(SEED)
    out = [case("a b c".split(), "b c d".split()), case([], []), case(["a"], []), case([], ["a"])]
    while len(out) < 300:
        alphabet = rng.choice([1, 2, 4, 10])
        reference = words(rng, alphabet)
        prediction = words(rng, alphabet) if rng.random() < 0.4 else edited(rng, reference, alphabet)
        out.append(case(reference, prediction))
    return out
