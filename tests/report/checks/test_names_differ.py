"""Leaders and bodies that documents name differently, unless a change was announced."""

from __future__ import annotations

import pytest

from pages import found, page, paper, said
from wenming_archive.report.checks.names_differ import CHECK
from wenming_archive.report.page import Page
from wenming_archive.settings import Settings

GROUP = "创建文明单位工作领导小组"


def led(leader: str, date: str, title: str = "", *more: str, issuer: str | None = "清河县水利局") -> Page:
    title = title or f"关于成立{GROUP}的通知"
    return paper(
        f"甲/{date}.docx", f"成立{GROUP}：", f"组长：{leader}", *more, title=title, date=date, issuer=issuer
    )


def test_two_leaders_of_one_group_are_told_with_both_papers() -> None:
    (one,) = found(CHECK, [led("陈卫东", "2022-03-05"), led("李明", "2022-09-05", "2022年创建方案")])
    assert one.fault.message.startswith(f"{GROUP}的组长前后不一致：先是陈卫东，后是李明")
    assert one.sources == ("甲/2022-03-05.docx", "甲/2022-09-05.docx")


@pytest.mark.parametrize(
    "papers",
    [
        [led("陈卫东", "2022-03-05"), led("陈卫东", "2022-09-05")],
        [led("陈卫东", "2022-03-05"), led("陈某某", "2022-09-05")],
        [led("陈卫东", "2022-03-05"), led("李明", "2023-09-05")],
        [led("陈卫东", "2022-03-05"), led("李明", "2022-06-01", f"关于调整{GROUP}的通知")],
        [
            led("陈卫东", "2022-03-05"),
            led("李明", "2022-06-01", f"关于调整{GROUP}的通知"),
            led("李明", "2022-09-05", "创建方案"),
        ],
        [led("陈卫东", "2022-03-05"), led("李明", "2022-09-05", issuer="澜溪县水利局")],
        [
            led("陈卫东", "2022-03-05"),
            paper("乙.docx", "成立安全生产领导小组：", "组长：李明", date="2022-04-05"),
        ],
        [led("陈卫东", "2022-03-05")],
    ],
    ids=[
        "same",
        "masked",
        "years later",
        "announced",
        "after it was announced",
        "another body",
        "another group",
        "one alone",
    ],
)
def test_what_agrees_is_not_told(papers: list[Page]) -> None:
    assert said(CHECK, *papers) == []


def test_after_a_change_the_old_leader_is_told() -> None:
    papers = [led("李明", "2022-06-01", f"关于调整{GROUP}的通知"), led("陈卫东", "2022-09-05", "创建方案")]
    assert len(said(CHECK, *papers)) == 1


def test_a_part_of_the_office_is_the_office() -> None:
    papers = [led("陈卫东", "2022-03-05"), led("李明", "2022-09-05", "工作要点", issuer="机关党委")]
    assert len(said(CHECK, *papers)) == 1


def test_deputies_are_compared_when_both_name_some() -> None:
    papers = [
        led("陈卫东", "2022-03-05", "", "副组长：李明、王红"),
        led("陈卫东", "2022-04-05", "", "副组长：赵四"),
    ]
    (one,) = said(CHECK, *papers)
    assert "副组长前后不一致" in one
    papers[1] = led("陈卫东", "2022-04-05", "", "副组长：王红")
    assert said(CHECK, *papers) == []


def test_issuers_under_one_sort_of_number_are_compared() -> None:
    number = "澜水发〔2023〕{}号"
    issued = [paper(f"{n}.docx", issuer="澜溪县水务局", number=number.format(n)) for n in range(3)]
    wrong = paper("9.docx", issuer="澜溪县水利局", number=number.format(9))
    (one,) = found(CHECK, [*issued, wrong])
    assert one.sources == ("9.docx",)
    assert "“澜溪县水利局”" in one.fault.message and "“澜溪县水务局”" in one.fault.message
    assert said(CHECK, *issued, paper("9.docx", issuer="澜溪县水利局", number="澜利发〔2023〕9号")) == []
    assert said(CHECK, *issued, paper("9.docx", issuer="澜溪县水务局党组", number=number.format(9))) == []
    assert said(CHECK, *issued, paper("9.docx", issuer="澜溪县水利局", number="第9期")) == []


def test_head_and_signature_of_one_paper_are_compared() -> None:
    lines = ("澜溪县水务局文件", "关于开会的通知", "正文。")
    assert said(CHECK, paper("1.docx", *lines, "澜溪县水利局", "2023年5月6日")) == [
        "红头是“澜溪县水务局”，落款是“澜溪县水利局”"
    ]
    assert said(CHECK, paper("1.docx", *lines, "澜溪县水务局", "2023年5月6日")) == []


def test_the_unit_s_own_name_is_held_against_the_settings() -> None:
    settings = Settings(unit="澜溪县水务局")
    wrong = paper("1.docx", "正文。", "澜溪水务局", "2023年5月6日")
    assert said(CHECK, wrong, settings=settings) == ["单位名称写作“澜溪水务局”，全称是“澜溪县水务局”"]
    assert said(CHECK, wrong) == []
    copied = paper("1.docx", "正文。", "青山县水务局", "2023年5月6日")
    assert said(CHECK, copied, settings=settings) == ["单位名称写作“青山县水务局”，全称是“澜溪县水务局”"]
    other = paper("1.docx", "正文。", "澜溪县民政局", "2023年5月6日")
    assert said(CHECK, other, settings=settings) == []
    shown = paper("1.docx", "正文。", "澜溪水务局", "2023年5月6日", kind="photo")
    assert said(CHECK, shown, page(wrong.item), settings=settings) == []
