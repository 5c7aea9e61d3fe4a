"""The weights of the placement model, fitted by ``benchmarks/placement/fit.py``; do not edit.

A conditional logit over a catalogue's leaves and "none of them": the score of a leaf is the
weighted sum of its features, and the scores' soft maximum is a probability.
"""

from __future__ import annotations

#: The first look: an item by itself.
ALONE: dict[str, float] = {
    "name": -0.096,
    "title": 0.118,
    "heads": 0.114,
    "top": 0.609,
    "body": 0.059,
    "near": 0.714,
    "far": 1.506,
    "share": 1.115,
    "best": 1.140,
    "grams_short": 0.633,
    "grams_long": 0.135,
    "grams_best": 0.623,
    "speaks_short": 0.336,
    "speaks_long": 0.943,
    "speaks_near": 2.458,
    "code_name": 2.500,
    "code_folder": 1.500,
    "need": 0.617,
    "form": 0.043,
    "unit": 1.891,
}
ALONE_NONE: dict[str, float] = {
    "always": 1.914,
    "silent_text": 1.545,
    "silent_picture": 0.506,
    "noise": 1.587,
    "other": 0.524,
    "speaks_noise_short": -0.091,
    "speaks_noise_long": 0.839,
}
#: The second look: with what its neighbours, and people's decisions, say.
TOGETHER: dict[str, float] = {
    "own": 0.913,
    "around_picture": 2.489,
    "around_text": 1.284,
    "same_day": 1.278,
    "alike": 0.112,
    "below": 0.904,
    "taught_alike": 1.120,
    "taught_mistake": 3.830,
    "taught_folder": 1.135,
    "taught_folder_mistake": 2.181,
}
TOGETHER_NONE: dict[str, float] = {
    "always": 1.915,
    "silent_text": 1.472,
    "silent_picture": 0.817,
    "noise": 1.540,
    "other": 0.516,
    "speaks_noise_short": -0.061,
    "speaks_noise_long": 0.798,
}
#: How sure the program must be to file by itself, by boldness.
FILE_AT: dict[str, float] = {
    "careful": 0.990,
    "balanced": 0.820,
    "bold": 0.440,
}
