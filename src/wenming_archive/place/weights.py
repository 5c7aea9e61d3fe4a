"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 1.673,
    "title": 1.045,
    "heads": 1.542,
    "top": 1.380,
    "body": 0.601,
    "near": 3.497,
    "far": 0.289,
    "share": 0.629,
    "best": 2.310,
    "grams_short": 1.997,
    "grams_long": 0.248,
    "grams_best": 2.057,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.383,
    "form": 1.057,
    "unit": 2.662,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.944,
    "silent_text": 2.560,
    "silent_picture": 0.471,
    "noise": 2.646,
    "other": 0.191,
}
#: The second look: with what its neighbours say.
TOGETHER: dict[str, float] = {
    "name": 1.485,
    "title": 1.090,
    "heads": 1.512,
    "top": 1.337,
    "body": 0.668,
    "near": 2.581,
    "far": 0.062,
    "share": 0.365,
    "best": 2.257,
    "grams_short": 1.784,
    "grams_long": 0.264,
    "grams_best": 2.067,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.340,
    "form": 1.225,
    "unit": 2.363,
    "around_picture": 4.095,
    "around_text": 2.072,
    "same_day": 0.903,
    "below": 0.318,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 1.995,
    "silent_text": 2.450,
    "silent_picture": 0.543,
    "noise": 2.553,
    "other": 0.243,
}
