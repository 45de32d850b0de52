"""Writes tables.ts and frozen/digests.json from the Unicode data of the Python that runs it.

Run with Python 3.11 (Unicode 14.0.0), the version behind the scikit-learn answers that the vectorizers are held to:

    python3 shared/text/unicode/generate.py

Everything is asked of Python's own str methods, so the tables are what str.lower(), re's \\w and \\s and
scikit-learn's strip_accents_unicode do, quirks included.

Every table is a list of whole numbers in base64 VLQ, as source maps write them: six bits a digit, the highest one
says "more follows", the least significant digits first, the sign in the lowest bit of the number.
"""

import hashlib
import json
import platform
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LAST = 0x110000
SURROGATES = range(0xD800, 0xE000)
HANGUL = range(0xAC00, 0xD7A4)
WORD, SPACE, CASED, IGNORABLE = 1, 2, 4, 8


def vlq(numbers):
    out = []
    for number in numbers:
        rest = (abs(number) << 1) | (number < 0)
        while True:
            digit = rest & 31
            rest >>= 5
            out.append(DIGITS[digit | (32 if rest else 0)])
            if not rest:
                break
    return "".join(out)


def flags_of(code):
    c = chr(code)
    word = c.isalnum() or c == "_"
    # How str.lower() classes c is seen by what c does to a capital sigma after it.
    cased = (c + "Σ").lower()[-1] == "ς"
    ignorable = not cased and ("A" + c + "Σ").lower()[-1] == "ς"
    return WORD * word | SPACE * c.isspace() | CASED * cased | IGNORABLE * ignorable


def stripped(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def flag_runs():
    """run length, flags, ... from code point 0 on; surrogates are no code points of a text and count as flag 0."""
    numbers, length, current = [], 0, flags_of(0)
    for code in range(LAST):
        flags = 0 if code in SURROGATES else flags_of(code)
        if flags != current:
            numbers += [length, current]
            length, current = 0, flags
        length += 1
    return numbers + [length, current]


def lower_runs():
    """gap since the last run's end, length, step (1 or 2), difference to the lower case letter, ..."""
    changes = []
    for code in range(LAST):
        if code in SURROGATES or code == 0x130:
            continue
        lower = chr(code).lower()
        assert len(lower) == 1, hex(code)
        if ord(lower) != code:
            changes.append((code, ord(lower) - code))
            # A final sigma is decided on text that is already lower-cased, which must not change the neighbours' class.
            assert flags_of(code) & (CASED | IGNORABLE) == flags_of(ord(lower)) & (CASED | IGNORABLE), hex(code)
    assert "\u0130".lower() == "i\u0307" and flags_of(0x69) & CASED and flags_of(0x307) & IGNORABLE
    numbers, at, end = [], 0, 0
    while at < len(changes):
        start, delta = changes[at]
        step = 1
        if at + 1 < len(changes) and changes[at + 1] == (start + 2, delta):
            step = 2
        length = 1
        while at + length < len(changes) and changes[at + length] == (start + step * length, delta):
            length += 1
        numbers += [start - end, length, step, delta]
        end = start + step * (length - 1) + 1
        at += length
    return numbers


def strip_runs():
    """gap since the last run's end, length of the run, number n of code points each becomes, then n code points, each
    as the difference to the one before it in the table; for n = 1 also the step from one target to the next."""
    changes = []
    for code in range(LAST):
        if code in SURROGATES or code in HANGUL:
            continue
        target = stripped(chr(code))
        if target != chr(code):
            changes.append((code, [ord(c) for c in target]))
    numbers, at, end, last = [], 0, 0, 0
    while at < len(changes):
        start, target = changes[at]
        length = 1
        step = 0
        following = changes[at + 1] if at + 1 < len(changes) else (0, [])
        if len(target) == 1 and following[0] == start + 1 and len(following[1]) == 1:
            step = following[1][0] - target[0]
            step = step if step in (0, 1) else 0
        while at + length < len(changes) and len(target) < 2:
            if changes[at + length] != (start + length, [t + step * length for t in target]):
                break
            length += 1
        if length == 1:
            step = 0
        numbers += [start - end, length, len(target)]
        for code in target:
            numbers.append(code - last)
            last = code
        if len(target) == 1:
            numbers.append(step)
            last += step * (length - 1)
        end = start + length
        at += length
    return numbers


def digest(answers):
    hash = hashlib.sha256()
    for answer in answers:
        hash.update(answer)
    return hash.hexdigest()


def codes():
    return (code for code in range(LAST) if code not in SURROGATES)


def line(text):
    return text.encode() + b"\n"


def main():
    everything = "".join(map(chr, codes()))
    assert re.findall(r"\w", everything) == [c for c in everything if flags_of(ord(c)) & WORD]
    assert re.findall(r"\s", everything) == [c for c in everything if flags_of(ord(c)) & SPACE]
    tables = {"FLAG_RUNS": flag_runs(), "LOWER_RUNS": lower_runs(), "STRIP_RUNS": strip_runs()}
    source = [
        f"// Made by generate.py from Unicode {unicodedata.unidata_version}. Do not edit: run it again.\n",
        f"export const UNICODE_VERSION = '{unicodedata.unidata_version}';\n",
    ]
    for name, numbers in tables.items():
        source.append(f"\nexport const {name} =\n  '{vlq(numbers)}';\n")
    (HERE / "tables.ts").write_text("".join(source))

    answers = {
        "made": "shared/text/unicode/generate.py",
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "word": digest(bytes([chr(c).isalnum() or chr(c) == "_"]) for c in codes()),
        "space": digest(bytes([chr(c).isspace()]) for c in codes()),
        "lower": digest(line(chr(c).lower()) for c in codes()),
        "finalSigma": digest(line((chr(c) + "Σ").lower() + ("A" + chr(c) + "Σ" + chr(c) + "b").lower()) for c in codes()),
        "strip": digest(line(stripped(chr(c))) for c in codes()),
        "stripAscii": digest(unicodedata.normalize("NFKD", chr(c)).encode("ascii", "ignore") + b"\n" for c in codes()),
    }
    (HERE / "frozen").mkdir(exist_ok=True)
    (HERE / "frozen" / "digests.json").write_text(json.dumps(answers, indent=2) + "\n")
    print({name: len(vlq(numbers)) for name, numbers in tables.items()}, (HERE / "tables.ts").stat().st_size)


main()
