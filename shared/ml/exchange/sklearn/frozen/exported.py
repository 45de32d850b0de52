"""Freezes what scikit-learn computes with exported models:

npx tsx shared/cli/testing/writeExported.ts |
    python3 shared/ml/exchange/sklearn/frozen/exported.py > shared/ml/exchange/sklearn/frozen/exported.json

The models are loaded by load.py, the snippet of the README, from the files that the first program prints.
"""
import json
import os
import sys
import tempfile

import sklearn

folder = os.path.dirname(os.path.abspath(__file__))
exec(open(os.path.join(folder, "..", "load.py"), encoding="utf-8").read())

given = json.load(sys.stdin)
cases = []
for file in given["files"]:
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "model.json")
        json.dump(file, open(path, "w", encoding="utf-8"))
        model, threshold = load(path)
    decision = model.decision_function(given["texts"])
    probability = model.predict_proba(given["texts"])[:, 1].tolist() if hasattr(model, "predict_proba") else None
    cases.append({"model": file["model"], "decision": decision.tolist(), "probability": probability,
                  "labels": (decision >= threshold).astype(int).tolist()})
json.dump({"sklearn": sklearn.__version__, "cases": cases}, sys.stdout, indent=0)
