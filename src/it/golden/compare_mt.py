"""Paired comparison of two real translation systems: neulab/compare-mt's TED sentences, words at white space.

The data is no part of the project: it is looked for beside it, in ../shared/data. Every dozen of sentences has
its exact permutation p-values; all of them together have McNemar's exact test, and permutation p-values and
percentile bootstrap intervals of random resamples.
"""

import pathlib

import numpy
from rapidfuzz.distance import Levenshtein
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

TOOLS = ["scipy", "statsmodels", "rapidfuzz", "numpy"]
SEED = 20251130
RESAMPLES = 20_000
DOZEN = 12
FOLDER = pathlib.Path(__file__).parents[3].parent / "shared" / "data" / "compare-mt"


def lines(name):
    return [line.split() for line in (FOLDER / name).read_text(encoding="utf-8").split("\n")[:-1]]


def rows(system):
    """Of each sentence: exact match, distance, hits, words of the reference and of the prediction, 1."""
    out = []
    for reference, prediction in zip(lines("ted.ref.eng"), lines(f"ted.{system}.eng"), strict=True):
        hits = sum(op.src_end - op.src_start for op in Levenshtein.opcodes(reference, prediction) if op.tag == "equal")
        distance = Levenshtein.distance(reference, prediction)
        out.append([float(reference == prediction), distance, hits, len(reference), len(prediction), 1])
    return numpy.array(out, float)


def likelihoods(system):
    """Of each line: the sum of its tokens' log-probs, and their number."""
    return numpy.array([[sum(map(float, line)), len(line)] for line in lines(f"ll_test.{system}.likelihood")])


EXACT, DISTANCE, HITS, REFERENCE, PREDICTION, ONE = range(6)
CORPUS = {
    "exact_match": lambda s: s[EXACT] / s[ONE],
    "token_edit_distance": lambda s: s[DISTANCE] / s[ONE],
    "token_error_rate": lambda s: s[DISTANCE] / s[REFERENCE],
    "wip": lambda s: s[HITS] / s[REFERENCE] * (s[HITS] / s[PREDICTION]),
    "wil": lambda s: 1 - s[HITS] / s[REFERENCE] * (s[HITS] / s[PREDICTION]),
    "perplexity": lambda s: numpy.exp(-s[0] / s[1]),
}


def difference(base, candidate, corpus):
    """A statistic of item numbers, of which those from the base's count on are the candidate's."""
    both = numpy.concatenate([base, candidate])

    def value(items, axis):
        return corpus(numpy.moveaxis(both[items.astype(int)].sum(axis=axis - 1 if axis < 0 else axis), -1, 0))

    return lambda x, y, axis: value(y, axis) - value(x, axis)


def numbers(count):
    return numpy.arange(count), numpy.arange(count) + count


def permutation(base, candidate, corpus, resamples):
    return stats.permutation_test(
        numbers(len(base)),
        difference(base, candidate, corpus),
        permutation_type="samples",
        vectorized=True,
        n_resamples=resamples,
        batch=200,
        rng=numpy.random.default_rng(SEED),
    ).pvalue


def interval(base, candidate, corpus):
    found = stats.bootstrap(
        numbers(len(base)),
        difference(base, candidate, corpus),
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=200,
        method="percentile",
        rng=numpy.random.default_rng(SEED),
    ).confidence_interval
    return [found.low, found.high]


def cases():
    base, candidate = rows("sys1"), rows("sys2")
    return [
        {
            "from": at,
            "to": min(at + DOZEN, len(base)),
            **{
                name: permutation(base[at : at + DOZEN], candidate[at : at + DOZEN], CORPUS[name], 2**DOZEN)
                for name in ["token_edit_distance", "token_error_rate", "wip", "wil"]
            },
        }
        for at in range(0, len(base), DOZEN)
    ]


def corpus(_):
    out = []
    for name, value in CORPUS.items():
        base, candidate = map(likelihoods if name == "perplexity" else rows, ["sys1", "sys2"])
        only_base = int(((base[:, 0] == 1) & (candidate[:, 0] == 0)).sum()) if name == "exact_match" else None
        only_candidate = int(((base[:, 0] == 0) & (candidate[:, 0] == 1)).sum()) if name == "exact_match" else None
        out.append(
            {
                "metric": name,
                "base": value(base.sum(axis=0)),
                "candidate": value(candidate.sum(axis=0)),
                "only_base": only_base,
                "only_candidate": only_candidate,
                "mcnemar": only_base and mcnemar([[7, only_base], [only_candidate, 9]], exact=True).pvalue,
                "resamples": RESAMPLES,
                "permutation": permutation(base, candidate, value, RESAMPLES),
                "bootstrap": interval(base, candidate, value),
            }
        )
    return out
