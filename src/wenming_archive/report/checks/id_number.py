"""A resident ID number in full."""

from __future__ import annotations

from wenming_archive.privacy.spans import Kind
from wenming_archive.report import personal
from wenming_archive.report.checks.check import Check, Level

CHECK = Check(
    id="id-number",
    level=Level.error,
    title="写有完整的身份证号",
    reason="完整的身份证号属于敏感个人信息，不得随材料公开或上传。",
    fix=(
        "在原文件里改成 35*************123 的样子后放回原处；"
        "Excel、Word、文本也可以用 archive export-bag --masked 交遮盖后的副本，原件不动。"
    ),
    read=personal.each(Kind.id_number),
)
