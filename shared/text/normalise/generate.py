"""Writes tables.ts and frozen/nfkc.json from the Unicode data of the Python that runs it.

Run with Python 3.11 (Unicode 14.0.0), the version all tables of the project come from:

    python3 shared/text/normalise/generate.py

Every table is a list of whole numbers in base64 VLQ, as in shared/text/unicode/generate.py.
"""

import hashlib
import json
import platform
import random
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LAST = 0x110000
SURROGATES = range(0xD800, 0xE000)
HANGUL = range(0xAC00, 0xD7A4)
LETTER, NUMBER, MARK, INVISIBLE, UNSTABLE = 1, 2, 4, 8, 16
SCRIPTS = {"LATIN": 32, "CYRILLIC": 64, "GREEK": 128}
# Default_Ignorable_Code_Point of Unicode 14 beyond the format characters (general category Cf).
IGNORABLE = [(0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x3164, 0x3164),
             (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF)]


def codes():
    return (code for code in range(LAST) if code not in SURROGATES)


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


def runs(value_of):
    """run length, value, ... from code point 0 on; surrogates have value 0."""
    numbers, length, current = [], 0, value_of(0)
    for code in range(LAST):
        value = 0 if code in SURROGATES else value_of(code)
        if value != current:
            numbers += [length, current]
            length, current = 0, value
        length += 1
    return numbers + [length, current]


def decomposition_runs():
    """gap since the last run's end, length of the run, size n of each decomposition, then n code points, each as the
    difference to the one before it in the table; for n = 1 also the step (0 or 1) from one target to the next."""
    changes = []
    for code in codes():
        if code in HANGUL:
            continue
        target = unicodedata.normalize("NFKD", chr(code))
        if target != chr(code):
            changes.append((code, [ord(c) for c in target]))
    numbers, at, end, last = [], 0, 0, 0
    while at < len(changes):
        start, target = changes[at]
        length, step = 1, 0
        if len(target) == 1:
            following = changes[at + 1] if at + 1 < len(changes) else (0, [])
            if following[0] == start + 1 and len(following[1]) == 1 and following[1][0] - target[0] in (0, 1):
                step = following[1][0] - target[0]
                while at + length < len(changes) and changes[at + length] == (start + length, [target[0] + step * length]):
                    length += 1
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


def pairs():
    """(first, second, composite) of every primary composite but the Hangul syllables."""
    found = []
    for code in codes():
        canonical = unicodedata.decomposition(chr(code))
        if not canonical or canonical.startswith("<") or " " not in canonical:
            continue
        first, second = (int(part, 16) for part in canonical.split())
        if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(code):
            found.append((first, second, code))
    return found


def pair_numbers(found):
    """The triples, each number as the difference to the same one of the triple before."""
    numbers, last = [], (0, 0, 0)
    for triple in found:
        numbers += [a - b for a, b in zip(triple, last)]
        last = triple
    return numbers


def trait_of(seconds):
    ignorable = {code for first, last in IGNORABLE for code in range(first, last + 1)}
    jamo = set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))

    def trait(code):
        c = chr(code)
        category = unicodedata.category(c)
        value = {"L": LETTER, "N": NUMBER, "M": MARK}.get(category[0], 0)
        if value == LETTER:
            value |= SCRIPTS.get(unicodedata.name(c, "").split(" ")[0], 0)
        if code in ignorable or category == "Cf" or (category == "Cc" and not c.isspace()):
            value |= INVISIBLE
        if unicodedata.normalize("NFKC", c) != c or unicodedata.combining(c) or code in seconds or code in jamo:
            value |= UNSTABLE
        return value

    return trait


def digest(answers):
    hash = hashlib.sha256()
    for answer in answers:
        hash.update(answer.encode() + b"\n")
    return hash.hexdigest()


def random_sequences():
    """Sequences rich in characters that decompose, reorder and compose, the same on every run."""
    source = random.Random(20)
    marks = [code for code in codes() if unicodedata.combining(chr(code))]
    changing = [code for code in codes() if unicodedata.normalize("NFKC", chr(code)) != chr(code)]
    composed = [code for code in codes() if unicodedata.normalize("NFKD", chr(code)) != chr(code) and code not in HANGUL]
    common = [0x300, 0x301, 0x302, 0x306, 0x308, 0x30C, 0x323, 0x327, 0x328, 0x331, 0x338, 0x3099, 0x93C, 0x9BE, 0x345]
    draws = [
        lambda: source.randrange(0x20, 0x7F),
        lambda: source.choice(common),
        lambda: source.choice(marks),
        lambda: source.choice(changing),
        lambda: source.choice(composed),
        lambda: source.randrange(0x1100, 0x1113),
        lambda: source.randrange(0x1161, 0x1176),
        lambda: source.randrange(0x11A7, 0x11C3),
        lambda: source.choice(HANGUL),
        lambda: source.randrange(0x400, 0x460),
    ]
    return ["".join(chr(source.choice(draws)()) for _ in range(source.randrange(2, 14))) for _ in range(2000)]


def main():
    composites = pairs()
    seconds = {second for _, second, _ in composites}
    tables = {
        "TRAIT_RUNS": runs(trait_of(seconds)),
        "CLASS_RUNS": runs(lambda code: unicodedata.combining(chr(code))),
        "DECOMPOSITION_RUNS": decomposition_runs(),
        "PAIRS": pair_numbers(composites),
    }
    source = [f"// Made by generate.py from Unicode {unicodedata.unidata_version}. Do not edit: run it again.\n"]
    for name, numbers in tables.items():
        source.append(f"\nexport const {name} =\n  '{vlq(numbers)}';\n")
    (HERE / "tables.ts").write_text("".join(source))

    sequences = random_sequences()
    nfkc = lambda text: unicodedata.normalize("NFKC", text)
    answers = {
        "made": "shared/text/normalise/generate.py",
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "single": digest(nfkc(chr(code)) for code in codes()),
        "afterLetter": digest(nfkc("a" + chr(code) + "\u0323\u0301") for code in codes()),
        "betweenMarks": digest(nfkc("o\u0308" + chr(code) + "\u0304\u0316" + chr(code)) for code in codes()),
        "sequencesDigest": digest(nfkc(text) for text in sequences),
        "sequences": sequences,
    }
    (HERE / "frozen" / "nfkc.json").write_text(json.dumps(answers, indent=1) + "\n")
    print({name: len(vlq(numbers)) for name, numbers in tables.items()}, (HERE / "frozen" / "nfkc.json").stat().st_size)


main()
