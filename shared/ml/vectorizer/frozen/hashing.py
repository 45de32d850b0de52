"""Freezes scikit-learn's answers for hashing: python3 hashing.py > hashing.json

Hashes of strings and of all prefixes of some bytes, HashingVectorizer's matrices over settings drawn by a seeded
generator, and decision functions of logistic regressions on them. Few columns make collisions, of equal and of opposite
signs.
"""
import json
import random
import sys

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils import murmurhash3_32

rng = random.Random(20261124)

TOXIC = ["You are a stupid fool", "what rubbish, idiot", "ты глупый дурак", "полный бред и позор", "СТЫД И ПОЗОР!!!"]
FINE = ["thank you for the source", "спасибо за правку", "naïve café résumé", "İstanbul, ὈΔΟΣ Σίσυφος", "great edit 👍 👍"]
FILLER = ["the", "a", "page", "very very", "это", "не", "😀", "x", "日本語", "don't", "snake_case", "ｆｕｌｌ", "__proto__",
          "constructor", "é"]


def comment(label):
    parts = [rng.choice(TOXIC if label else FINE)] + [rng.choice(FILLER) for _ in range(rng.randrange(0, 8))]
    rng.shuffle(parts)
    return rng.choice([" ", "  ", "\n", " - "]).join(parts)


labels = [int(rng.random() < 0.45) for _ in range(60)]
texts = [comment(label) for label in labels]
texts[5] = ""
texts[6] = " \t "
texts[7] = "ab " * 70 + "я" * 150
new_texts = [comment(i % 2) for i in range(12)] + ["", "nothing known here at all zzz"]


def draw(analyzer, bits):
    low = rng.choice([1, 1, 2]) if analyzer == "word" else rng.choice([1, 2, 3, 5])
    return {"kind": "hashing", "analyzer": analyzer, "ngramRange": [low, low + rng.choice([0, 1, 3])],
            "hashBits": bits, "alternateSign": rng.random() < 0.7, "binary": rng.random() < 0.3,
            "lowercase": rng.random() < 0.8, "stripAccents": rng.choice(["none", "none", "unicode", "ascii"]),
            "norm": rng.choice(["l2", "l1", "none"])}


def vectorizer(block):
    return HashingVectorizer(analyzer=block["analyzer"], ngram_range=tuple(block["ngramRange"]),
                             n_features=2 ** block["hashBits"], alternate_sign=block["alternateSign"],
                             binary=block["binary"], lowercase=block["lowercase"],
                             strip_accents=None if block["stripAccents"] == "none" else block["stripAccents"],
                             norm=None if block["norm"] == "none" else block["norm"])


def rows(matrix):
    return [[[int(c) for c in matrix[r].indices], [float(f"{v:.9g}") for v in matrix[r].data]]
            for r in range(matrix.shape[0])]


strings = ["", "a", "ab", "abc", "abcd", "stupid", "you are", "дурак", "глупый дурак", "😀", "日本語", " x ", "__proto__", "\x00",
           "é" * 50]
noise = bytes(rng.randrange(256) for _ in range(40))
hashes = {"strings": [[s, seed, murmurhash3_32(s, seed=seed)] for s in strings for seed in (0, 1, 2 ** 31 + 5)],
          "bytes": list(noise), "prefixes": [murmurhash3_32(noise[:n], seed=0) for n in range(41)]}

matrix_texts = texts[:8] + new_texts[:4]
matrices = []
for analyzer in ("word", "char", "char_wb"):
    for bits in (10, 10, 11, 20, 24):
        block = draw(analyzer, bits)
        matrices.append({"settings": block, "rows": rows(vectorizer(block).transform(matrix_texts))})

pipelines = []
y = np.array(labels)
for i in range(9):
    blocks = [draw(["word", "char", "char_wb"][i % 3], [10, 12, 18][i // 3])]
    vectorizers = [vectorizer(blocks[0])]
    if i % 4 == 3:
        blocks.append({})
        vectorizers.append(TfidfVectorizer())
    c = rng.choice([0.5, 1, 4])
    X = sp.hstack([v.fit_transform(texts) for v in vectorizers]).tocsr()
    model = LogisticRegression(C=c, solver="newton-cg", tol=1e-8, max_iter=500).fit(X, y)
    Z = sp.hstack([v.transform(new_texts) for v in vectorizers]).tocsr()
    pipelines.append({"spec": {"features": blocks, "estimator": {"c": c, "tol": 1e-9}}, "nonZeros": int(X.nnz),
                      "scores": [float(f"{score:.12g}") for score in model.decision_function(Z)]})

json.dump({"sklearn": sklearn.__version__, "python": sys.version.split()[0], "hashes": hashes, "texts": texts,
           "labels": labels, "newTexts": new_texts, "matrixTexts": matrix_texts, "matrices": matrices,
           "pipelines": pipelines}, sys.stdout, ensure_ascii=False)
