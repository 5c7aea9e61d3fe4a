"""What an item offers, field by field, in matching form."""

from __future__ import annotations

from wenming_archive.content import Block, Extracted
from wenming_archive.describe import lines
from wenming_archive.model import Description
from wenming_archive.place import clues


def test_words_are_kept_by_where_they_stand() -> None:
    extracted = Extracted(
        "docx",
        (
            Block("header", "某局文件"),
            Block("text", "創建文明單位實施方案"),
            Block("heading", "一、指导思想"),
            Block("text", "正文ＡＢＣ"),
            Block("head", "序号\t姓名"),
            Block("row", "1\t张某"),
        ),
    )
    described = Description("plan", "創建文明單位實施方案", issuer="某局", date="2023-05-06")
    made = clues.of(lines.of(extracted), described, "办公室/２０２３年/方案(1).docx", "docx")
    assert made == clues.Clues(
        name="方案(1)",
        folders=("办公室", "2023年"),
        title="创建文明单位实施方案",
        heads="一、指导思想 序号\t姓名",
        top="正文abc\n1\t张某",
        body="某局文件",
        kind="plan",
        issuer="某局",
        date="2023-05-06",
        format="docx",
    )


def test_a_title_taken_from_the_name_is_not_counted_as_a_title() -> None:
    described = Description("photo", "清明祭扫", title_inferred=True)
    made = clues.of(lines.of(Extracted("jpg")), described, "清明祭扫.jpg", "jpg")
    assert (made.name, made.title) == ("清明祭扫", "")


def test_long_texts_are_cut() -> None:
    extracted = Extracted("txt", tuple(Block("text", f"第{n}行正文内容") for n in range(5000)))
    made = clues.of(lines.of(extracted), Description("other", "x"), "x.txt", "txt")
    assert len(made.top) + len(made.body) < 2500
