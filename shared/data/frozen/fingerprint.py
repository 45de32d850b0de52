"""Freezes the fingerprints of a few labelled texts, by Python's hashlib: python3 fingerprint.py > fingerprint.json"""

import hashlib
import json
import platform
import struct

TABLES = [
    [],
    [["", 0]],
    [["hello", 1], ["привет, дурак", 0], ["", 255], ["😀 two\nlines", 1]],
    [["x" * 70000, 1], ["y", 0], ["z" * 65531, 1], ["w" * 65530, 0]],
]


def fingerprint(rows):
    digest = hashlib.sha256()
    for text, label in rows:
        encoded = text.encode("utf-8")
        digest.update(struct.pack("<I", len(encoded)) + encoded + bytes([label]))
    return digest.hexdigest()


def packed(rows):
    """Long runs of one letter are written as [letter, times]."""
    return [[[text[0], len(text)] if len(text) > 1000 else [text, 1], label] for text, label in rows]


print(
    json.dumps(
        {
            "python": platform.python_version(),
            "tables": [{"rows": packed(rows), "fingerprint": fingerprint(rows)} for rows in TABLES],
        },
        ensure_ascii=False,
        indent=1,
    )
)
