"""A list of pupils or children by their names."""

from __future__ import annotations

from wenming_archive.privacy.spans import Kind
from wenming_archive.report import personal
from wenming_archive.report.checks.check import Check, Level

CHECK = Check(
    id="minors",
    level=Level.warning,
    title="未成年人名单",
    reason="学生、留守和困境儿童的名单，心理辅导的记录，应当保护未成年人的隐私。",
    fix=(
        "没有要求的不要交名单，只交统计表；必须交的，在原文件里把姓名改成 沈* 的样子，"
        "Excel、Word 也可以用 archive export-bag --masked 交遮盖后的副本，原件不动。"
    ),
    read=personal.each(Kind.minors),
)
