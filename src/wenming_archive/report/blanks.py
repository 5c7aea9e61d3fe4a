"""What was to be filled in and was not: XX单位, 20××年, 姓名：____, （此处填写…）."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What stands for something unknown; circles also write years, and one 某 stands for someone in law.
_MASK = r"(?:[xX]{2,4}|[×＊]{2,4}|\*{2,4}|[Oo○〇]{2,3}(?=单位|学校|公司))"
#: What it stands for when nobody filled it in.  Masked names and addresses of people are nothing bad.
_THING = (
    r"(?:[年月日]|单位|部门|学校|中学|小学|医院|公司|企业|街道|社区|委员会|办公室|科室|"
    r"支部|活动|会议|人次|万元|份|科(?![长技学普目])|[镇县市区省局](?!长))"
)
_OPEN, _SHUT = r"[(（\[【<〈《｛{]", r"[)）\]】>〉》｝}]"
#: Passages that a template leaves to whoever uses it.
_ANYWHERE: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<![\w×＊*.])(?:(?:19|20)\d?)?{_MASK}{_THING}"),
    re.compile(rf"(?<=[\u4e00-\u9fff：:，,。、（(“\"])(?<![\dA-Za-z]){_MASK}{_THING}"),
    re.compile(rf"(?:(?<![\w×＊*])|(?<=[在于对由向到经和与及的]))某某某?{_THING}"),
    re.compile(r"(?<!\d)(?:19|20)\d?[xX×＊*?？_]{1,2}\s*[年〕\]]"),
    re.compile(r"(?<![A-Za-z\d×])[xX][ ]?月[ ]?[xX][ ]?日"),
    re.compile(
        rf"{_OPEN}\s*(?:此处|在此|请在?此?处?)\s*(?:填|写|输入|插入|补充|粘贴|注明)[^)）\]】>〉》｝}}\n]{{0,30}}{_SHUT}"
    ),
    re.compile(rf"(?<!{_OPEN})(?:单击|点击)?此处(?:填写|添加|输入|插入|编辑|键入)[^\n，。]{{0,12}}"),
    re.compile(rf"{_OPEN}(?:待补充?|待填写?|待完善|待核实|需补充){_SHUT}"),
    re.compile(r"【\s*】|\{\{[^{}\n]{0,20}\}\}"),
    re.compile(r"[〔\[]\s{0,4}(?:(?:19|20)\d\d)?\s{0,4}[〕\]]\s{0,4}第?[\s_＿×xX*]{0,8}号"),
)
#: Lines left empty behind a label.
_LABELLED: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?:姓名|单位|日期|时间|地点|主持人|记录人|参加人员|负责人|文号)[)）]?\s*[:：]?[ \t]{0,8}[_＿]{2,}"
    ),
    re.compile(
        r"(?<=[\u4e00-\u9fff])[_＿]{2,20}(?:单位|局|学校|公司|街道|社区)(?=[\u4e00-\u9fff]{2,30}[，。；、])"
    ),
    re.compile(r"(?<![_＿])[_＿]{2,}[ \t]{0,4}(?:年|月|日|单位|局|公司|学校)(?![\u4e00-\u9fff])"),
)
#: A closing day without its figures, on a line of its own.
_NO_DAY = re.compile(
    r"(?:(?:19|20)\d{0,2})?[\s_＿]*年[\s_＿]+月[\s_＿]+日"
    r"|(?:19|20)\d\d\s*年(?:[\s_＿]+月[\s_＿]*|[\s_＿]*\d{1,2}\s*月[\s_＿]+)日"
)
_CLOSING = 8
#: A page of blanks that others fill in: what follows is theirs.
_ANNEX = re.compile(
    r"^\s*附\s*[件表录]\s*[\d一二三四五]?\s*[:：.、]?\s*$"
    r"|^\s*附\s*[件表]\s*[\d一二三四五]?\s*[:：].{0,40}(?:表|回执|样式|格式)$"
)
#: Words set bold in plain text.
_BOLD = re.compile(r"\*\*([^*\n]{4,80})\*\*")
#: Papers that are made to be filled in, by what they are called.
FORM = re.compile(
    r"空白|模板|模版|样[表本式张]|[(（]样[)）]|范[本文]|示例|格式|参考|问卷|试[卷题]|测[试验]|考[试卷]|答题|题[库目]|"
    r"练习|回执|填[写报]说明"
)


def found(lines: Sequence[str], *, labels: bool) -> list[str]:
    """Return the first of each sort of blank in ``lines``; with ``labels`` the empty lines among them."""
    end = next((n for n, line in enumerate(lines) if n > 2 and _ANNEX.match(line)), len(lines))
    text = _BOLD.sub(r"\1", "\n".join(lines[:end]))
    rules = (*_ANYWHERE, *(_LABELLED if labels else ()))
    first = [match[0].strip() for rule in rules if (match := rule.search(text))]
    closing = [line.strip() for line in lines[max(0, end - _CLOSING) : end]] if labels else []
    first += [" ".join(line.split()) for line in closing if _NO_DAY.fullmatch(line)]
    return list(dict.fromkeys(first))
