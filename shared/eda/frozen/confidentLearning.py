"""Writes confidentLearning.json: confident learning as its paper has it, in numpy, on drawn probabilities.

    python3 shared/eda/frozen/confidentLearning.py        (numpy 1.24, Python 3.11)

Northcutt, Jiang and Chuang (2021), Confident Learning: Estimating Uncertainty in Dataset Labels, JAIR 70: the confident joint
(equation 1), its calibration (equation 3), pruning by noise rate (section 3.2, method 4), ranking by self-confidence. For any
number of classes, as in the paper; written from the paper alone.
"""

import json
import platform
from pathlib import Path

import numpy as np


def confident_learning(given, predicted):
    n, classes = predicted.shape
    thresholds = np.array([predicted[given == j, j].mean() for j in range(classes)])
    confident = np.zeros((classes, classes))
    for row in range(n):
        above = [j for j in range(classes) if predicted[row, j] >= thresholds[j] - 1e-12]
        if above:
            likeliest = above[int(np.argmax(predicted[row, above]))]
            confident[given[row], likeliest] += 1
    joint = np.zeros((classes, classes))
    for i in range(classes):
        size = (given == i).sum()
        total = confident[i].sum()
        if total == 0:
            joint[i, i] = size / n
        else:
            joint[i] = confident[i] / total * size / n
    wrong = set()
    for i in range(classes):
        rows = np.flatnonzero(given == i)
        for j in range(classes):
            if i == j:
                continue
            margin = predicted[rows, j] - predicted[rows, i]
            count = int(np.floor(n * joint[i, j] + 0.5))
            wrong.update(rows[np.argsort(-margin, kind="stable")[:count]].tolist())
    ranked = sorted(wrong, key=lambda row: (predicted[row, given[row]], row))
    return thresholds, joint, ranked


rng = np.random.default_rng(21)
cases = []
for n, rate, noise, sharpness in [(12, 0.5, 0.2, 2), (60, 0.3, 0.1, 3), (250, 0.1, 0.05, 4), (250, 0.5, 0.3, 1), (150, 0.2, 0, 0)]:
    true = (rng.random(n) < rate).astype(int)
    given = np.where(rng.random(n) < noise, 1 - true, true)
    given[:2] = [0, 1]
    # Rounded, so that both sides read the same numbers; no two are equal, so that no tie decides.
    score = sharpness * (2 * true - 1) + rng.normal(0, 1, n)
    probability = np.round(1 / (1 + np.exp(-score)), 9)
    thresholds, joint, ranked = confident_learning(given, np.stack([1 - probability, probability], axis=1))
    cases.append(
        {
            "labels": given.tolist(),
            "probability": probability.tolist(),
            "thresholds": thresholds.tolist(),
            "joint": joint.tolist(),
            "suspects": ranked,
        }
    )

frozen = {"versions": {"python": platform.python_version(), "numpy": np.__version__}, "cases": cases}
(Path(__file__).parent / "confidentLearning.json").write_text(json.dumps(frozen) + "\n")
