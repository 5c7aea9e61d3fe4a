"""A bank card's number in full."""

from __future__ import annotations

from wenming_archive.privacy.spans import Kind
from wenming_archive.report import personal
from wenming_archive.report.checks.check import Check, Level

CHECK = Check(
    id="bank-card",
    level=Level.error,
    title="写有完整的银行卡号",
    reason="银行卡号属于敏感个人信息，不得随材料公开或上传。",
    fix=(
        "在原文件里只留后四位后放回原处；"
        "Excel、Word、文本也可以用 archive export-bag --masked 交遮盖后的副本，原件不动。"
    ),
    read=personal.each(Kind.bank_card),
)
