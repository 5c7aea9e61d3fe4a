"""Every fault of a catalogue that the contract names: alone, and all of them in one file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue import load
from wenming_archive.catalogue.faults import EMPTY
from wenming_archive.errors import Faults, InputError
from wenming_archive.kinds import KINDS

NODE_KEYS = "code、title、children、standard、score、methods、lead、support、evidence、keywords、exclude、period、bonus、grades、due"
TOP_KEYS = "title、issuer、edition、period、units、scoring、due、indicators、deductions、veto"
KIND_NAMES = "、".join(f"{k.id}（{k.label}）" for k in KINDS)


def lines(text: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        load.parse(text, "体系.yaml")
    assert str(caught.value) == "\n".join(caught.value.lines)
    return caught.value.lines


def leaf(text: str) -> list[str]:
    """Return the faults of one indicator on line 3, without the file's name."""
    head = "title: 甲\nunits: [{id: dangban, name: 党办, aliases: [党委办公室]}]\n"
    found = lines(f'{head}indicators: [{{code: "1", title: 乙, {text}}}]\n')
    return [line.removeprefix("体系.yaml:3:") for line in found]


EVERYTHING = """\
titel: 市级文明单位测评体系
period: {start: 2023-12-31, end: 2021-01-01}
units:
  - {id: dangban, name: 党办}
  - {id: dangban, name: 团委}
indicators:
  - code: "Ⅰ"
    title: 强化组织建设
    score: 四
    evidence: [{kind: notice}]
    children:
      - code: "Ⅰ-1"
        title: 学习型党组织建设
        lead: 党力
        support: [宣传科]
        methods: 材料审核
        evidence:
          - {kind: 台账}
          - {kind: photo, min: 9, max: 3}
          - {min: 两份}
      - code: "Ⅰ-1"
        title:
        period: {start: 2023-02-30, end: 2023-12-31}
        title: 重复
"""


