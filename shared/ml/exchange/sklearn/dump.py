import json, numpy, sklearn

def dump(vectorizers, classifier, path, label="toxic"):  # what is fitted: a vectorizer or a list of them, a classifier
    blocks = []
    for v in vectorizers if isinstance(vectorizers, list) else [vectorizers]:
        block = {"class": type(v).__name__, "params": {**v.get_params(), "vocabulary": None, "stop_words": sorted(v.get_stop_words() or [])}}
        if hasattr(v, "vocabulary_"): block["vocabulary"] = sorted(v.vocabulary_, key=v.vocabulary_.get)
        if getattr(v, "use_idf", False): block["idf"] = v.idf_.tolist()
        blocks.append(block)
    saved = {"class": type(classifier).__name__, "params": classifier.get_params()}
    for name in ["classes", "coef", "intercept", "feature_log_prob", "class_log_prior"]:
        if hasattr(classifier, name + "_"): saved[name] = numpy.asarray(getattr(classifier, name + "_")).tolist()
    file = {"format": "moderato-scikit-learn", "version": 1, "sklearn": sklearn.__version__, "vectorizers": blocks, "classifiers": [saved], "labels": [label]}
    json.dump(file, open(path, "w", encoding="utf-8"), default=repr)  # a function is named, and refused on import
