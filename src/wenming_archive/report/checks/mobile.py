"""A mobile number in full."""

from __future__ import annotations

from wenming_archive.privacy.spans import Kind
from wenming_archive.report import personal
from wenming_archive.report.checks.check import Check, Level

CHECK = Check(
    id="mobile",
    level=Level.warning,
    title="写有完整的手机号",
    reason="公开发布的材料里出现完整的手机号，会被通报。",
    fix=(
        "在原文件里改成 138****1234 的样子后放回原处；"
        "Excel、Word、文本也可以用 archive export-bag --masked 交遮盖后的副本，原件不动。"
    ),
    read=personal.each(Kind.mobile),
)
