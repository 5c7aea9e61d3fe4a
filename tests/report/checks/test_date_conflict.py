"""Dates that contradict one another are told; those that only follow one another are not."""

from __future__ import annotations

import pytest

from pages import described, page, paper, said
from samples import made_item
from wenming_archive.report.checks.date_conflict import CHECK


def photo(source: str, taken: str = "", **fields: object) -> list[str]:
    item = described(made_item(source, "Ⅰ-1", kind="photo"), **fields)
    return said(CHECK, page(item, taken=taken))


@pytest.mark.parametrize(
    ("name", "title", "date", "text"),
    [
        ("2022年工作总结.docx", "2021年工作总结", "2021-12-24", "2022年将继续努力"),
        ("20230512学习记录.docx", "学习记录", "2021-05-12", "2021年5月12日"),
        ("2023培训计划.docx", "干部职工培训计划", "2021-03-02", "一、目标"),
    ],
)
def test_another_year_in_the_name_is_told(name: str, title: str, date: str, text: str) -> None:
    (one,) = said(CHECK, paper(name, text, title=title, date=date))
    assert one.startswith("文件名里写的是 202") and date in one


@pytest.mark.parametrize(
    ("name", "title", "date", "text"),
    [
        ("2022年工作总结.docx", "2022年工作总结", "2023-01-10", ""),
        ("20230118民主生活会.docx", "民主生活会情况报告", "2023-01-19", ""),
        ("2022年考核.docx", "考核结果统计表", "2023-03-30", ""),
        ("2023年计划.docx", "工作计划", "2022-12-20", ""),
        ("2022讲堂.docx", "道德讲堂宣讲稿", "2024-03-01", "2022年5月，第一期开讲"),
        ("荣誉（2021-2023）.docx", "荣誉一览表", "2023-12-15", ""),
        ("2023年1月 考核结果.docx", "2022年度考核结果", "2023-01-10", ""),
        ("扫描件20230405.docx", "党风廉政责任书", "2021-02-25", ""),
        ("学习记录.docx", "学习记录", "2021-02-25", ""),
    ],
)
def test_years_that_go_together_are_not_told(name: str, title: str, date: str, text: str) -> None:
    assert said(CHECK, paper(name, text, title=title, date=date)) == []


def test_only_a_date_in_the_text_is_held_against_the_name() -> None:
    guessed = {"title": "计划", "date": "2020-03-02"}
    assert said(CHECK, paper("2023计划.docx", "一", **guessed)) != []
    for source in ("mtime", "name", "folder"):
        assert said(CHECK, paper("2023计划.docx", "一", date_from=source, **guessed)) == []


def test_a_number_of_another_year_is_told() -> None:
    number = "澜水发〔2022〕15号"
    assert said(CHECK, paper("通知.docx", number=number, date="2023-05-06")) == [
        "发文字号是 澜水发〔2022〕15号，落款日期却是 2023-05-06"
    ]
    assert said(CHECK, paper("通知.docx", number=number, date="2023-01-04")) == []
    assert said(CHECK, paper("通知.docx", number=number, date="2022", date_from="number")) == []


@pytest.mark.parametrize(
    ("source", "taken", "told"),
    [
        ("工会/2023.03.05学雷锋/1.jpg", "2023-03-05 09:15:02", False),
        ("工会/2023.03.05学雷锋/1.jpg", "2023-03-08 09:15:02", False),
        ("工会/2023.03.05学雷锋/1.jpg", "2022-03-05 09:15:02", True),
        ("工会/2023年/1.jpg", "2021-07-01 09:15:02", True),
        ("工会/2021-2023/1.jpg", "2022-07-01 09:15:02", False),
        ("工会/2023年5月/1.jpg", "2023-06-01 08:00:00", False),
        ("工会/2023年5月/1.jpg", "2023-08-01 08:00:00", True),
        ("工会/20231110报送/1.jpg", "2023-03-05 08:00:00", False),
        ("工会/IMG_20230305_091502.jpg", "2022-03-05 09:15:02", True),
        ("工会/微信图片_20230405182233.jpg", "2022-03-05 09:15:02", False),
        ("工会/2023年学雷锋.jpg", "2023-03-05 09:15:02", False),
        ("工会/合影.jpg", "2000-01-01 00:00:00", False),
    ],
)
def test_a_photo_is_held_against_its_name_and_folder(source: str, taken: str, told: bool) -> None:
    assert bool(photo(source, taken)) is told


def test_what_is_told_of_a_photo() -> None:
    assert photo("工会/2023.03.05学雷锋/1.jpg", "2022-03-05 09:15:02") == [
        "拍摄于 2022-03-05，文件夹却写的是“2023.03.05学雷锋”"
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("2023.03.05学雷锋/IMG_20220305_091502.jpg", True),
        ("2023.03.05学雷锋/微信图片_20220305182233.jpg", True),
        ("2023.03.05学雷锋/微信图片_20230605182233.jpg", False),
        ("2023.03.05学雷锋/合影.jpg", False),
    ],
    ids=["camera", "saved before", "saved after", "no date"],
)
def test_a_photo_without_its_moment_is_judged_by_its_name(source: str, told: bool) -> None:
    assert bool(photo(source)) is told
