"""A filed item whose source has gone."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="source-missing",
    level=Level.hint,
    title="来源文件已不在",
    reason="归档副本还在，但原件已不在原处，需要核对原件时拿不出来。",
    fix="原件挪了地方的，把新的文件夹也交给 archive scan；确已不需要的，不用处理。",
    look=each_problem("source-missing"),
)
