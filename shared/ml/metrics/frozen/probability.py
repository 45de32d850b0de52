"""Freezes scikit-learn's and scipy's answers for probabilities and tests: python3 probability.py > probability.json"""
import json
import sys
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.simplefilter('ignore')
random = np.random.RandomState(11)


def case(name, truth, probability, weight=None):
    truth, probability = np.asarray(truth), np.asarray(probability, dtype=float)
    curves = []
    for strategy in ('uniform', 'quantile'):
        for bins in (1, 3, 5, 7, 10):
            # pos_label is needed where labels are all 0.
            true, pred = calibration_curve(truth, probability, pos_label=1, n_bins=bins, strategy=strategy)
            curves.append({'strategy': strategy, 'bins': bins, 'probTrue': true.tolist(), 'probPred': pred.tolist()})
    return {
        'name': name,
        'truth': truth.tolist(),
        'probability': probability.tolist(),
        'weight': None if weight is None else weight.tolist(),
        'logLoss': m.log_loss(truth, probability, labels=[0, 1], sample_weight=weight),
        'brier': m.brier_score_loss(truth, probability, pos_label=1, sample_weight=weight),
        'curves': curves,
    }


def draw(n, digits):
    probability = np.round(random.beta(0.6, 1.2, size=n), digits)
    return (random.rand(n) < probability).astype(int), probability


cases = [
    case('edges of bins, 0 and 1', [0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1], np.round(np.arange(11) / 10, 1)),
    case('certain and wrong', [1, 0, 1], [0, 1, 1]),
    case('one class, one value', [1, 1, 1], [0.25, 0.25, 0.25]),
    case('negatives only', [0, 0], [0.1, 0.9]),
    case('200 rows', *draw(200, 4)),
    case('150 rows with ties', *draw(150, 1)),
]
truth, probability = draw(120, 3)
weight = np.round(random.exponential(size=120), 3)
weight[random.rand(120) < 0.1] = 0
cases.append(case('120 weighted rows', truth, probability, weight))

z = [0, 1e-9, 0.1, 0.5, 1, 1.6448536269514722, 1.96, 2.5, 2.8, 2.83, 3, 4, 5, 8, 12, 20, 37]
discordant = [(0, 0), (1, 0), (0, 5), (3, 3), (10, 4), (40, 60), (180, 220), (400, 600), (499, 501)]
json.dump(
    {
        'versions': {'scikit-learn': sklearn.__version__, 'numpy': np.__version__, 'scipy': scipy.__version__},
        'cases': cases,
        'normalUpperTail': [[x, stats.norm.sf(x)] for x in z],
        'normalQuantileTwoSided': [[c, stats.norm.isf((1 - c) / 2)] for c in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)],
        'mcnemarExact': [
            [a, b, stats.binomtest(min(a, b), a + b).pvalue if a + b else 1.0] for a, b in discordant
        ],
        'mcnemarLarge': [
            [a, b, stats.chi2.sf(max(0, abs(a - b) - 1) ** 2 / (a + b), 1), stats.binomtest(min(a, b), a + b).pvalue]
            for a, b in ((520, 600), (5000, 5250), (900, 900), (30, 2000))
        ],
    },
    sys.stdout,
)
