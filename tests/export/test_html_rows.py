"""Items as lines: what they are called, what is known of them, where they can be opened."""

from __future__ import annotations

import base64
from dataclasses import replace

from dossiers import dossier, finding, of_class, said, shown
from pages import described
from samples import made_item
from wenming_archive.export.dossier import Thumbs
from wenming_archive.model import Problem, Status
from wenming_archive.report.checks.check import Level

SMALL = b"\xff\xd8small"


def test_a_line_has_number_title_and_facts_and_opens_its_copy() -> None:
    item = described(
        made_item("甲.docx", "Ⅰ-1", kind="plan", title="道德讲堂方案"),
        number="某发〔2023〕1号",
        issuer="某局",
    )
    row = shown(dossier(item)).xpath("//ul[@class='rows']/li")[0]
    assert said(row, "b") == ["Ⅰ-1-01"] and said(row, "a") == ["道德讲堂方案"]
    assert said(row, "span") == ["方案计划　某发〔2023〕1号　某局　2023-05-06　1 页"]
    assert row.xpath("a/@href") == ["../%E6%9D%90%E6%96%99/%E2%85%A0-1/%E7%94%B2.docx"]
    assert row.get("data-k") == "plan"


def test_what_is_only_a_guess_is_shown_as_one() -> None:
    item = described(made_item("甲", "Ⅰ-1", date_from="mtime"), title_inferred=True, pages_exact=False)
    row = shown(dossier(item)).xpath("//ul[@class='rows']/li")[0]
    assert said(row, "a") == ["[甲]"] and "2023-05-06（修改日期）　约 1 页" in row.text_content()


def test_what_does_not_count_says_why() -> None:
    old, broken = made_item("旧", "Ⅰ-1", date="2019-01-01"), made_item("坏", "Ⅰ-1")
    broken = replace(broken, known=replace(broken.known, readable=False))
    page = shown(dossier(old, broken))
    lines = said(page, "//ul[@class='rows']/li")
    assert any("旧" in line and "不在测评周期内，不计入" in line for line in lines)
    assert any("坏" in line and "无法读取，不计入" in line for line in lines)


def test_what_the_checks_find_stands_beside_the_item_but_hints_do_not() -> None:
    item = made_item("甲", "Ⅰ-1")
    faults = [finding(Level.error, item), finding(Level.error, item), finding(Level.hint, item, id="x")]
    assert said(shown(dossier(item, findings=faults)), of_class("f")) == ["错误：没有形成日期"]


def test_photos_are_shown_small_with_their_captions() -> None:
    item = made_item("甲.jpg", "Ⅰ-1", kind="photo", title="讲堂现场")
    thumbs = Thumbs({item.known.sha256 or "": SMALL})
    page = shown(dossier(item, made_item("乙.jpg", "Ⅰ-1", kind="photo"), thumbs=thumbs))
    photos = page.xpath("//ul[@class='photos']/li")
    assert len(photos) == 1 and said(photos[0], ".//figcaption/span") == ["讲堂现场", "2023-05-06"]
    source = photos[0].xpath(".//img/@src")[0]
    assert source == f"data:image/jpeg;base64,{base64.b64encode(SMALL).decode()}"
    assert photos[0].xpath(".//img/@alt") == ["照片 Ⅰ-1-02"] and photos[0].xpath(".//a/@href")


def test_what_stands_under_no_indicator_is_piled_by_what_became_of_it() -> None:
    broken = made_item("坏.doc", status=Status.unreadable)
    broken = replace(broken, known=replace(broken.known, problems=(Problem("broken", "文件损坏"),)))
    page = shown(
        dossier(
            made_item("等.docx", status=Status.review, guess="Ⅰ-2"),
            replace(made_item("同.docx", status=Status.duplicate), same_as="甲.docx"),
            broken,
        )
    )
    piles = page.xpath("//section[@id='loose']/details")
    assert [pile.get("data-s") for pile in piles] == ["review", "unreadable", "duplicate"]
    lines = said(page, "//section[@id='loose']//li")
    assert "来源 等.docx　可能属于 Ⅰ-2 志愿服务" in lines[0]
    assert "来源 坏.doc　文件损坏" in lines[1] and "同 甲.docx" in lines[2]
    assert not page.xpath("//section[@id='loose']//a")  # a source is a place of this machine
