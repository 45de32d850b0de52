"""Writes tables.ts from the Unicode data of the Python that runs it.

Run with Python 3.11 (Unicode 14.0.0), as shared/text/unicode/generate.py:

    python3 shared/text/duplicates/generate.py
"""

import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LAST = 0x110000
SURROGATES = range(0xD800, 0xE000)
VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
# Skin tones are modifier symbols as well, but belong to their emoji.
PICTOGRAPHS = 0x1F000


def vlq(numbers):
    """Whole numbers from 0 in base64 VLQ, as source maps write them."""
    out = []
    for number in numbers:
        rest = number << 1
        while True:
            digit = rest & 31
            rest >>= 5
            out.append(DIGITS[digit | (32 if rest else 0)])
            if not rest:
                break
    return "".join(out)


def passed_over(code):
    """Punctuation, accents that stand alone, and variation selectors; of the mathematical signs the bar and the tilde."""
    category = unicodedata.category(chr(code))
    alone = category == "Sk" and code < PICTOGRAPHS
    return category.startswith("P") or alone or code in VARIATION_SELECTORS or chr(code) in "|~"


def runs():
    """run length, 1 if passed over, ... from code point 0 on."""
    numbers, length, current = [], 0, passed_over(0)
    for code in range(LAST):
        flag = code not in SURROGATES and passed_over(code)
        if flag != current:
            numbers += [length, int(current)]
            length, current = 0, flag
        length += 1
    return [*numbers, length, int(current)]


text = f"""// Made by generate.py from Unicode {unicodedata.unidata_version}. Do not edit: run it again.

export const PASSED_OVER_RUNS =
  '{vlq(runs())}';
"""
(HERE / "tables.ts").write_text(text)
