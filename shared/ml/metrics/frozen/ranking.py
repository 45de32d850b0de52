"""Freezes scikit-learn's answers for the metrics of rankings and decisions: python3 ranking.py > ranking.json"""
import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.simplefilter('ignore')
random = np.random.RandomState(7)


def numbers(array):
    return [None if not np.isfinite(x) else float(x) for x in np.asarray(array, dtype=float)]


def case(name, truth, score, weight=None, threshold=0.0):
    truth = np.asarray(truth)
    score = np.asarray(score, dtype=float)
    both = len(np.unique(truth)) == 2
    decided = (score >= threshold).astype(int)
    given = dict(sample_weight=weight)
    tn, fp, fn, tp = m.confusion_matrix(truth, decided, labels=[0, 1], **given).ravel()
    fpr, tpr, roc = m.roc_curve(truth, score, pos_label=1, drop_intermediate=False, **given)
    precision, recall, pr = m.precision_recall_curve(truth, score, pos_label=1, **given)
    return {
        'name': name,
        'truth': truth.tolist(),
        'score': score.tolist(),
        'weight': None if weight is None else np.asarray(weight, dtype=float).tolist(),
        'threshold': threshold,
        'rocAuc': m.roc_auc_score(truth, score, **given) if both else None,
        # Without positives scikit-learn warns and answers 0; for us that is undefined, written null.
        'averagePrecision': m.average_precision_score(truth, score, **given) if truth.any() else None,
        'rocCurve': {'fpr': numbers(fpr), 'tpr': numbers(tpr), 'thresholds': numbers(roc)},
        'prCurve': {'precision': numbers(precision), 'recall': numbers(recall), 'thresholds': numbers(pr)},
        'confusion': {'tp': float(tp), 'fp': float(fp), 'fn': float(fn), 'tn': float(tn)},
        'precision': m.precision_score(truth, decided, **given) if decided.any() else None,
        'recall': m.recall_score(truth, decided, **given) if truth.any() else None,
        'specificity': m.recall_score(truth, decided, pos_label=0, **given) if not truth.all() else None,
        'f1': m.f1_score(truth, decided, **given) if decided.any() or truth.any() else None,
        'accuracy': m.accuracy_score(truth, decided, **given),
        'balancedAccuracy': m.balanced_accuracy_score(truth, decided, **given) if both else None,
        'mcc': m.matthews_corrcoef(truth, decided, **given),
    }


def draw(n, share, levels=None):
    truth = (random.rand(n) < share).astype(int)
    score = random.randn(n) + truth
    return truth, score if levels is None else np.round(score * levels) / levels


cases = [
    case('four rows', [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], threshold=0.4),
    case('perfect order', [0, 0, 1, 1], [-3, -2, 1, 5]),
    case('reversed order', [1, 1, 0], [-3, -2, 1]),
    case('constant scores', [0, 1, 0, 1, 1], [2, 2, 2, 2, 2]),
    case('positives only', [1, 1, 1], [0.5, -1, 0.5]),
    case('negatives only', [0, 0, 0], [0.5, -1, 0.5]),
    case('one positive row', [1], [0.25]),
    case('nothing flagged', [0, 1, 1, 0], [-1, -2, -3, -4]),
    case('zeros of both signs tie', [0, 1, 0, 1, 1], [0.0, -0.0, -0.0, 0.0, 1e-300]),
    case('huge and tiny scores', [1, 0, 1, 0, 1, 0], [1e308, 1e300, 5e-324, 0, -1e-308, -1e308]),
]
for n, share, levels in ((60, 0.5, None), (150, 0.1, None), (300, 0.1, 2), (80, 0.9, 1), (250, 0.3, 4)):
    truth, score = draw(n, share, levels)
    cases.append(case(f'{n} rows, {share} positive, rounded to 1/{levels}', truth, score, threshold=0.5))
for n, share, levels in ((60, 0.5, None), (200, 0.1, 2), (150, 0.3, 1)):
    truth, score = draw(n, share, levels)
    weight = np.round(random.exponential(size=n), 3)
    weight[random.rand(n) < 0.1] = 0
    cases.append(case(f'{n} weighted rows, {share} positive, rounded to 1/{levels}', truth, score, weight, 0.5))

json.dump({'versions': {'scikit-learn': sklearn.__version__, 'numpy': np.__version__}, 'cases': cases}, sys.stdout)
