"""Freezes scikit-learn's cross-validated scores of a few pipelines: python3 search.py > search.json

The comments and labels are those of pipelines.json. FOLDS says which fold each is held out in, as our stratifiedFolds (5
folds, seed 3, duplicates together) deals them: the folds themselves are no answers of scikit-learn's, the scores are.
"""
import json
import os
import sys

import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import make_scorer, f1_score
from sklearn.model_selection import PredefinedSplit, cross_validate
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

FOLDS = "13344313444322412131232424222301100210114320031200320340230200311014233442044143300344020124404304214222123131400142314033131340104212102103"

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pipelines.json")) as f:
    frozen = json.load(f)
texts, y = frozen["texts"], np.array(frozen["labels"])
split = PredefinedSplit([int(fold) for fold in FOLDS])


def estimator(e):
    if e["kind"] == "logisticRegression":
        return LogisticRegression(C=e["c"], solver="newton-cg", tol=1e-8, max_iter=300)
    if e["kind"] == "linearSvc":
        return LinearSVC(C=e["c"], dual=False, tol=1e-11, max_iter=20000)
    return MultinomialNB(alpha=e["alpha"])


specs = []
for features in [{"ngramRange": [1, 2]}, {"analyzer": "char_wb", "ngramRange": [2, 4], "minDf": 2}]:
    for e in [{"kind": "logisticRegression", "c": c, "tol": 1e-9} for c in (0.1, 1, 30)] + \
             [{"kind": "linearSvc", "c": c, "tol": 1e-9} for c in (0.05, 2)] + [{"kind": "multinomialNb", "alpha": 0.5}]:
        specs.append({"features": [features], "estimator": e})

trials = []
for spec in specs:
    block = spec["features"][0]
    vectorizer = TfidfVectorizer(analyzer=block.get("analyzer", "word"), ngram_range=tuple(block["ngramRange"]),
                                 min_df=block.get("minDf", 1), dtype=np.float64)
    pipeline = make_pipeline(vectorizer, estimator(spec["estimator"]))
    scores = cross_validate(pipeline, texts, y, cv=split, error_score="raise", scoring={
        "rocAuc": "roc_auc", "averagePrecision": "average_precision", "f1": make_scorer(f1_score, zero_division=0)})
    trials.append({"spec": spec, **{m: [float(f"{s:.12g}") for s in scores[f"test_{m}"]]
                                    for m in ("rocAuc", "averagePrecision", "f1")}})

json.dump({"sklearn": sklearn.__version__, "python": sys.version.split()[0], "folds": FOLDS, "trials": trials},
          sys.stdout, indent=0)
