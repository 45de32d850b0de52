"""The peer: does the work of the benchmark with scikit-learn. Reads one JSON request a line, answers with one a line."""
import csv
import hashlib
import json
import re
import sys
import time

import joblib
import numpy as np
import scipy
import sklearn
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

csv.field_size_limit(1 << 30)
kept = {}


def cells(path):
    """Text and label of each row, as they are; None for a row that is too short to have both."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        text, label = header.index("comment_text"), header.index("toxic")
        for row in rows:
            yield (row[text], row[label]) if len(row) > max(text, label) else None


def read(path, left_out=()):
    left_out = set(left_out)
    texts, labels = [], []
    for at, row in enumerate(cells(path)):
        if at in left_out:
            continue
        texts.append(row[0])
        labels.append(int(row[1]))
    return texts, np.array(labels)


def row_keys(request):
    """Eight bytes for each row, by which the rows of two readers can be compared."""
    none = bytes(8)
    with open(request["out"], "wb") as file:
        for row in cells(request["data"]):
            file.write(none if row is None else hashlib.md5("\0".join(row).encode()).digest()[:8])
    return {}


def texts_of(path):
    if kept.get("path") != path:
        kept.clear()
        kept["path"] = path
        kept["texts"], kept["labels"] = read(path)
    return kept["texts"]


def vectorizer_of(request):
    ngram_range = tuple(request["ngramRange"])
    return TfidfVectorizer(analyzer=request["analyzer"], ngram_range=ngram_range, min_df=request.get("minDf", 1))


def hello(request):
    return {"python": sys.version.split()[0], "sklearn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__}


def train(request):
    """From a CSV file to a dumped pipeline; `other` is the time with another solver, all else as it was."""
    seconds = {}
    began = last = time.perf_counter()
    began_processor = time.process_time()

    def lap(name):
        nonlocal last
        now = time.perf_counter()
        seconds[name] = now - last
        last = now

    texts, labels = read(request["data"], request.get("leftOut", ()))
    lap("read")
    vectorizer = vectorizer_of(request)
    matrix = vectorizer.fit_transform(texts)
    lap("vectorize")
    estimator = LogisticRegression(solver=request["solver"])
    before_fit = time.process_time()
    estimator.fit(matrix, labels)
    fit_processor = time.process_time() - before_fit
    lap("fit")
    joblib.dump(make_pipeline(vectorizer, estimator), request["out"])
    lap("dump")
    seconds["total"] = time.perf_counter() - began
    seconds["processor"] = time.process_time() - began_processor
    if "scores" in request:
        estimator.decision_function(matrix[: request["scoreRows"]]).astype("<f8").tofile(request["scores"])
    if "otherSolver" in request:
        began, began_processor = time.perf_counter(), time.process_time()
        LogisticRegression(solver=request["otherSolver"]).fit(matrix, labels)
        seconds["other"] = seconds["total"] - seconds["fit"] + time.perf_counter() - began
        seconds["otherProcessor"] = seconds["processor"] - fit_processor + time.process_time() - began_processor
    return {"seconds": seconds, "features": matrix.shape[1], "nonZeros": matrix.nnz}


def vectorize(request):
    """fit_transform, with checksums by which two matrices can be compared."""
    texts = texts_of(request["data"])
    vectorizer = vectorizer_of(request)
    began = time.perf_counter()
    matrix = vectorizer.fit_transform(texts)
    seconds = time.perf_counter() - began
    if request.get("keep"):
        kept["vectorizer"] = vectorizer
    if not request.get("check"):
        return {"seconds": seconds}
    matrix.sort_indices()
    places = matrix.indices.astype(np.int64) % 1009 + 1
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)) % 997 + 1
    return {
        "seconds": seconds,
        "features": matrix.shape[1],
        "nonZeros": matrix.nnz,
        "sum": float(matrix.data.sum()),
        "placedSum": float((matrix.data * places * rows).sum()),
    }


def load_matrix(request):
    values = np.fromfile(request["values"], "<f4").astype(np.float64)
    indices = np.fromfile(request["indices"], "<u4").astype(np.int32)
    indptr = np.fromfile(request["indptr"], "<u4").astype(np.int32)
    kept.clear()
    kept["matrix"] = csr_matrix((values, indices, indptr), shape=(request["rows"], request["columns"]))
    kept["target"] = np.fromfile(request["target"], np.uint8).astype(int)
    return {}


def fit(request):
    if request["estimator"] == "linearSvc":
        estimator = LinearSVC(random_state=0)
    else:
        estimator = LogisticRegression(solver=request["solver"], random_state=0)
    began = time.perf_counter()
    estimator.fit(kept["matrix"], kept["target"])
    seconds = time.perf_counter() - began
    if "weights" in request:
        np.append(estimator.coef_[0], estimator.intercept_[0]).astype("<f8").tofile(request["weights"])
    return {"seconds": seconds, "iterations": int(np.max(estimator.n_iter_))}


def load_pipeline(request):
    """A pipeline with the weights of the request, its vectorizer fitted here."""
    texts = texts_of(request["data"])
    vectorizer = vectorizer_of(request).fit(texts)
    estimator = LogisticRegression()
    weights = np.fromfile(request["weights"], "<f8")
    estimator.classes_ = np.array([0, 1])
    estimator.coef_ = weights[:-1].reshape(1, -1)
    estimator.intercept_ = weights[-1:]
    estimator.n_features_in_ = len(weights) - 1
    kept["pipeline"] = make_pipeline(vectorizer, estimator)
    return {"features": len(vectorizer.vocabulary_)}


def score_all(request):
    texts, pipeline = kept["texts"], kept["pipeline"]
    began = time.perf_counter()
    scores = pipeline.decision_function(texts)
    seconds = time.perf_counter() - began
    if "scores" in request:
        scores.astype("<f8").tofile(request["scores"])
    return {"seconds": seconds}


def score_each(request):
    texts, pipeline = kept["texts"][: request["count"]], kept["pipeline"]
    began = time.perf_counter()
    for text in texts:
        pipeline.predict_proba([text])
    return {"seconds": time.perf_counter() - began}


def explore(request):
    """Lengths and n-grams of each class, n by n, from texts that are read already."""
    texts = texts_of(request["data"])
    token = re.compile(r"(?u)\b\w\w+\b")
    answer = {}
    began = time.perf_counter()
    for label in (0, 1):
        own = [text for text, other in zip(texts, kept["labels"]) if other == label]
        characters = np.array([len(text) for text in own])
        words = np.array([len(token.findall(text.lower())) for text in own])
        for values in (characters, words):
            quantiles = np.quantile(values, [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
        answer[f"{label} characters"] = float(characters.mean())
        answer[f"{label} words"] = float(quantiles[6])
        for n in (1, 2, 3):
            vectorizer = CountVectorizer(ngram_range=(n, n))
            matrix = vectorizer.fit_transform(own)
            counts = np.asarray(matrix.sum(axis=0))[0]
            documents = np.bincount(matrix.indices, minlength=matrix.shape[1])
            terms = vectorizer.get_feature_names_out()
            order = np.argsort(-counts, kind="stable")[:1000]
            commonest = [(terms[i], counts[i], documents[i]) for i in order]
            answer[f"{label} {n} terms"] = len(terms)
            answer[f"{label} {n} count"] = int(counts.sum())
            answer[f"{label} {n} most"] = int(commonest[0][1])
    return {"seconds": time.perf_counter() - began, **answer}


OPERATIONS = {
    operation.__name__: operation
    for operation in (hello, row_keys, train, vectorize, load_matrix, fit, load_pipeline, score_all, score_each, explore)
}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = OPERATIONS[asked["operation"]](asked)
    except Exception as error:  # reported to the caller, which skips the row
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
