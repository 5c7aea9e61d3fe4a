"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 0.000,
    "title": 0.130,
    "heads": 0.207,
    "top": 0.677,
    "body": 0.057,
    "near": 0.888,
    "far": 1.689,
    "share": 1.343,
    "best": 1.010,
    "grams_short": 0.659,
    "grams_long": 0.230,
    "grams_best": 0.589,
    "speaks_short": 0.306,
    "speaks_long": 0.987,
    "speaks_near": 2.555,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.567,
    "form": 0.060,
    "unit": 1.569,
}
ALONE_NONE: dict[str, float] = {
    "always": 2.704,
    "silent_text": 2.008,
    "silent_picture": 1.021,
    "noise": 1.952,
    "other": 0.493,
    "speaks_noise_short": -0.121,
    "speaks_noise_long": 0.835,
}
#: The second look: with what its neighbours, and people's decisions, say.
TOGETHER: dict[str, float] = {
    "own": 0.898,
    "around_picture": 2.779,
    "around_text": 1.414,
    "same_day": 1.559,
    "alike": 0.018,
    "below": 0.983,
    "taught_alike": 1.065,
    "taught_mistake": 3.841,
    "taught_folder": 0.990,
    "taught_folder_mistake": 2.254,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 2.502,
    "silent_text": 1.942,
    "silent_picture": 1.521,
    "noise": 1.782,
    "other": 0.496,
    "speaks_noise_short": -0.070,
    "speaks_noise_long": 0.828,
}
#: How sure the program must be to file by itself, by boldness.
FILE_AT: dict[str, float] = {
    "careful": 0.990,
    "balanced": 0.790,
    "bold": 0.390,
}
