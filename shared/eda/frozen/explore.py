"""Writes explore.json: what scikit-learn, numpy and scipy say of small texts and tables.

    python3 shared/eda/frozen/explore.py        (scikit-learn 1.2.1, Python 3.11)
"""

import json
import platform
import random
import re
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.stats import chi2_contingency
from sklearn.feature_extraction.text import CountVectorizer

HERE = Path(__file__).parent
QUANTILES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
random.seed(5)

TEXTS = [
    "You are a stupid person, a very stupid person indeed.",
    "",
    "   \n",
    "Ты глупый дурак, а статья хорошая. Статья ОЧЕНЬ хорошая!",
    "ΟΔΥΣΣΕΥΣ και ΣΙΣΥΦΟΣ, ΑΣ. Σ ΣΑΣ'Σ α.Σ.",
    "İstanbul'da IĞDIR ışık, DİYARBAKIR İİ i̇i",
    "Great 😀😀 work 👍🏽 team",
    "Crème brûlée, naïve café, ½ cup, x² ㎏ Ⅷ",
    "snake_case __proto__ constructor _ __ a_b hasOwnProperty __proto__",
    "a b c d I x y z ok",
    "white\u00a0space\u2003here\tand\r\n\nthere  \u3000  end",
    "the the the the cat cat sat on the mat the end",
    "𝓯𝓪𝓷𝓬𝔂 𝕥𝕖𝕩𝕥 ｆｕｌｌｗｉｄｔｈ",
    "one",
    "two words",
]
WORDS = "the a good edit talk page thanks for this article rubbish idiot you are is it not ты дурак статья спасибо".split()
for _ in range(60):
    TEXTS.append(" ".join(random.choices(WORDS, weights=range(len(WORDS), 0, -1), k=random.randint(1, 14))) + random.choice([".", "!", ""]))
LABELS = [random.choice([0, 0, 1, 255]) for _ in TEXTS]


def statistics(values):
    values = np.array(values)
    return {
        "mean": float(np.mean(values)),
        "median": float(np.median(values)),
        "min": int(values.min()),
        "max": int(values.max()),
        "quantiles": {str(q): float(np.quantile(values, q)) for q in QUANTILES},
    }


def lengths(texts):
    token = re.compile(r"(?u)\b\w\w+\b")
    return {
        "characters": statistics([len(text) for text in texts]),
        "words": statistics([len(token.findall(text.lower())) for text in texts]),
    }


def terms(texts, n, **settings):
    vectorizer = CountVectorizer(ngram_range=(n, n), **settings)
    matrix = vectorizer.fit_transform(texts)
    counts = np.asarray(matrix.sum(axis=0))[0]
    documents = np.asarray((matrix > 0).sum(axis=0))[0]
    rows = zip(vectorizer.get_feature_names_out(), counts.tolist(), documents.tolist())
    return sorted(rows, key=lambda row: (-row[1], row[0].encode()))


def log_odds(one, zero, ones, zeros):
    """Monroe, Colaresi and Quinn (2008) for one term, written as the paper has it."""
    alpha_0 = min(ones, zeros)
    alpha = alpha_0 * (one + zero) / (ones + zeros)
    omega_1 = (one + alpha) / (ones + alpha_0 - (one + alpha))
    omega_0 = (zero + alpha) / (zeros + alpha_0 - (zero + alpha))
    delta = np.log(omega_1 / omega_0)
    return float(delta), float(delta / np.sqrt(1 / (one + alpha) + 1 / (zero + alpha)))


def use():
    ones, zeros = random.choice([(40, 300), (9000, 120000), (500, 500), (7, 3)])
    while True:
        one, zero = random.randint(0, ones), random.randint(0, zeros)
        if random.random() < 0.6:
            one, zero = one // 20, zero // 20
        if 0 < one + zero < ones + zeros:
            return one, zero, ones, zeros


by_class = {key: [text for text, label in zip(TEXTS, LABELS) if label == value] for key, value in [("0", 0), ("1", 1), ("unlabelled", 255)]}
stop_words = ["the", "is", "ты"]
uses = []
for _ in range(60):
    one, zero, ones, zeros = use()
    delta, z = log_odds(one, zero, ones, zeros)
    chi2 = chi2_contingency([[one, ones - one], [zero, zeros - zero]], correction=False)[0]
    uses.append([one, zero, ones, zeros, delta, z, float(chi2)])

answer = {
    "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    "texts": TEXTS,
    "labels": LABELS,
    "lengths": {key: lengths(texts) for key, texts in by_class.items()},
    "terms": {str(n): {key: terms(texts, n) for key, texts in by_class.items()} for n in (1, 2, 3)},
    "stopWords": stop_words,
    "withoutStopWords": {str(n): {key: terms(texts, n, stop_words=stop_words) for key, texts in by_class.items()} for n in (1, 2, 3)},
    "samples": [
        {"values": values, "statistics": statistics(values)}
        for values in [[random.randint(0, 10 ** random.randint(0, 4)) for _ in range(size)] for size in (1, 2, 3, 7, 20, 100, 251)]
    ],
    "uses": uses,
}
(HERE / "explore.json").write_text(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
