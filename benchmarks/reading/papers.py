"""The papers that the files are made of: Chinese office prose without meaning, the same every time.

Words are strung together by chance, so that a run of four characters seldom comes twice and what a
reader leaves out can be counted.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = (
    *("创建", "文明", "单位", "活动", "志愿", "服务", "讲堂", "道德", "宣传", "干部", "职工", "群众"),
    *("社区", "学校", "卫生", "环境", "整治", "安全", "生产", "检查", "考核", "制度", "方案", "通知"),
    *("总结", "会议", "纪要", "记录", "培训", "学习", "教育", "主题", "党日", "清明", "祭扫", "烈士"),
    *("节约", "粮食", "用电", "餐桌", "网络", "传播", "好人", "推荐", "评选", "先进", "表彰", "经费"),
    *("预算", "采购", "公开", "政务", "法治", "诚信", "建设", "领导", "小组", "成员", "分工", "责任"),
    *("落实", "推进", "开展", "组织", "参加", "人员", "名单", "签到", "照片", "台账", "档案", "归集"),
    *("指标", "测评", "材料", "说明", "报告", "调研", "督查", "整改", "问题", "措施", "成效", "经验"),
    *("交流", "城乡", "共建", "帮扶", "慰问", "老人", "儿童", "未成年", "心理", "辅导", "体育", "比赛"),
    *("文艺", "演出", "图书", "阅读", "家风", "家训", "移风", "易俗", "公益", "广告", "景观", "小品"),
    *("无障碍", "设施", "维护", "交通", "劝导", "秩序", "垃圾", "分类", "绿化", "河道", "巡查"),
)
_MARKS = "，，，、；：。。"


@dataclass(frozen=True)
class Paper:
    """What one file holds."""

    title: str
    header: str
    footer: str
    box: str
    #: A heading and the paragraphs below it.
    sections: Sequence[tuple[str, Sequence[str]]]
    #: The head row first.
    table: Sequence[Sequence[str]]

    def lines(self) -> list[str]:
        """Return title, headings and paragraphs."""
        return [self.title, *(line for head, below in self.sections for line in (head, *below))]

    def cells(self) -> list[str]:
        """Return the table cell by cell."""
        return [cell for row in self.table for cell in row]


def clause(chance: random.Random, words: int) -> str:
    """Return some words without a mark."""
    return "".join(chance.choices(_WORDS, k=words))


def paragraph(chance: random.Random, clauses: int = 9) -> str:
    """Return a paragraph of about ten characters a clause."""
    parts = [clause(chance, chance.randint(3, 7)) + chance.choice(_MARKS) for _ in range(clauses)]
    return "".join(parts)[:-1] + "。"


def table(chance: random.Random, rows: int) -> list[list[str]]:
    """Return a head row and ``rows`` more, of eight cells."""
    head = ["序号", *(clause(chance, 2) for _ in range(7))]
    figures = ([str(n + 1), f"2023-05-{n % 28 + 1:02d}", str(n % 5 + 0.5)] for n in range(rows))
    return [head, *([*row, *(clause(chance, words) for words in (2, 2, 3, 4, 5))] for row in figures)]


def paper(seed: int) -> Paper:
    """Return a paper of about 3,000 characters with a table of ten rows."""
    chance = random.Random(seed)
    sections = [
        (f"{mark}、{clause(chance, 4)}", [paragraph(chance) for _ in range(7)]) for mark in "一二三四"
    ]
    return Paper(
        f"关于{clause(chance, 5)}的通知",
        f"{clause(chance, 4)}办公室",
        f"{clause(chance, 3)}印发",
        clause(chance, 9),
        sections,
        table(chance, 9),
    )
