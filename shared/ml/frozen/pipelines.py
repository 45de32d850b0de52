"""Freezes scikit-learn's answers for whole pipelines drawn at random: python3 pipelines.py > pipelines.json

Small comments in English and Russian, emoji, empty documents, repeated terms and accents; specs drawn by a seeded
generator over every parameter that both sides have. Scores are decision functions (naive Bayes: the difference of the
joint log-likelihoods) of the logistic regression by newton-cg and of the linear SVC in the primal, both at tolerances
far below ours.
"""
import json
import random
import sys

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

SPECS = 72
rng = random.Random(20261123)

TOXIC = ["You are a stupid fool", "what rubbish, idiot", "shut up you clown", "this is pathetic nonsense", "ты глупый дурак",
         "какая чушь, молчи", "полный бред и позор", "СТЫД И ПОЗОР!!!", "go away, nobody likes you", "Σίσυφος ΟΔΟΣ fool"]
FINE = ["thank you for the source", "the article needs a reference", "спасибо за правку", "добавьте, пожалуйста, источник",
        "see the talk page", "Good work on the İstanbul section", "naïve café résumé", "я согласен с автором", "great edit 👍 👍",
        "2nd paragraph, line 10 of __init__"]
FILLER = ["the", "a", "and", "of", "page", "edit", "very", "really", "это", "и", "не", "очень", "статья", "word", "😀", "x", "I",
          "snake_case", "ﬁne", "ｆｕｌｌ", "①②", "don't", "é", "日本語", "한국어"]


def comment(label):
    parts = [rng.choice(TOXIC if label else FINE)]
    if rng.random() < 0.15:
        parts = [rng.choice(FINE if label else TOXIC)]
    parts += [rng.choice(FILLER) for _ in range(rng.randrange(0, 9))]
    if rng.random() < 0.3:
        parts += [parts[0]]
    rng.shuffle(parts)
    return rng.choice([" ", "  ", "\n", " - "]).join(parts)


labels = [int(rng.random() < 0.4) for _ in range(140)]
texts = [comment(label) for label in labels]
texts[7] = ""
texts[31] = "   "
new_texts = [comment(i % 2) for i in range(24)] + ["", "nothing known here at all zzz"]


def draw():
    blocks = []
    for _ in range(rng.choice([1, 1, 1, 2])):
        analyzer = rng.choice(["word", "word", "char", "char_wb"])
        low = rng.choice([1, 1, 2]) if analyzer == "word" else rng.choice([1, 2, 3])
        blocks.append({
            "kind": rng.choice(["tfidf", "tfidf", "count"]),
            "analyzer": analyzer,
            "ngramRange": [low, low + rng.choice([0, 1, 2])],
            "minDf": rng.choice([1, 1, 2, 3, 0.02]),
            "maxDf": rng.choice([1, 1, 0.7, 60]),
            "binary": rng.random() < 0.2,
            "lowercase": rng.random() < 0.8,
            "stripAccents": rng.choice(["none", "none", "unicode", "ascii"]),
            "useIdf": rng.random() < 0.8,
            "smoothIdf": rng.random() < 0.7,
            "sublinearTf": rng.random() < 0.3,
            "norm": rng.choice(["l2", "l2", "l1", "none"]),
        })
    kind = rng.choice(["logisticRegression", "linearSvc", "multinomialNb", "complementNb", "nbLogisticRegression"])
    estimator = {"kind": kind, "classWeight": rng.choice(["none", "balanced"])}
    if kind.endswith("Nb"):
        estimator["alpha"] = rng.choice([1, 0.1, 0.5, 3])
        estimator["fitPrior"] = rng.random() < 0.7
    else:
        estimator["c"] = rng.choice([0.1, 1, 4, 20])
        estimator["tol"] = 1e-9
        if kind == "nbLogisticRegression":
            estimator["alpha"] = rng.choice([1, 0.5])
    return {"text": {"stopWords": rng.choice(["none", "none", ["the", "and", "и", "не"]])}, "features": blocks, "estimator": estimator}


