"""Fits of scikit-learn on small problems, to hold our estimators against.

    /usr/bin/python3 shared/ml/estimators/frozen/sklearnFits.py > shared/ml/estimators/frozen/sklearnFits.json
"""

import json
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC
from sklearn.utils.class_weight import compute_sample_weight

warnings.simplefilter("error")
draw = np.random.default_rng(20240612)


def as_float32(matrix):
    """Values that a float32 holds exactly and that are short in JSON."""
    return np.round(matrix * 64) / 64


def sparse_counts(rows, columns, share_positive):
    """Counts with Zipf's law: empty rows, columns of zeros, columns in one row only."""
    rank = np.arange(1, columns + 1)
    target = (draw.random(rows) < share_positive).astype(int)
    tilt = draw.normal(0, 0.8, columns)
    counts = np.zeros((rows, columns))
    for row in range(rows):
        chance = (1 / rank) * np.exp(tilt * (2 * target[row] - 1))
        length = draw.integers(0, 25)
        np.add.at(counts[row], draw.choice(columns, length, p=chance / chance.sum()), 1)
    counts[3] = 0
    counts[:, columns - 2] = 0
    return counts, target


def rows_of_norm_1(counts):
    norm = np.sqrt((counts**2).sum(axis=1, keepdims=True))
    return np.round(np.divide(counts, norm, out=np.zeros_like(counts), where=norm > 0) * 1024) / 1024


dense = as_float32(draw.normal(0, 1, (60, 5)))
dense_target = (dense @ [1.5, -2, 0.5, 0, 1] + draw.normal(0, 1.5, 60) > 1).astype(int)
counts, counts_target = sparse_counts(150, 220, 0.3)
norms, norms_target = sparse_counts(200, 300, 0.2)
norms = rows_of_norm_1(norms)
problems = {
    "dense": (dense, dense_target, np.round(draw.uniform(0, 3, 60) * 8) / 8),
    "counts": (counts, counts_target, np.round(draw.uniform(0, 2, 150) * 8) / 8),
    "norms": (norms, norms_target, np.round(draw.uniform(0.5, 2, 200) * 8) / 8),
}


def logistic_objective(X, y, weight, c, w, b):
    return 0.5 * w @ w + c * weight @ np.logaddexp(0, -(2 * y - 1) * (X @ w + b))


def svc_objective(X, y, weight, c, w, b):
    return 0.5 * (w @ w + b * b) + c * weight @ np.maximum(0, 1 - (2 * y - 1) * (X @ w + b)) ** 2


def fit_logistic(X, y, weight, c):
    """newton-cg down to where its line search meets rounding (hence the silenced warnings), with the gradient it left."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=c, solver="newton-cg", tol=1e-10, max_iter=10000).fit(X, y, weight)
    sign = 2 * y - 1
    slope = -c * weight * sign / (1 + np.exp(sign * model.decision_function(X)))
    gradient = float(np.abs(np.append(model.coef_[0] + slope @ X, slope.sum())).max())
    assert gradient < 1e-5, gradient
    return model, gradient


cases = []
for name, (X, y, row_weight) in problems.items():
    for weights in ("none", "rows", "balanced", "both"):
        weight = row_weight if weights in ("rows", "both") else np.ones(len(y))
        balanced = weights in ("balanced", "both")
        total = weight * (compute_sample_weight("balanced", y) if balanced else 1)
        base = {"problem": name, "rowWeight": weights in ("rows", "both"), "classWeight": "balanced" if balanced else "none"}

        def add(kind, settings, w, b, objective):
            score = X @ w + b
            entry = {**base, "kind": kind, **settings, "bias": b, "objective": objective}
            entry["weights" if X.shape[1] < 10 else "scores"] = (w if X.shape[1] < 10 else score).tolist()
            cases.append(entry)

        for c in (0.1, 10.0) if weights == "both" else (1.0,):
            model, gradient = fit_logistic(X, y, total, c)
            w, b = model.coef_[0], model.intercept_[0]
            add("logisticRegression", {"c": c, "gradient": gradient}, w, b, logistic_objective(X, y, total, c, w, b))
            model = LinearSVC(C=c, dual=False, tol=1e-10, max_iter=100000).fit(X, y, total)
            w, b = model.coef_[0], model.intercept_[0]
            add("linearSvc", {"c": c}, w, b, svc_objective(X, y, total, c, w, b))
        if name == "dense":
            continue
        for alpha in (1.0, 0.1, 0.0) if weights == "none" else (0.5,):
            for fit_prior in (True, False):
                model = MultinomialNB(alpha=max(alpha, 1e-10), fit_prior=fit_prior).fit(X, y, total)
                w = model.feature_log_prob_[1] - model.feature_log_prob_[0]
                b = model.class_log_prior_[1] - model.class_log_prior_[0]
                add("multinomialNb", {"alpha": alpha, "fitPrior": fit_prior}, w, b, None)
            if alpha == 0:
                continue  # its all + 1e-10 - counts cancels to 6 digits
            model = ComplementNB(alpha=max(alpha, 1e-10)).fit(X, y, total)
            joint = model.predict_joint_log_proba(X)
            w = model.feature_log_prob_[1] - model.feature_log_prob_[0]
            assert np.allclose(joint[:, 1] - joint[:, 0], X @ w, atol=1e-12)
            add("complementNb", {"alpha": alpha}, w, 0.0, None)
        p = 1.0 + total[y == 1] @ X[y == 1]
        q = 1.0 + total[y == 0] @ X[y == 0]
        ratio = np.log((p / p.sum()) / (q / q.sum()))
        model, gradient = fit_logistic(X * ratio, y, total, 1.0)
        v, b = model.coef_[0], model.intercept_[0]
        objective = logistic_objective(X * ratio, y, total, 1.0, v, b)
        add("nbLogisticRegression", {"alpha": 1.0, "c": 1.0, "gradient": gradient}, v * ratio, b, objective)
        for beta in (0.0, 0.75):
            scale = (1 - beta) * np.abs(ratio).mean() + beta * np.abs(ratio)
            nb = {"alpha": 1.0, "c": 0.5, "beta": beta}
            model, gradient = fit_logistic(X * scale, y, total, 0.5)
            v, b = model.coef_[0], model.intercept_[0]
            objective = logistic_objective(X * scale, y, total, 0.5, v, b)
            add("nbLogisticRegression", {**nb, "gradient": gradient}, v * scale, b, objective)
            model = LinearSVC(C=0.5, dual=False, tol=1e-10, max_iter=100000).fit(X * scale, y, total)
            v, b = model.coef_[0], model.intercept_[0]
            add("nbLinearSvc", nb, v * scale, b, svc_objective(X * scale, y, total, 0.5, v, b))


def sparse(X):
    entries = [[int(column), float(row[column])] for row in X for column in np.flatnonzero(row)]
    return {
        "columns": X.shape[1],
        "indptr": np.concatenate([[0], np.cumsum((X != 0).sum(axis=1))]).tolist(),
        "indices": [column for column, _ in entries],
        "values": [value for _, value in entries],
    }


def rounded(value):
    """12 significant digits: a hundred times finer than what is asserted."""
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value


print(
    json.dumps(
        {
            "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
            "problems": {
                name: {**sparse(X), "target": y.tolist(), "rowWeight": weight.tolist()} for name, (X, y, weight) in problems.items()
            },
            "cases": [{key: rounded(value) for key, value in case.items()} for case in cases],
        },
        separators=(",", ":"),
    )
)
