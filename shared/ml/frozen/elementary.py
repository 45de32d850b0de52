"""exp, log, log1p, sigmoid and softplus to 60 digits with the standard library's decimal, rounded once to doubles.

    python3 shared/ml/frozen/elementary.py > shared/ml/frozen/elementary.json
"""

import json
import math
import platform
import random
from decimal import Decimal, getcontext

getcontext().prec = 60
getcontext().Emin = -99999
getcontext().Emax = 99999
ONE = Decimal(1)


def log1p(x):
    # 60 digits of 1 + x lose the digits of a small x: then the series.
    if abs(x) < Decimal("1e-8"):
        return x - x**2 / 2 + x**3 / 3 - x**4 / 4 + x**5 / 5 - x**6 / 6
    return (ONE + x).ln()


def softplus(x):
    return log1p(x.exp())


FUNCTIONS = {
    "exp": lambda x: x.exp(),
    "log": lambda x: x.ln(),
    "log1p": log1p,
    "sigmoid": lambda x: ONE / (ONE + (-x).exp()),
    "softplus": softplus,
}

draw = random.Random(20240611)
whole_line = [draw.uniform(-0.5, 0.5) for _ in range(60)] + [draw.uniform(-40, 40) for _ in range(80)]
whole_line += [draw.uniform(-745, 709) for _ in range(60)] + [sign * 2.0**k for sign in (1, -1) for k in range(-60, 9, 4)]
whole_line += [709.782712893384, -708.4, -744.9, -745.1332191019411]
positive = [draw.uniform(0, 3) for _ in range(80)] + [2.0 ** draw.uniform(-1073, 1023) for _ in range(80)]
positive += [1 + sign * 2.0**-k for sign in (1, -1) for k in range(2, 53, 5)]
positive += [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.sqrt(2), math.sqrt(0.5)]
above_minus_one = [draw.uniform(-1, 2) for _ in range(100)] + [sign * 2.0**-k for sign in (1, -1) for k in range(1, 1074, 37)]
above_minus_one += [-0.29, 0.41, -1 + 2.0**-53, 1e300, 1e16, 12345678.9]

table = {
    name: [[x, float(FUNCTIONS[name](Decimal(x)))] for x in points]
    for name, points in (
        ("exp", whole_line),
        ("log", positive),
        ("log1p", above_minus_one),
        ("sigmoid", whole_line),
        ("softplus", whole_line),
    )
}
print(json.dumps({"versions": {"python": platform.python_version()}, "answers": table}, separators=(",", ":")))
