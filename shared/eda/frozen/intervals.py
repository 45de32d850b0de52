"""Writes intervals.json: shares with their intervals, effect sizes, measures of collocation.

    python3 shared/eda/frozen/intervals.py        (numpy 1.24, scipy 1.10, Python 3.11)

Wilson's interval is found by bisection of the test it inverts, in 50 digits, not by the formula that the code has.
"""

import json
import platform
from decimal import Decimal, getcontext
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import chi2_contingency, norm

getcontext().prec = 50
Z = Decimal(float(norm.ppf(0.975)))


def wilson(hits, of):
    """The p that a two-sided score test of `hits` in `of` does not reject: |hits/of - p| = z sqrt(p(1 - p)/of)."""
    share = Decimal(hits) / Decimal(of)

    def rejected(p):
        return (share - p) ** 2 * of > Z * Z * p * (1 - p)

    def edge(inside, outside):
        if not rejected(outside):
            return outside
        for _ in range(150):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if rejected(middle) else (middle, outside)
        return inside

    return [float(share), float(edge(share, Decimal(0))), float(edge(share, Decimal(1)))]


WILSON = [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (1, 3), (50, 100), (1, 1000), (999, 1000), (137, 15329), (7, 3266)]

rng = np.random.default_rng(11)
clusters = []
for comments in [2, 3, 40, 200]:
    words = rng.integers(1, 60, comments)
    rates = rng.beta(2, 5, comments)
    hits = rng.binomial(words, rates)
    p = hits.sum() / words.sum()
    variance = comments / (comments - 1) * ((hits - p * words) ** 2).sum() / words.sum() ** 2
    other_words = rng.integers(1, 60, comments + 3)
    other_hits = rng.binomial(other_words, rng.beta(3, 5, comments + 3))
    a, b = other_hits / other_words, hits / words
    pooled = ((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2)
    clusters.append(
        {
            "words": words.tolist(),
            "hits": hits.tolist(),
            "value": p,
            "effective": p * (1 - p) / variance,
            "otherWords": other_words.tolist(),
            "otherHits": other_hits.tolist(),
            "d": (a.mean() - b.mean()) / np.sqrt(pooled),
        }
    )

pairs = []
for together, first, second, words in [
    (5, 5, 5, 1000),
    (20, 40, 300, 20000),
    (6, 6, 900, 1500),
    (1000, 1800, 1200, 3_000_000),
    (11, 500, 600, 30000),
]:
    table = [[together, first - together], [second - together, words - first - second + together]]
    g = chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
    pmi = np.log2(together * words / (first * second))
    pairs.append(
        {"together": together, "first": first, "second": second, "words": words, "logLikelihood": g, "pmi": pmi}
    )

frozen = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "wilson": [{"hits": hits, "of": of, "share": wilson(hits, of)} for hits, of in WILSON],
    "clusters": clusters,
    "pairs": pairs,
}
(Path(__file__).parent / "intervals.json").write_text(json.dumps(frozen, indent=1) + "\n")
