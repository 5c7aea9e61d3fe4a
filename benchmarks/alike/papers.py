"""Documents of an office: drafts and finals of one, and others that only stand on the same form.

The documents themselves are those of the placement corpora, a half for each half here.  ``drafts``
gives the versions a document goes through; ``series`` the papers that come out of one form again and
again: minutes, ledgers, rosters, pledges, records.  A document is a list of lines; tabs join cells.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

Document = list[str]
CORPORA = Path(__file__).parents[1] / "placement" / "corpora"


def _split(words: str) -> list[str]:
    return words.split()


_NAMES = _split(
    "王建国 李秀英 张伟 刘洋 陈静 杨帆 赵敏 黄磊 周涛 吴芳 徐丽 孙浩 马超 朱琳 胡军 郭强 何燕 高峰 林霞 罗成 "
    "郑爽 梁栋 谢婷 宋佳 唐勇 韩雪 冯涛 于洋 董洁 萧红 程亮 曹颖 袁野 邓超 许晴 傅明 沈阳 曾力 彭飞 吕梁"
)
_UNITS = _split("办公室 人事科 财务科 党建科 工会 团委 安全科 水政大队 规划科 机关服务中心 信访科 督查室")
_PLACES = _split("三楼会议室 二楼多功能厅 机关礼堂 滨河公园 河西社区 党员活动室 实验小学 文化广场")
_TOPICS = (
    *(
        "学习上级文件精神",
        "研究文明单位创建迎检分工",
        "部署清明祭扫活动",
        "通报卫生检查情况",
        "讨论年度培训计划",
    ),
    *("研究职工困难补助", "安排汛期值班", "评议先进工作者", "检查台账整理进度", "研究结对共建方案"),
)
_SAID = (
    *(
        "要把责任落实到具体科室和具体人员，逐项对照标准查漏补缺",
        "前一阶段台账整理进度偏慢，照片缺少说明，请各科室抓紧",
    ),
    *("活动不能走形式，要请群众评议，效果好的做法要坚持下去", "经费要按程序报批，票据齐全后由财务科统一核销"),
    *("青年同志要多承担任务，老同志做好传帮带", "宣传栏内容陈旧，月底前全部更换一遍"),
    *("对照去年扣分点制定整改清单，每周调度一次", "志愿服务时长要及时录入平台，缺一次补一次"),
    *("外来人员登记不严，门卫要逐人核对", "食堂剩菜偏多，光盘提示牌要摆到每张餐桌"),
    *("会后由办公室形成纪要，三日内报分管领导", "存在的问题主要是学习笔记不完整，抽查时有五本缺页"),
)
_DOUBTS = _split("灭火器过期 线路老化 通道堆放杂物 应急灯不亮 门禁失灵 食品留样不足 无 无 无")


def documents(half: str) -> dict[str, Document]:
    """Return the documents of a half of the corpora, by corpus and path."""
    found: dict[str, Document] = {}
    for file in sorted(CORPORA.glob(f"*/{half}.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")):
            lines = _lines(row)
            if not row.get("same_as") and sum(map(len, lines)) >= 90:
                found[f"{file.parent.name}/{row['path']}"] = lines
    return found


def _lines(row: dict[str, Any]) -> Document:
    text = [line.strip() for line in str(row.get("body") or "").split("\n") if line.strip()]
    return text + ["\t".join("" if c is None else str(c) for c in cells) for cells in row.get("table") or ()]


def long(documents: Mapping[str, Document], chance: random.Random) -> Document:
    """Return a document of some pages, put together from several."""
    chosen = chance.sample(sorted(documents), chance.randint(5, 12))
    return [line for name in chosen for line in documents[name]]


# -- what becomes of a document -----------------------------------------------------------------

_OTHER_WORDS = {
    "进一步": "不断",
    "认真": "切实",
    "开展": "组织开展",
    "加强": "强化",
    "做好": "抓好",
    "要求": "强调",
    "全体": "广大",
    "组织": "安排",
    "落实": "落到实处",
    "活动": "系列活动",
    "积极": "踊跃",
    "提高": "提升",
    "情况": "有关情况",
    "及时": "第一时间",
    "单位": "各单位",
    "工作": "各项工作",
    "参加": "参与",
    "完成": "按期完成",
    "检查": "督查",
    "同志": "干部",
}
_ADDED = (
    *(
        "各科室要明确一名联络员，于每月底前报送进展。",
        "未尽事宜由办公室另行通知。",
        "以上内容已征求各科室意见。",
    ),
    *("请于三日内反馈修改意见。", "会后要抓好跟踪问效。", "相关经费从年度预算中列支。"),
)


def _words(lines: Document, chance: random.Random) -> Document:
    """Return a draft gone over by the head of the office: a word here and there."""
    return [_reworded(line, chance) if chance.random() < 0.5 else line for line in lines]


def _reworded(line: str, chance: random.Random) -> str:
    present = [word for word in _OTHER_WORDS if word in line]
    for word in chance.sample(present, min(len(present), 1)):
        line = line.replace(word, _OTHER_WORDS[word], 1)
    return line


def _sentences(lines: Document, chance: random.Random) -> Document:
    """Return a draft with a sentence struck out and another put in."""
    kept = list(lines)
    prose = [n for n, line in enumerate(kept) if line.count("。") > 1]
    if prose:
        n = chance.choice(prose)
        parts = re.findall(r"[^。]*。", kept[n])
        shortest = min(range(len(parts)), key=lambda i: len(parts[i]))
        kept[n] = "".join(part for i, part in enumerate(parts) if i != shortest)
    if sum(map(len, kept)) > 240:
        kept.insert(len(kept) - 1, chance.choice(_ADDED))
    return kept


def _signed(lines: Document, chance: random.Random) -> Document:
    """Return the final version: it has its number, and was signed and printed some days later."""
    year = next((m[0] for line in lines if (m := re.search(r"20[12]\d", line))), "2023")
    numbered = any("〔" in line for line in lines[:4])
    head = [] if numbered else [f"清水发〔{year}〕{chance.randint(1, 60)}号"]
    return [
        *head,
        *lines,
        f"清河县水利局办公室　{_on(chance, int(year))}印发",
    ]


def _filled(lines: Document, chance: random.Random) -> Document:
    """Return the draft of a document, where days and numbers are still open."""
    return [re.sub(r"\d+(?=[日号])", lambda m: chance.choice(("X", "×", m[0])), line) for line in lines]


def _as_text(lines: Document, chance: random.Random) -> Document:
    """Return the document as another program saved it: half-width signs, lines broken elsewhere."""
    narrow = str.maketrans("，：；（）", ",:;()")
    text = "\n".join(lines).translate(narrow).replace("\t", " ")
    wide = chance.randint(24, 38)
    return [line[n : n + wide] for line in text.split("\n") for n in range(0, len(line), wide)]


def _renumbered(lines: Document, chance: random.Random) -> Document:
    """Return the document with its paragraphs numbered otherwise, and one moved."""
    kept = [
        re.sub(r"^[（(]?[一二三四五六七八九十]+[)）、]", f"{n % 9 + 1}. ", line)
        for n, line in enumerate(lines)
    ]
    if len(kept) > 6:
        kept.insert(chance.randint(2, 4), kept.pop(chance.randint(3, len(kept) - 2)))
    return kept


def _rows(lines: Document, chance: random.Random) -> Document:
    """Return a ledger with one cell put right and a row more; a document with two words changed."""
    rows = [n for n, line in enumerate(lines) if "\t" in line]
    if len(rows) < 5:
        return _words(lines, chance)
    kept = list(lines)
    n = chance.choice(rows[1:])
    cells = kept[n].split("\t")
    cells[-1] = chance.choice(("已整改", "已核实", "见附件", "补录"))
    kept[n] = "\t".join(cells)
    if len(rows) > 8:
        kept.append("\t".join((str(len(rows)), *(chance.choice(_NAMES) for _ in cells[1:]))))
    return kept


def _grown(lines: Document, chance: random.Random) -> Document:
    """Return the document gone over twice, and longer by some lines."""
    kept = _sentences(_words(_words(lines, chance), chance), chance)
    for _ in range(sum(map(len, lines)) // 260):
        kept.insert(chance.randint(1, len(kept)), chance.choice(_ADDED))
    return kept


def _recognised(lines: Document, chance: random.Random) -> Document:
    """Return what is recognised of its scan: a character in fifty is wrong."""
    return [
        "".join(chance.choice("曰囗己末土干入") if chance.random() < 0.02 else c for c in line)
        for line in lines
    ]


DRAFTS: Mapping[str, Callable[[Document, random.Random], Document]] = {
    "words changed": _words,
    "a sentence out, one in": _sentences,
    "numbered and signed": _signed,
    "blanks filled in": _filled,
    "saved by another program": _as_text,
    "renumbered, one moved": _renumbered,
    "a row more, a cell right": _rows,
    "gone over twice, longer": _grown,
    "scanned and recognised": _recognised,
}


# -- what stands on one form --------------------------------------------------------------------


def _on(hand: random.Random, year: int = 2023, month: int = 0) -> str:
    """Return a day."""
    return f"{year}年{month or hand.randint(1, 12)}月{hand.randint(1, 28)}日"


def _minutes(form: random.Random, n: int) -> Document:
    people = form.sample(_NAMES, 9)
    hand = random.Random(f"minutes {n} {form.random()}")
    said = hand.sample(_SAID, 3)
    return [
        f"{form.choice(_UNITS)}例会记录",
        f"时间：{_on(hand)}{hand.choice(('上午9时', '下午3时'))}",
        f"地点：{form.choice(_PLACES)}",
        f"主持人：{people[0]}　记录人：{people[1]}",
        f"参加人员：{'、'.join(people)}",
        f"会议内容：{hand.choice(_TOPICS)}",
        *(f"{who}：{what}。" for who, what in zip(hand.sample(people, 3), said, strict=True)),
        "会议要求：各科室要统一思想、提高认识，按照分工抓好落实，遇到问题及时报告。",
        "以上记录与会人员已签字确认。",
    ]


def _scores(form: random.Random, n: int) -> Document:
    title = form.choice(("环境卫生检查评比表", "文明科室考核得分表", "安全检查评分表"))
    hand = random.Random(f"scores {n} {form.random()}")
    heads = (
        "序号",
        "科室",
        *form.sample(("室内卫生", "物品摆放", "垃圾分类", "节水节电", "仪容仪表", "出勤"), 4),
        "总分",
    )
    rows = [
        "\t".join(
            (str(i + 1), unit, *(str(hand.randint(15, 25)) for _ in range(4)), str(hand.randint(80, 100)))
        )
        for i, unit in enumerate(_UNITS)
    ]
    return [f"{title}", f"检查时间：{_on(hand, month=n % 12 + 1)}", "\t".join(heads), *rows]


def _usage(form: random.Random, n: int) -> Document:
    what = form.choice(("水电用量", "公务用车", "办公用纸"))
    hand = random.Random(f"usage {n} {form.random()}")
    rows = [
        f"{unit}\t{hand.randint(100, 999)}\t{hand.randint(100, 999) / 10}\t{hand.randint(1, 30)}"
        for unit in _UNITS
    ]
    return [
        f"2023年{n % 12 + 1}月{what}统计表",
        "科室\t本月\t上月\t增减",
        *rows,
        f"填表人：{form.choice(_NAMES)}",
    ]


def _roster(form: random.Random, n: int) -> Document:
    people = form.sample(_NAMES, 24)
    hand = random.Random(f"roster {n} {form.random()}")
    came = [who for who in people if hand.random() < 0.9]
    rows = [f"{i + 1}\t{who}\t{form.choice(_UNITS)}" for i, who in enumerate(came)]
    return [
        "签到表",
        f"活动：{hand.choice(_TOPICS)}",
        f"时间：{_on(hand, month=n % 12 + 1)}　地点：{hand.choice(_PLACES)}",
        "序号\t姓名\t科室",
        *rows,
    ]


def _pledge(form: random.Random, n: int) -> Document:
    text = form.sample(_SAID, 5)
    hand = random.Random(f"pledge {n} {form.random()}")
    return [
        "文明职工承诺书",
        "为树立良好形象，争做文明职工，本人郑重承诺：",
        *(f"{i + 1}. {line}。" for i, line in enumerate(text)),
        "以上承诺请领导和同志们监督，如有违反，愿接受组织处理。",
        f"承诺人：{hand.choice(_NAMES)}　科室：{hand.choice(_UNITS)}",
        f"{_on(hand)}",
    ]


def _check(form: random.Random, n: int) -> Document:
    people = form.sample(_NAMES, 3)
    hand = random.Random(f"check {n} {form.random()}")
    items = ("消防设施", "用电线路", "疏散通道", "食堂卫生", "门卫值班", "档案室")
    rows = [
        f"{i + 1}\t{what}\t{hand.choice(_DOUBTS)}\t{hand.choice(('合格', '立即整改', '限期三日'))}"
        for i, what in enumerate(items)
    ]
    return [
        "安全隐患排查记录表",
        f"检查日期\t{_on(hand)}\t检查人\t{'、'.join(people)}",
        "序号\t检查项目\t存在问题\t处理意见",
        *rows,
        "要求：对检查发现的问题逐项登记，明确责任人和整改时限，整改完成后由安全科复查销号。",
    ]


def _person(form: random.Random, n: int) -> Document:
    hand = random.Random(f"person {n} {form.random()}")
    who = hand.choice(_NAMES)
    return [
        "志愿者注册登记表",
        f"姓名\t{who}\t性别\t{hand.choice('男女')}\t出生日期\t{_on(hand, hand.randint(1960, 1999))}",
        f"科室\t{hand.choice(_UNITS)}\t政治面貌\t{hand.choice(('党员', '群众', '团员'))}",
        f"联系电话\t138{hand.randint(10**7, 10**8 - 1)}",
        f"服务意向\t{hand.choice(_TOPICS)}\t可服务时间\t{hand.choice(('周末', '工作日晚上', '节假日'))}",
        "个人承诺\t本人自愿加入学雷锋志愿服务队，遵守志愿服务条例，服从队伍安排，不以志愿者身份从事营利活动。",
        f"申请人签名\t{who}\t日期\t{_on(hand)}",
    ]


def _yearly(form: random.Random, n: int) -> Document:
    event = form.choice(("学雷锋志愿服务月", "安全生产月", "节能宣传周", "国家宪法日", "全民阅读"))
    hand = random.Random(f"yearly {n} {form.random()}")
    year = 2015 + n
    return [
        f"关于开展{year}年{event}活动的通知",
        "机关各科室、局属各单位：",
        f"为贯彻落实上级部署，经研究，决定开展{year}年{event}活动，现将有关事项通知如下。",
        f"一、时间：{_on(hand, year)}。二、主题：{form.choice(_TOPICS)}。",
        "三、要求：各科室要高度重视，精心组织，广泛发动干部职工参加，做好宣传报道，及时报送图片和信息。",
        f"四、{form.choice(_SAID)}。",
        f"联系人：{hand.choice(_NAMES)}　电话：{hand.randint(2000000, 8999999)}",
        f"{_on(hand, year)}",
    ]


def _briefing(form: random.Random, n: int) -> Document:
    hand = random.Random(f"briefing {n} {form.random()}")
    return [
        "文明创建工作简报",
        f"第{n + 1}期",
        f"清河县水利局创建办　{_on(hand, month=n % 12 + 1)}",
        f"【{hand.choice(_TOPICS)}】{'；'.join(hand.sample(_SAID, 4))}。",
        "报：市文明办。送：局领导。发：机关各科室、局属各单位。（共印30份）",
    ]


def _attendance(form: random.Random, n: int) -> Document:
    people = form.sample(_NAMES, 20)
    hand = random.Random(f"attendance {n} {form.random()}")
    rows = [f"{who}\t" + "\t".join(hand.choice("√√√√√√√假差") for _ in range(22)) for who in people]
    return [f"{n % 12 + 1}月份考勤表", "姓名\t" + "\t".join(map(str, range(1, 23))), *rows]


_EVEN = (_minutes, _usage, _pledge, _person, _briefing)
_ODD = (_scores, _roster, _check, _yearly, _attendance)
#: The forms of each half: those that are scored were not looked at.
FORMS: Mapping[str, tuple[Callable[[random.Random, int], Document], ...]] = {"dev": _EVEN, "held": _ODD}


def series(form: Callable[[random.Random, int], Document], which: int, count: int) -> list[Document]:
    """Return ``count`` papers on one form; ``which`` says whose form it is."""
    return [form(random.Random(f"{form.__name__} {which}"), n) for n in range(count)]
