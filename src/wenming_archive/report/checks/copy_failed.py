"""A filed copy that could not be made."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="copy-failed",
    level=Level.error,
    title="归档副本没有复制成功",
    reason="材料目录里列了，材料盒里却没有这份文件，测评时拿不出来。",
    fix="按每份后面写的原因处理（腾出磁盘空间、关闭占用的程序等），再运行 archive scan 补上。",
    look=each_problem("copy-failed"),
)