def test_all_faults_of_a_file_are_told_at_once_by_line() -> None:
    list_wanted = "应是列表，每项一行以“- ”开头，或写成 [甲, 乙]"
    assert lines(EVERYTHING) == [
        "体系.yaml:1:1: titel: 不认识的键 titel，是不是 title？可用的键：" + TOP_KEYS,
        "体系.yaml:1:1: title: 缺少必填的 title",
        "体系.yaml:2:34: period.end: 周期的末日 2021-01-01 早于首日 2023-12-31；请把 start 和 end 对调或改正",
        "体系.yaml:5:10: units[1].id: 单位代号 dangban 重复，第 4 行已有；每个单位代号只能用一次",
        "体系.yaml:9:12: indicators[0].score: “四”应是数字，如 4 或 2.5",
        "体系.yaml:10:5: indicators[0].evidence: 有下级指标（children）的指标不能再写应备材料（evidence）；请把它移到末级指标下",
        "体系.yaml:14:15: indicators[0].children[0].lead: units 里没有单位 党力，是不是 党办？",
        "体系.yaml:15:19: indicators[0].children[0].support[0]: units 里没有单位 宣传科；请先在 units 里登记",
        f"体系.yaml:16:18: indicators[0].children[0].methods: “材料审核”{list_wanted}",
        "体系.yaml:18:20: indicators[0].children[0].evidence[0].kind: "
        "不认识的材料类型 台账，请写 kind: 台账名册",
        "体系.yaml:19:32: indicators[0].children[0].evidence[1].min: min（9）大于 max（3）；至少的份数不能多于至多的份数",
        "体系.yaml:20:13: indicators[0].children[0].evidence[2].kind: 缺少必填的 kind（或写 any_of、bundle）",
        "体系.yaml:20:19: indicators[0].children[0].evidence[2].min: “两份”应是整数，如 2",
        "体系.yaml:21:15: indicators[0].children[1].code: 编号 Ⅰ-1 重复，第 12 行已有；每个编号只能用一次",
        "体系.yaml:23:25: indicators[0].children[1].period.start: “2023-02-30”应是日期，如 2023-12-31",
        "体系.yaml:24:9: indicators[0].children[1].title: 键 title 重复，第 22 行已有；请删去一个",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file(text: str, tmp_path: Path) -> None:
    (tmp_path / "体系.yaml").write_text(text, "utf-8")
    with pytest.raises(Faults) as caught:
        load.load(tmp_path / "体系.yaml")
    assert caught.value.lines == [f"{tmp_path / '体系.yaml'}:1:1: {EMPTY}"]


def test_bad_yaml_and_an_alias_bomb_are_refused_in_the_same_manner() -> None:
    bomb = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    found = []
    for text in ("title: [甲\nindicators: 1", bomb):
        with pytest.raises(InputError) as caught:
            load.parse(text, "体系.yaml")
        found.append(str(caught.value))
    assert found == [
        "体系.yaml:2:11: 方括号 [ ] 没有成对，或两项之间缺少逗号",
        "体系.yaml:7:10: 内容（含别名展开）超过 200000 项，疑似别名炸弹，已停止读取",
    ]


@pytest.mark.parametrize("text", ["indicators: []", "indicators: [ ]"])
def test_a_catalogue_needs_an_indicator(text: str) -> None:
    assert lines(f"title: 甲\n{text}\n") == ["体系.yaml:2:13: indicators: 至少要有一项指标"]


def test_the_three_required_keys() -> None:
    assert lines("indicators:\n  - {}\n") == [
        "体系.yaml:1:1: title: 缺少必填的 title",
        "体系.yaml:2:5: indicators[0].code: 缺少必填的 code",
        "体系.yaml:2:5: indicators[0].title: 缺少必填的 title",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lead: 团委", ["units 里没有单位 团委；请先在 units 里登记"]),
        ("lead: dangbna", ["units 里没有单位 dangbna，是不是 dangban？"]),
        ("support: [党办, 团委]", ["units 里没有单位 团委；请先在 units 里登记"]),
        ("evidence: [{kind: ''}]", ["不能为空"]),
        (
            "evidence: [{kind: 会议记录}]",
            ["不认识的材料类型 会议记录，请写 kind: 会议纪要（只要会议记录的，再写 words: [会议记录]）"],
        ),
        (
            "evidence: [{kind: minuts}]",
            [f"不认识的材料类型 minuts，是不是 minutes？可用的类型：{KIND_NAMES}"],
        ),
        ("evidence: [{kind: xyz}]", [f"不认识的材料类型 xyz；可用的类型：{KIND_NAMES}"]),
        (
            "evidence: [{kind: photo, min: 3, max: 2}]",
            ["min（3）大于 max（2）；至少的份数不能多于至多的份数"],
        ),
        (
            "evidence: [{kind: photo, min: 3.0, max: 2}]",
            ["min（3）大于 max（2）；至少的份数不能多于至多的份数"],
        ),
        ("evidence: [{kind: photo, max: 0}]", ["min（1）大于 max（0）；至少的份数不能多于至多的份数"]),
        ("evidence: [{kind: photo, min: -1}]", ["“-1”不能小于 0"]),
        ("score: -1", ["“-1”不能小于 0"]),
        ("score: inf", ["“inf”应是数字，如 4 或 2.5"]),
        (
            "period: {start: 2023-01-02, end: 2023-01-01}",
            ["周期的末日 2023-01-01 早于首日 2023-01-02；请把 start 和 end 对调或改正"],
        ),
        (
            "period: {start: 2023年12月31日, end: 2021.1.1, 说: 1}",
            [
                "周期的末日 2021-01-01 早于首日 2023-12-31；请把 start 和 end 对调或改正",
                "不认识的键 说；可用的键：start、end",
            ],
        ),
        ("period: {start: 2021-01-01}", ["缺少必填的 end"]),
        (
            "period: {start: 2021年1月, end: 20231231}",
            ["“2021年1月”应是日期，如 2023-12-31", "“20231231”应是日期，如 2023-12-31"],
        ),
        ("名称: 丙", [f"不认识的键 名称，是不是 title？可用的键：{NODE_KEYS}"]),
        ("keywords: ['']", ["不能为空"]),
    ],
)
def test_a_fault_of_an_indicator(text: str, found: list[str]) -> None:
    assert [line.split(": ", 2)[2] for line in leaf(text)] == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("lead: 团委", "42: indicators[0].lead"),
        ("support: [党办, 团委]", "50: indicators[0].support[1]"),
        ("evidence: [{kind: 甲}]", "54: indicators[0].evidence[0].kind"),
        ("evidence: [{kind: photo, max: 0}]", "66: indicators[0].evidence[0].max"),
        ("名称: 丙", "36: indicators[0].名称"),
    ],
)
def test_a_fault_stands_where_it_is_mended(text: str, place: str) -> None:
    assert [": ".join(line.split(": ", 2)[:2]) for line in leaf(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "lead: 党委办公室, support: [dangban]",
        "lead: '党办　'",  # a full-width space that nobody sees
        "evidence: [{kind: ' 照片　', min: 0, max: 0}]",
        "evidence: [{kind: 会议纪要, any_date: yes}]",
        "evidence: [], children: []",
        "evidence: [], children: [{code: '1-1', title: 丙}]",
        "children: [], evidence: [{kind: photo}]",
        "period: {start: 2021-1-1, end: 2021年1月1日}",
        "standard: , score: , lead: , evidence: , period: ",
    ],
)
def test_what_is_no_fault(text: str) -> None:
    parsed = load.parse(
        "title: 甲\nunits: [{id: dangban, name: 党办, aliases: [党委办公室]}]\n"
        f'indicators: [{{code: "1", title: 乙, {text}}}]\n'
    )
    assert parsed.indicators[0].title == "乙"


