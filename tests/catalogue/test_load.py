"""A catalogue file becomes a catalogue, with sensible defaults for all that may be left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from wenming_archive.catalogue import load
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Indicator, Unit
from wenming_archive.catalogue.needs import Need
from wenming_archive.errors import InputError

#: The example of the contract.
WHOLE = """\
title: 市级文明单位测评体系
issuer: 市精神文明建设指导委员会办公室
edition: "2023"
period: {start: 2021-01-01, end: 2023-12-31}     # 测评周期
units:                                           # 责任单位/科室
  - {id: dangban, name: 党办, aliases: [党委办公室]}
indicators:
  - code: "Ⅰ"
    title: 强化组织建设
    children:
      - code: "Ⅰ-1"
        title: 学习型党组织建设
        standard: 一至三句话
        score: 4
        methods: [材料审核, 实地考察]
        lead: dangban
        support: []
        evidence:
          - {kind: minutes, min: 2, note: 含议题、时间、地点、出席人员}
          - {kind: 照片, min: 3, max: 15}
          - {kind: regulation, min: 1, any_date: true}
        keywords: [学习, 中心组]
        exclude: [学生]
        period: {start: 2022年1月1日, end: 2022.12.31}
        bonus: true
"""


def test_the_whole_of_a_catalogue(tmp_path: Path) -> None:
    (tmp_path / "体系.yaml").write_text(WHOLE, "utf-8")
    leaf = Indicator(
        code="Ⅰ-1",
        title="学习型党组织建设",
        standard="一至三句话",
        score=4,
        methods=("材料审核", "实地考察"),
        lead="dangban",
        evidence=(
            Need(kind="minutes", min=2, note="含议题、时间、地点、出席人员"),
            Need(kind="photo", min=3, max=15),
            Need(kind="regulation", min=1, any_date=True),
        ),
        keywords=("学习", "中心组"),
        exclude=("学生",),
        period=Period(start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31)),
        bonus=True,
    )
    assert load.load(tmp_path / "体系.yaml") == Catalogue(
        title="市级文明单位测评体系",
        issuer="市精神文明建设指导委员会办公室",
        edition="2023",
        period=Period(start=dt.date(2021, 1, 1), end=dt.date(2023, 12, 31)),
        units=(Unit(id="dangban", name="党办", aliases=("党委办公室",)),),
        indicators=(Indicator(code="Ⅰ", title="强化组织建设", children=(leaf,)),),
    )


def test_only_three_keys_are_required() -> None:
    made = load.parse("title: 甲\nindicators: [{code: 1.10, title: 乙, evidence: [{kind: 照片}]}]")
    assert made.model_dump() == {
        "title": "甲",
        "issuer": "",
        "edition": "",
        "period": None,
        "units": (),
        "scoring": {"by": "points", "grades": (), "passing": None, "bonus_max": None},
        "due": None,
        "deductions": (),
        "veto": (),
        "indicators": (
            {
                "code": "1.10",
                "title": "乙",
                "children": (),
                "standard": "",
                "score": None,
                "methods": (),
                "lead": None,
                "support": (),
                "evidence": (
                    {
                        "kind": "photo",
                        "any_of": (),
                        "bundle": (),
                        "min": 1,
                        "max": None,
                        "per": None,
                        "words": (),
                        "note": "",
                        "any_date": False,
                        "period": None,
                        "official": False,
                    },
                ),
                "keywords": (),
                "exclude": (),
                "period": None,
                "bonus": False,
                "grades": (),
                "due": None,
            },
        ),
    }


def test_a_key_left_empty_is_left_out() -> None:
    full = load.parse("title: 甲\nindicators: [{code: a, title: b}]")
    bare = "title: 甲\nissuer:\nedition: ~\nperiod:\nunits:\nindicators:\n- code: a\n  title: b\n  score:\n  evidence:\n"
    assert load.parse(bare) == full


def test_blanks_around_a_value_are_no_part_of_it() -> None:
    made = load.parse("title: '甲　'\nindicators: [{code: ' 1 ', title: \"乙\\t\"}]")
    assert (made.title, made.indicators[0].code, made.indicators[0].title) == ("甲", "1", "乙")


def test_a_part_may_be_used_twice_by_alias() -> None:
    text = "title: 甲\nindicators:\n- {code: a, title: a, evidence: &e [{kind: photo}]}\n- {code: b, title: b, evidence: *e}"
    made = load.parse(text)
    assert made.indicators[0].evidence == made.indicators[1].evidence == (Need(kind="photo"),)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^无法读取 .*无\.yaml：不存在$"):
        load.load(tmp_path / "无.yaml")
