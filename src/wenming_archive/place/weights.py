"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 1.679,
    "title": 1.055,
    "heads": 1.558,
    "top": 1.367,
    "body": 0.604,
    "near": 3.502,
    "far": 0.293,
    "share": 0.618,
    "best": 2.310,
    "grams_short": 2.002,
    "grams_long": 0.241,
    "grams_best": 2.054,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.385,
    "form": 1.048,
    "unit": 2.661,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.944,
    "silent_text": 2.560,
    "silent_picture": 0.469,
    "noise": 2.643,
    "other": 0.188,
}
#: The second look: with what its neighbours say.
TOGETHER: dict[str, float] = {
    "name": 1.489,
    "title": 1.103,
    "heads": 1.530,
    "top": 1.325,
    "body": 0.660,
    "near": 2.585,
    "far": 0.068,
    "share": 0.353,
    "best": 2.256,
    "grams_short": 1.786,
    "grams_long": 0.259,
    "grams_best": 2.066,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.343,
    "form": 1.218,
    "unit": 2.363,
    "around_picture": 4.098,
    "around_text": 2.075,
    "same_day": 0.906,
    "below": 0.315,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 1.996,
    "silent_text": 2.449,
    "silent_picture": 0.540,
    "noise": 2.550,
    "other": 0.240,
}
