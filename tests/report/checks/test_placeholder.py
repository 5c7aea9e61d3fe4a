"""Documents with blanks are told, but forms and what a whole office masks are not."""

from __future__ import annotations

from dataclasses import replace

from pages import page, paper, said
from wenming_archive.report.checks.placeholder import CHECK


def test_blanks_are_shown_a_few_of_them() -> None:
    one = paper("总结.docx", "XX单位总结", "20xx年", "（此处填写内容）", "单击此处添加文本", kind="summary")
    assert said(CHECK, one) == ["还有没填的地方：“XX单位”、“20xx年”、“（此处填写内容）” 等"]


def test_forms_pictures_and_pledges_to_be_signed_are_left() -> None:
    assert said(CHECK, paper("登记表模板.docx", "XX单位")) == []
    assert said(CHECK, paper("1.docx", "XX单位", title="调查问卷")) == []
    shot = paper("1.jpg", "XX单位")
    assert said(CHECK, page(replace(shot.item, known=replace(shot.item.known, format="jpg")), "XX单位")) == []
    signed = ("承诺书", "承诺如下。", "日期：____")
    assert said(CHECK, paper("承诺.docx", *signed, kind="pledge")) == []
    assert said(CHECK, paper("方案.docx", *signed, kind="plan")) != []


def test_a_mask_that_the_whole_office_uses_is_no_blank() -> None:
    some = [paper(f"{n}.docx", "××县人民医院", "正文") for n in range(6)]
    assert said(CHECK, *some) == []
    assert len(said(CHECK, *some[:5])) == 5
    assert said(CHECK, *some, paper("7.docx", "20xx年", "××县")) == ["还有没填的地方：“20xx年”"]
