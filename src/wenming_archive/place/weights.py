"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 1.656,
    "title": 1.125,
    "heads": 1.522,
    "top": 1.369,
    "body": 0.602,
    "near": 3.515,
    "far": 0.297,
    "share": 0.672,
    "best": 2.271,
    "grams_short": 2.026,
    "grams_long": 0.162,
    "grams_best": 2.068,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.379,
    "form": 1.050,
    "unit": 2.682,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.904,
    "silent_text": 2.602,
    "silent_picture": 0.502,
    "noise": 2.712,
    "other": 0.289,
}
#: The second look: with what its neighbours say.
TOGETHER: dict[str, float] = {
    "name": 1.469,
    "title": 1.174,
    "heads": 1.494,
    "top": 1.328,
    "body": 0.670,
    "near": 2.601,
    "far": 0.070,
    "share": 0.415,
    "best": 2.210,
    "grams_short": 1.810,
    "grams_long": 0.185,
    "grams_best": 2.077,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.336,
    "form": 1.217,
    "unit": 2.383,
    "around_picture": 4.090,
    "around_text": 2.080,
    "same_day": 0.905,
    "below": 0.329,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 1.952,
    "silent_text": 2.502,
    "silent_picture": 0.576,
    "noise": 2.612,
    "other": 0.338,
}
