"""A filed item whose date nothing tells."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="undated",
    level=Level.warning,
    title="没有形成日期",
    reason="看不出形成时间，无法认定是否在测评周期内。",
    fix="在文件的落款、文件名或所在文件夹的名称里写明日期（如 2023-05-06），再运行 archive scan。",
    look=each_problem("undated"),
)
