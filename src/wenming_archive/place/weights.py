"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 1.509,
    "title": 1.225,
    "heads": 1.503,
    "top": 1.243,
    "body": 0.606,
    "near": 3.273,
    "far": 0.200,
    "share": 0.976,
    "best": 2.312,
    "grams_short": 1.901,
    "grams_long": 0.543,
    "grams_best": 1.970,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.378,
    "form": 1.018,
    "unit": 2.478,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.996,
    "silent_text": 2.525,
    "silent_picture": 0.777,
    "noise": 2.594,
    "other": 0.189,
}
#: The second look: with what its neighbours say.
TOGETHER: dict[str, float] = {
    "name": 1.361,
    "title": 1.193,
    "heads": 1.430,
    "top": 1.221,
    "body": 0.642,
    "near": 2.429,
    "far": -0.005,
    "share": 0.670,
    "best": 2.280,
    "grams_short": 1.637,
    "grams_long": 0.512,
    "grams_best": 1.976,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.331,
    "form": 1.220,
    "unit": 2.219,
    "around_picture": 3.483,
    "around_text": 2.262,
    "same_day": 1.066,
    "below": 0.279,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 2.055,
    "silent_text": 2.439,
    "silent_picture": 0.798,
    "noise": 2.493,
    "other": 0.254,
}
