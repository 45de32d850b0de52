"""Freezes fitted objects of scikit-learn as dump.py, the snippet of the README, writes them, with their answers:

python3 dumped.py > dumped.json
"""
import json
import os
import sys
import tempfile

import sklearn
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

folder = os.path.dirname(os.path.abspath(__file__))
exec(open(os.path.join(folder, "..", "dump.py"), encoding="utf-8").read())
known = json.load(open(os.path.join(folder, "..", "..", "..", "frozen", "pipelines.json"), encoding="utf-8"))
texts, labels, new_texts = known["texts"], known["labels"], known["newTexts"]


def dumped(vectorizers, classifier, y):
    columns = hstack([v.fit_transform(texts) for v in vectorizers]).tocsr()
    classifier.fit(columns, y)
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "model.json")
        dump(vectorizers if len(vectorizers) > 1 else vectorizers[0], classifier, path)
        return open(path, encoding="utf-8").read(), hstack([v.transform(new_texts) for v in vectorizers]).tocsr()


words = [str(bool(label)) for label in labels]
cases = []
for vectorizers, classifier, y in [
    ([TfidfVectorizer()], LogisticRegression(C=5), labels),
    ([TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode", stop_words="english")], LinearSVC(), labels),
    ([TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=4, norm="l1")], ComplementNB(norm=True), words),
    ([CountVectorizer(lowercase=False)], MultinomialNB(alpha=0.3), [bool(label) for label in labels]),
    ([CountVectorizer(binary=True, min_df=2, stop_words=["the", "и"])], LogisticRegression(class_weight="balanced"), labels),
    ([CountVectorizer(analyzer="char", ngram_range=(1, 2), min_df=3)], ComplementNB(), labels),
    ([TfidfVectorizer(use_idf=False, norm=None)], MultinomialNB(fit_prior=False), labels),
    ([TfidfVectorizer(vocabulary={"fool": 1, "дурак": 0, "😀 x": 2, "ﬁne": 3, "you": 4})], LinearSVC(fit_intercept=False), labels),
    ([TfidfVectorizer(min_df=2), CountVectorizer(analyzer="char", min_df=5)], LogisticRegression(solver="liblinear"), labels),
    ([HashingVectorizer(n_features=1024, ngram_range=(1, 2))], LogisticRegression(), labels),
]:
    file, columns = dumped(vectorizers, classifier, y)
    if hasattr(classifier, "decision_function"):
        decision = classifier.decision_function(columns)
    else:
        joint = classifier.predict_joint_log_proba(columns)
        decision = joint[:, 1] - joint[:, 0]
    probability = classifier.predict_proba(columns)[:, 1].tolist() if hasattr(classifier, "predict_proba") else None
    cases.append({"file": file, "decision": decision.tolist(), "probability": probability})


def cut(text):
    return text.split()


refused = []
for setting, vectorizer, classifier, y in [
    ("vectorizers.0.params.tokenizer", TfidfVectorizer(tokenizer=cut, token_pattern=None), LogisticRegression(), labels),
    ("vectorizers.0.params.preprocessor", TfidfVectorizer(preprocessor=str.lower), LogisticRegression(), labels),
    ("vectorizers.0.params.analyzer", TfidfVectorizer(analyzer=cut), LogisticRegression(), labels),
    ("vectorizers.0.params.token_pattern", TfidfVectorizer(token_pattern=r"\w+"), LogisticRegression(), labels),
    ("classifiers.0.class", TfidfVectorizer(min_df=5), DecisionTreeClassifier(max_depth=2), labels),
    ("classifiers.0.class", TfidfVectorizer(min_df=5), SGDClassifier(), labels),
    ("classifiers.0.classes", TfidfVectorizer(min_df=5), LogisticRegression(), [i % 3 for i in range(len(labels))]),
    ("classifiers.0.params.multi_class", TfidfVectorizer(min_df=5), LogisticRegression(multi_class="multinomial"), labels),
]:
    refused.append({"setting": setting, "file": dumped([vectorizer], classifier, y)[0]})
json.dump({"sklearn": sklearn.__version__, "texts": new_texts, "cases": cases, "refused": refused}, sys.stdout, ensure_ascii=False, indent=0)
