"""Writes frozen/matrices.json: what scikit-learn makes of small texts under many settings.

    python3 shared/ml/vectorizer/generate_frozen.py        (scikit-learn 1.2.1, Python 3.11)

Settings are drawn with a seed. A draw is dropped if scikit-learn refuses it, or if maxFeatures would cut between terms
of the same frequency, where scikit-learn's choice is arbitrary.
"""

import json
import platform
import random
from pathlib import Path

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

HERE = Path(__file__).parent

TEXTS = [
    "You are a stupid person, a very stupid person indeed.",
    "I don't think that's rubbish; it's a fine article, and fine articles are rare.",
    "",
    "Ты глупый дурак, а статья хорошая. Статья ОЧЕНЬ хорошая!",
    "Ёлка и ежик, ещё Ёжик: Йод.",
    "ΟΔΥΣΣΕΥΣ και ΣΙΣΥΦΟΣ, ΑΣ. Σ ΣΑΣ'Σ α.Σ.",
    "İstanbul'da IĞDIR ışık, DİYARBAKIR İİ",
    "Great 😀😀 work 👍🏽 team 🏳️‍🌈 zwj",
    "대한민국 만세 한글은 좋다 대한민국",
    "Crème brûlée, naïve café, Ångström, ﬁnal ﬂuﬀ, ½ cup, x² ㎏ Ⅷ",
    "中文字符 没有 空格的句子 日本語のテキスト カタカナ ｶﾞ",
    "٣٤٥ ١٢ १२३ ४५ ৬৭ 42 007 ⑩⑪ 1,000,000",
    "snake_case __proto__ constructor _ __ a_b hasOwnProperty __proto__",
    "a b c d I x y z ok",
    "white\u00a0space\u2003here\tand\r\n\nthere  \u3000  end\x1cfs\x85nel ",
    "   ",
    "the the the the cat cat sat on the mat the end",
    "the cat and the dog and the mouse are on the mat",
    "ТЫ Ты ты тЫ the The THE tHe",
    "हिन्दी भाषा में कुछ शब्द, தமிழ் சொல், ไทยไทย, עִבְרִית, العَرَبِيَّة",
    "e\u0301a\u0308 o\u0302 combining versus é ä ô precomposed",
    "http://example.org/a_long_path?with=query&and=more#fragment",
    "🙂",
    "Straße STRASSE ẞ ǅ Ǆ ŉ ŀ ĳ Ĳ",
    "𝓯𝓪𝓷𝓬𝔂 𝕥𝕖𝕩𝕥 ｆｕｌｌｗｉｄｔｈ ⓒⓘⓡⓒⓛⓔ 𐐀𐐨 𞤀𞤢",
]
STOP_WORDS = ["the", "and", "are", "on", "it", "статья", "стаття", "The"]


def camel(settings):
    return {
        "kind": settings["kind"],
        "analyzer": settings["analyzer"],
        "ngramRange": list(settings["ngram_range"]),
        "minDf": settings["min_df"],
        "maxDf": 1 if settings["max_df"] == 1.0 else settings["max_df"],
        "maxFeatures": settings["max_features"],
        "binary": settings["binary"],
        "lowercase": settings["lowercase"],
        "stripAccents": settings["strip_accents"] or "none",
        "useIdf": settings["use_idf"],
        "smoothIdf": settings["smooth_idf"],
        "sublinearTf": settings["sublinear_tf"],
        "norm": settings["norm"] or "none",
    }


def draw(rng):
    analyzer = rng.choice(["word", "word", "char", "char_wb"])
    low = rng.choice([1, 1, 2, 3, 6] if analyzer == "char_wb" else [1, 1, 2, 3])
    return {
        "kind": rng.choice(["tfidf", "tfidf", "count"]),
        "analyzer": analyzer,
        "ngram_range": (low, low + rng.choice([0, 1, 2])),
        "min_df": rng.choice([1, 1, 1, 2, 3, 0.05, 0.1]),
        "max_df": rng.choice([1.0, 1.0, 1.0, 0.5, 0.25, 5, 8]),
        "max_features": rng.choice([None, None, 5, 20, 60]),
        "binary": rng.random() < 0.3,
        "lowercase": rng.random() < 0.75,
        "strip_accents": rng.choice([None, "unicode", "ascii"]),
        "use_idf": rng.random() < 0.75,
        "smooth_idf": rng.random() < 0.6,
        "sublinear_tf": rng.random() < 0.4,
        "norm": rng.choice(["l2", "l2", "l1", None]),
        "stop": analyzer == "word" and rng.random() < 0.4,
    }


