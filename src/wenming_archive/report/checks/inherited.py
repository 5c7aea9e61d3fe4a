"""An item whose decision was made for what stood at its place before."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="inherited",
    level=Level.warning,
    title="内容已换、决定沿用",
    reason="同一个位置换了文件，仍按原来文件的决定归档，可能已经不对题。",
    fix="打开核对；归得对的用 archive assign 再指定一次，不对的改归或用 archive unassign 撤销。",
    look=each_problem("inherited"),
)
