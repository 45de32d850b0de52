"""Runs the code that sklearnCode.ts writes, and freezes what it computes:

npx tsx shared/cli/testing/writeSklearnCode.ts |
    python3 shared/ml/sklearnCode/frozen/code.py > shared/ml/sklearnCode/frozen/code.json
"""
import contextlib
import json
import sys

import sklearn

given = json.load(sys.stdin)
cases = []
for case in given["cases"]:
    names = {"texts": given["texts"], "labels": given["labels"], "new_texts": given["newTexts"]}
    with contextlib.redirect_stdout(sys.stderr):
        exec(case["code"], names)
    cases.append({**case, "scores": [float(f"{score:.12g}") for score in names["scores"]]})
json.dump({"sklearn": sklearn.__version__, "cases": cases}, sys.stdout, ensure_ascii=False, indent=0)