def vectorizer(block, stop_words):
    settings = dict(analyzer=block["analyzer"], ngram_range=tuple(block["ngramRange"]), min_df=block["minDf"],
                    max_df=float(block["maxDf"]) if block["maxDf"] <= 1 else block["maxDf"], binary=block["binary"],
                    lowercase=block["lowercase"], strip_accents=None if block["stripAccents"] == "none" else block["stripAccents"],
                    stop_words=None if stop_words == "none" or block["analyzer"] != "word" else stop_words, dtype=np.float64)
    if block["kind"] == "count":
        return CountVectorizer(**settings)
    return TfidfVectorizer(use_idf=block["useIdf"], smooth_idf=block["smoothIdf"], sublinear_tf=block["sublinearTf"],
                           norm=None if block["norm"] == "none" else block["norm"], **settings)


def row_weights(y, class_weight):
    if class_weight == "none":
        return np.ones(len(y))
    return np.where(y == 1, len(y) / (2 * (y == 1).sum()), len(y) / (2 * (y == 0).sum()))


def fit(X, y, e):
    """Weights, bias and the objective (None for naive Bayes)."""
    s = row_weights(y, e["classWeight"])
    sign = 2 * y - 1
    if e["kind"] in ("multinomialNb", "complementNb"):
        cls = MultinomialNB if e["kind"] == "multinomialNb" else ComplementNB
        model = cls(alpha=e["alpha"], fit_prior=e["fitPrior"]).fit(X, y, sample_weight=s)
        return lambda Z: np.diff(model._joint_log_likelihood(Z), axis=1).ravel(), None
    if e["kind"] == "linearSvc":
        model = LinearSVC(C=e["c"], dual=False, tol=1e-11, max_iter=20000, class_weight=None).fit(X, y, sample_weight=s)
        w, b = model.coef_.ravel(), model.intercept_[0]
        margin = np.maximum(0, 1 - sign * (X @ w + b))
        return model.decision_function, 0.5 * (w @ w + b * b) + e["c"] * (s * margin ** 2).sum()
    if e["kind"] == "nbLogisticRegression":
        p = np.asarray(X.multiply((s * y)[:, None]).sum(0)).ravel() + e["alpha"]
        q = np.asarray(X.multiply((s * (1 - y))[:, None]).sum(0)).ravel() + e["alpha"]
        r = np.log((p / p.sum()) / (q / q.sum()))
    else:
        r = np.ones(X.shape[1])
    R = sp.diags(r)
    model = LogisticRegression(C=e["c"], solver="newton-cg", tol=1e-8, max_iter=300).fit(X @ R, y, sample_weight=s)
    w = model.coef_.ravel()
    z = (X @ R) @ w + model.intercept_[0]
    return lambda Z: model.decision_function(Z @ R), 0.5 * w @ w + e["c"] * (s * np.logaddexp(0, -sign * z)).sum()


cases = []
y = np.array(labels)
while len(cases) < SPECS:
    spec = draw()
    vectorizers = [vectorizer(block, spec["text"]["stopWords"]) for block in spec["features"]]
    try:
        X = sp.hstack([v.fit_transform(texts) for v in vectorizers]).tocsr()
    except ValueError:
        continue  # nothing left of the vocabulary: another test's business
    decision, objective = fit(X, y, spec["estimator"])
    Z = sp.hstack([v.transform(new_texts) for v in vectorizers]).tocsr()
    cases.append({"spec": spec, "features": [len(v.vocabulary_) for v in vectorizers], "nonZeros": int(X.nnz),
                  "objective": objective, "scores": [float(f"{score:.12g}") for score in decision(Z)]})

json.dump({"sklearn": sklearn.__version__, "python": sys.version.split()[0], "texts": texts, "labels": labels,
           "newTexts": new_texts, "cases": cases}, sys.stdout, ensure_ascii=False, indent=0)