def vectorizer(settings):
    names = ["analyzer", "ngram_range", "min_df", "max_df", "max_features", "binary", "lowercase", "strip_accents"]
    kind = CountVectorizer
    if settings["kind"] == "tfidf":
        kind = TfidfVectorizer
        names += ["use_idf", "smooth_idf", "sublinear_tf", "norm"]
    stop = {"stop_words": STOP_WORDS} if settings["stop"] else {}
    return kind(**{name: settings[name] for name in names}, **stop)


def cut_between_equals(settings, texts):
    if settings["max_features"] is None:
        return False
    counts = CountVectorizer(**{
        name: settings[name]
        for name in ["analyzer", "ngram_range", "min_df", "max_df", "binary", "lowercase", "strip_accents"]
    }, **({"stop_words": STOP_WORDS} if settings["stop"] else {}))
    frequency = np.sort(np.asarray(counts.fit_transform(texts).sum(axis=0)).ravel())[::-1]
    limit = settings["max_features"]
    return len(frequency) > limit and frequency[limit - 1] == frequency[limit]


def matrix(X, places):
    """Rows of (column, value), columns in our order (by bytes)."""
    rows = []
    for row in X.tocsr():
        rows.append(sorted([int(places[column]), float("%.9g" % value)] for column, value in zip(row.indices, row.data)))
    return [[number for pair in row for number in pair] for row in rows]


def case(settings, train, test):
    fitted = vectorizer(settings)
    X = fitted.fit_transform([TEXTS[i] for i in train])
    names = fitted.get_feature_names_out()
    by_bytes = sorted(range(len(names)), key=lambda column: names[column].encode())
    places = np.empty(len(names), dtype=int)
    places[by_bytes] = np.arange(len(names))
    Y = fitted.transform([TEXTS[i] for i in test])
    return {
        "settings": camel(settings),
        "stopWords": settings["stop"],
        "train": train,
        "test": test,
        "terms": [names[column] for column in by_bytes],
        "trainMatrix": matrix(X, places),
        "testMatrix": matrix(Y, places),
    }


def main():
    rng = random.Random(20211)
    cases = []
    while len(cases) < 60:
        settings = draw(rng)
        train = sorted(rng.sample(range(len(TEXTS)), rng.choice([4, 8, 16, len(TEXTS)])))
        test = [i for i in range(len(TEXTS)) if i not in train]
        try:
            if cut_between_equals(settings, [TEXTS[i] for i in train]):
                continue
            made = case(settings, train, test)
        except ValueError:  # empty vocabulary, or max_df below min_df
            continue
        if len(json.dumps(made)) < 12_000:  # keeps the file small
            cases.append(made)
    whole = []
    for analyzer, ngram_range in [("word", (1, 2)), ("char", (1, 2)), ("char_wb", (3, 4))]:
        settings = dict(draw(random.Random(1)), kind="count", analyzer=analyzer, ngram_range=ngram_range, min_df=1,
                        max_df=1.0, max_features=None, binary=False, lowercase=True, strip_accents=None, stop=False)
        whole.append(case(settings, list(range(len(TEXTS))), []))
    answers = {
        "made": "shared/ml/vectorizer/generate_frozen.py",
        "python": platform.python_version(),
        "scikit-learn": sklearn.__version__,
        "texts": TEXTS,
        "stopWords": STOP_WORDS,
        "cases": cases + whole,
    }
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    (HERE / "frozen" / "matrices.json").write_text(text.replace('{"settings"', '\n{"settings"') + "\n")
    print(len(answers["cases"]), len(text.encode()))


main()
