"""A home's address down to the house."""

from __future__ import annotations

from wenming_archive.privacy.spans import Kind
from wenming_archive.report import personal
from wenming_archive.report.checks.check import Check, Level

CHECK = Check(
    id="home-address",
    level=Level.warning,
    title="写有详细的家庭住址",
    reason="家庭住址只应写到乡镇、街道，写到门牌号的会被通报。",
    fix=(
        "在原文件里删去乡镇、街道以下的部分后放回原处；"
        "Excel、Word、文本也可以用 archive export-bag --masked 交遮盖后的副本，原件不动。"
    ),
    read=personal.each(Kind.home_address),
)
