"""A filed item dated outside its indicator's period."""

from __future__ import annotations

from wenming_archive.report.checks.check import Check, Level, each_problem

CHECK = Check(
    id="out-of-period",
    level=Level.error,
    title="不在测评周期内",
    reason="材料的形成时间不在测评周期内，不予认定。",
    fix=(
        "换成周期内形成的材料；日期识别有误的，请在文件里写明日期；确需长期有效材料的指标，"
        "可在 catalogue.yaml 的该项应备材料里写 any_date: true。"
    ),
    look=each_problem("out-of-period"),
)
