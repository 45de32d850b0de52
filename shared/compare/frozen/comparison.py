"""Freezes scikit-learn's and scipy's answers for comparing models: python3 comparison.py > comparison.json"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn import metrics as m

random = np.random.RandomState(17)


def case(name, n, digits, share):
    truth = (random.rand(n) < share).astype(int)
    probability = np.round(1 / (1 + np.exp(-(random.normal(size=n) + 1.5 * truth - 1))), digits)
    threshold = 0.5
    flagged = probability >= threshold
    precision, recall, _ = m.precision_recall_curve(truth, probability)
    fpr, tpr, _ = m.roc_curve(truth, probability, drop_intermediate=False)
    enough = [r for p, r in zip(precision[:-1], recall[:-1]) if p >= 0.95]
    costs = {'falseAlarm': 2, 'miss': 5}
    positives, negatives = truth.sum(), (1 - truth).sum()
    cost = (costs['falseAlarm'] * fpr * negatives + costs['miss'] * (1 - tpr) * positives).min()
    return {
        'name': name,
        'truth': truth.tolist(),
        'probability': probability.tolist(),
        'threshold': threshold,
        'auc': m.roc_auc_score(truth, probability),
        'averagePrecision': m.average_precision_score(truth, probability),
        'logLoss': m.log_loss(truth, probability, labels=[0, 1]),
        'brier': m.brier_score_loss(truth, probability),
        'confusion': m.confusion_matrix(truth, flagged).ravel().tolist(),
        'precision': m.precision_score(truth, flagged),
        'recall': m.recall_score(truth, flagged),
        'f1': m.f1_score(truth, flagged),
        'recallAtPrecision95': max(enough) if enough else None,
        'recallAtFalsePositive1': max(t for f, t in zip(fpr, tpr) if f <= 0.01),
        'costs': costs,
        'cost': round(cost),
    }


shares = [(0, 1), (1, 1), (0, 7), (7, 7), (3, 11), (50, 100), (1, 1000), (999, 1000), (12345, 54321)]
intervals = []
for part, whole in shares:
    limits = binomtest(part, whole).proportion_ci(0.95, method='wilson')
    intervals.append([part, whole, limits.low, limits.high])
json.dump(
    {
        'versions': {'scikit-learn': sklearn.__version__, 'scipy': scipy.__version__, 'numpy': np.__version__},
        'cases': [
            case('400 rows', 400, 6, 0.4),
            case('300 rows with ties', 300, 1, 0.3),
            case('few positives', 500, 3, 0.03),
        ],
        'wilson': intervals,
    },
    sys.stdout,
)
sys.stdout.write('\n')
