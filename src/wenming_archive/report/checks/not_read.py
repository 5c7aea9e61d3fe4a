"""A filed item that nobody can open."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="not-read",
    level=Level.error,
    title="打不开的文件",
    reason="打不开的文件看不到内容，不能作为材料，不计入。",
    fix="向提供单位重新索取，或去掉密码、另存为能打开的格式后放回原处，再运行 archive scan。",
    look=each_problem("not-read"),
)
