"""Freezes Platt calibration as scikit-learn finds it, and the optimum itself: python3 calibration.py > calibration.json

scikit-learn stops its BFGS at a gradient of 1e-5, so beside its answer stands the optimum of the same objective, found by
Newton's method in 80-bit floats.
"""
import json
import sys
from math import log

import numpy as np
import scipy
import sklearn
from sklearn.calibration import _sigmoid_calibration

random = np.random.RandomState(3)


def optimum(score, truth, weight):
    f = score.astype(np.longdouble)
    w = np.ones_like(f) if weight is None else weight.astype(np.longdouble)
    negatives, positives = w[truth == 0].sum(), w[truth == 1].sum()
    target = np.where(truth == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    x = np.stack([f, np.ones_like(f)], axis=1)

    def loss(ab):
        z = x @ ab
        return (w * (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - target * z)).sum()

    ab = np.array([0, log((positives + 1) / (negatives + 1))], dtype=np.longdouble)
    for _ in range(200):
        p = 1 / (1 + np.exp(-(x @ ab)))
        g = x.T @ (w * (p - target))
        h = (x * (w * p * (1 - p))[:, None]).T @ x
        d = h[0, 0] * h[1, 1] - h[0, 1] * h[1, 0]
        step = np.array([h[1, 1] * g[0] - h[0, 1] * g[1], h[0, 0] * g[1] - h[1, 0] * g[0]]) / d
        share = np.longdouble(1)
        while loss(ab - share * step) > loss(ab) * (1 + np.longdouble(1e-18)) and share > 1e-10:
            share /= 2
        ab = ab - share * step
    assert np.abs(g).max() < 1e-12 * w.sum(), g
    return [float(ab[0]), float(ab[1])]


def case(name, score, truth, weight=None):
    score, truth = np.asarray(score, dtype=float), np.asarray(truth)
    a, b = _sigmoid_calibration(score, truth, weight)
    return {
        'name': name,
        'truth': truth.tolist(),
        'score': score.tolist(),
        'weight': None if weight is None else weight.tolist(),
        'sklearn': {'a': -a, 'b': -b},
        'optimum': dict(zip('ab', optimum(score, truth, weight))),
    }


def draw(n, share, shift, scale=1.0):
    truth = (random.rand(n) < share).astype(int)
    return np.round((random.randn(n) + shift * truth) * scale, 4), truth


cases = []
for name, args in {
    'balanced': (200, 0.5, 1.5),
    'one in ten positive': (300, 0.1, 2),
    'small': (12, 0.5, 1),
    'wide scores': (150, 0.3, 1, 40),
    'narrow scores': (150, 0.3, 1, 0.05),
    'positives ranked below': (100, 0.4, -1),
}.items():
    cases.append(case(name, *draw(*args)))
score, truth = draw(80, 0.5, 0)
cases.append(case('separated', score + 8 * truth, truth))
cases.append(case('far from 0', score + truth + 50, truth))
score, truth = draw(200, 0.3, 1.5)
weight = np.round(random.exponential(size=200), 3)
weight[random.rand(200) < 0.1] = 0
cases.append(case('weighted', score, truth, weight))
cases.append(case('positives weighted down to a tenth', score, truth, np.where(truth == 1, 0.1, 1.0)))

versions = {'scikit-learn': sklearn.__version__, 'numpy': np.__version__, 'scipy': scipy.__version__}
json.dump({'versions': versions, 'cases': cases}, sys.stdout)