def test_codes_repeat_across_levels_and_blanks_make_no_difference() -> None:
    text = "title: 甲\nindicators:\n- {code: '1', title: a}\n- {code: b, title: b, children: [{code: '1 ', title: c}]}\n"
    assert lines(text) == [
        "体系.yaml:4:41: indicators[1].children[0].code: 编号 1 重复，第 3 行已有；每个编号只能用一次"
    ]


def test_codes_that_look_alike_are_different_codes() -> None:
    text = "title: 甲\nindicators: [{code: 1.1, title: a}, {code: 1.10, title: b}, {code: 01.1, title: c}]\n"
    assert [node.code for node in load.parse(text).indicators] == ["1.1", "1.10", "01.1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲乙", "体系.yaml:1:1: “甲乙”应是“键: 值”的形式"),
        ("- a\n", "体系.yaml:1:1: 应是“键: 值”的形式"),
        (
            "title: 甲\nindicators: 无\n",
            "体系.yaml:2:13: indicators: “无”应是列表，每项一行以“- ”开头，或写成 [甲, 乙]",
        ),
        ("title: 甲\nindicators:\n  - 无\n", "体系.yaml:3:5: indicators[0]: “无”应是“键: 值”的形式"),
    ],
)
def test_a_file_of_another_shape(text: str, found: str) -> None:
    assert lines(text) == [found]


VALUES = st.recursive(
    st.sampled_from([None, "", "1", "甲", "photo", "2021-01-01", "-1", "党办"]),
    lambda below: (
        st.lists(below, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "code",
                    "children",
                    "evidence",
                    "kind",
                    "min",
                    "max",
                    "period",
                    "start",
                    "end",
                    "lead",
                    "support",
                    "units",
                    "id",
                    "aliases",
                    "甲",
                ]
            ),
            below,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(VALUES, VALUES, VALUES)
def test_any_data_is_a_catalogue_or_told_with_places(
    units: object, period: object, indicators: object
) -> None:
    data = {"title": "甲", "units": units, "period": period, "indicators": indicators}
    try:
        made = load.parse(yaml.safe_dump(data, allow_unicode=True), "f")
    except Faults as error:
        assert all(line.split(":", 3)[0] == "f" for line in error.lines)
        assert all(line.split(":", 3)[1].isdecimal() for line in error.lines)
        assert len(set(error.lines)) == len(error.lines)
    else:
        codes = [node.code for _, node in made.walk()]
        assert len(set(codes)) == len(codes) > 0


@pytest.mark.parametrize(
    "sign",
    ["\\u200b", "\\u202e", "\\n", "\\x1b", "\\0", "\\u2028", "\\uFE0F", "\\t", "\\U000E0041", "\\uFFFE"],
)
def test_a_code_with_a_sign_that_nobody_sees_is_refused(sign: str) -> None:
    with pytest.raises(Faults) as caught:
        load.parse(f'title: t\nindicators: [{{code: "Ⅰ{sign}1", title: b}}]')
    (line,) = caught.value.lines
    assert line.endswith("indicators[0].code: 编号里有看不见的字符（如换行、零宽空格）；请删去重新输入")


def test_a_decomposed_code_is_none_of_these() -> None:
    assert load.parse('title: t\nindicators: [{code: "e\\u0301-1 ", title: b}]').leaves[0].code == "e\u0301-1"
