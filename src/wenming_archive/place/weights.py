"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 1.683,
    "title": 1.059,
    "heads": 1.585,
    "top": 1.349,
    "body": 0.601,
    "near": 3.494,
    "far": 0.298,
    "share": 0.613,
    "best": 2.311,
    "grams_short": 1.980,
    "grams_long": 0.249,
    "grams_best": 2.053,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.387,
    "form": 1.041,
    "unit": 2.660,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.943,
    "silent_text": 2.565,
    "silent_picture": 0.475,
    "noise": 2.638,
    "other": 0.185,
}
#: The second look: with what its neighbours say.
TOGETHER: dict[str, float] = {
    "name": 1.494,
    "title": 1.104,
    "heads": 1.539,
    "top": 1.313,
    "body": 0.653,
    "near": 2.584,
    "far": 0.073,
    "share": 0.346,
    "best": 2.258,
    "grams_short": 1.777,
    "grams_long": 0.263,
    "grams_best": 2.064,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.344,
    "form": 1.213,
    "unit": 2.362,
    "around_picture": 4.101,
    "around_text": 2.068,
    "same_day": 0.907,
    "below": 0.311,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 1.995,
    "silent_text": 2.452,
    "silent_picture": 0.545,
    "noise": 2.546,
    "other": 0.239,
}
