"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": 0.000,
    "title": 0.224,
    "heads": 0.149,
    "top": 0.713,
    "body": 0.077,
    "near": 0.946,
    "far": 1.616,
    "share": 1.341,
    "best": 1.014,
    "grams_short": 0.794,
    "grams_long": 0.320,
    "grams_best": 0.672,
    "speaks_short": 0.354,
    "speaks_long": 1.096,
    "speaks_near": 2.521,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.571,
    "form": 0.148,
    "unit": 1.603,
}
ALONE_NONE: dict[str, float] = {
    "always": 2.790,
    "silent_text": 2.113,
    "silent_picture": 0.919,
    "noise": 2.006,
    "other": 0.658,
    "speaks_noise_short": -0.139,
    "speaks_noise_long": 0.887,
}
#: The second look: with what its neighbours, and people's decisions, say.
TOGETHER: dict[str, float] = {
    "own": 0.895,
    "around_picture": 2.777,
    "around_text": 1.456,
    "same_day": 1.616,
    "alike": -0.005,
    "below": 0.926,
    "taught_alike": 1.703,
    "taught_mistake": 3.951,
    "taught_folder": 1.526,
    "taught_folder_mistake": 2.419,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 2.583,
    "silent_text": 2.041,
    "silent_picture": 1.433,
    "noise": 1.793,
    "other": 0.663,
    "speaks_noise_short": -0.076,
    "speaks_noise_long": 0.885,
}
#: How sure the program must be to file by itself, by boldness.
FILE_AT: dict[str, float] = {
    "careful": 0.990,
    "balanced": 0.810,
    "bold": 0.390,
}
