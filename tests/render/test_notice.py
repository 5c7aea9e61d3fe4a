"""The page that stands for what is handed in apart."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from rendering import needs_office, paper, texts
from wenming_archive.render import notice, office, pages


def test_any_words_make_a_sound_document() -> None:
    made = notice.document("题 <&>", ("\x00\ud800\uffff名\t称", "原因：“甲”"))
    said = ["".join(p.itertext()) for p in etree.fromstring(made).iter("{*}p")]
    assert said == ["题 <&>", "名称", "原因：“甲”"]


@needs_office
def test_it_is_one_page_even_of_the_longest_title(tmp_path: Path) -> None:
    lines = ("题名：" + "长" * 200, "文件：" + "名" * 120 + ".mp4", "原因：音像材料，不能印在纸上。")
    (made,) = office.to_pdf([paper(notice.document("本件材料另附", lines), notice.ENDING)], tmp_path)
    assert made.path
    pdf = made.path.read_bytes()
    assert pages.count(pdf) == 1
    (said,) = texts(pdf)
    assert said.startswith("本件材料另附") and said.replace(" ", "").count("长") == 200 and "音像材料" in said
