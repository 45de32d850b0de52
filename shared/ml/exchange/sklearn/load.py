import json, numpy
from sklearn import feature_extraction, linear_model, pipeline, svm

CLASSIFIERS = {"LogisticRegression": linear_model.LogisticRegression, "LinearSVC": svm.LinearSVC}

def load(path, label=0):  # returns the pipeline, and the decision from which on the label is given
    file, blocks = json.load(open(path, encoding="utf-8")), []
    for block in file["vectorizers"]:
        settings = {**block["params"], **{key: block[key] for key in ["vocabulary"] if key in block}}
        blocks.append((str(len(blocks)), getattr(feature_extraction.text, block["class"])(**settings)))
        if "idf" in block: blocks[-1][1].idf_ = block["idf"]
    saved = file["classifiers"][label]
    classifier = CLASSIFIERS[saved["class"]]()
    classifier.classes_, classifier.coef_, classifier.intercept_ = map(numpy.array, (saved["classes"], saved["coef"], saved["intercept"]))
    return pipeline.make_pipeline(pipeline.FeatureUnion(blocks), classifier), file["thresholds"][label]
