"""A whole item: text, tables, sheets, names; masked once is masked for good."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from personal import CARD, ID, MOBILE, WORDS, ids, mobiles
from wenming_archive.content import Block
from wenming_archive.privacy import sweep, tables
from wenming_archive.privacy.spans import Hit, Kind, Span, apart, replaced
from wenming_archive.privacy.telling import brief, told

TABLE = [
    Block("sheet", "名册"),
    Block("title", "志愿者名册"),
    Block("head", "姓名\t证件号码\t账号\t编号\t电话"),
    Block("row", f"沈远\t{ID}\t{CARD}\t13812345670\t{MOBILE}"),
]


def test_what_a_cell_holds_is_told_by_its_head() -> None:
    where = "工作表“名册”第3行"
    assert sweep.hits(TABLE) == [
        Hit(Kind.id_number, f"32*************{ID[-3:]}", where),
        Hit(Kind.bank_card, f"{'*' * 15}0018", where),
        Hit(Kind.mobile, "138****5678", where),
    ]


def test_the_cell_before_says_what_a_form_holds() -> None:
    form = [Block("row", f"银行账号\t{CARD}\t住址\t真州镇幸福路1号"), Block("row", f"单号\t{MOBILE}")]
    assert [hit.kind for hit in sweep.hits(form)] == [Kind.bank_card, Kind.home_address]


def test_a_table_of_two_columns_has_heads_too() -> None:
    blocks = [Block("row", "姓名\t账号"), Block("row", f"沈远\t{CARD}")]
    assert [hit.where for hit in sweep.hits(blocks)] == ["第2行"]


def test_what_stands_above_a_table_says_who_its_rows_are() -> None:
    rows = [Block("row", f"{name}\t男\t有") for name in ("沈明", "李红", "王刚")]
    table = [Block("head", "姓名\t性别\t慰问品"), *rows]
    assert sweep.hits([Block("text", "困境儿童慰问表"), *table])[0] == Hit(Kind.minors, "沈*", "第3行")
    assert sweep.hits([Block("text", "老党员慰问表"), *table]) == []
    assert len(sweep.hits(table, "留守儿童名单.xlsx")) == 3


def test_two_tables_in_a_row_have_their_own_heads() -> None:
    blocks = [
        Block("head", "姓名\t电话\t备注"),
        Block("row", f"沈远\t{MOBILE}\t"),
        Block("head", "物品\t订单号\t数量"),
        Block("row", f"书\t{MOBILE}\t3"),
    ]
    assert [hit.where for hit in sweep.hits(blocks)] == ["第2行"]


def test_the_name_of_a_sheet_is_not_shown_in_full() -> None:
    (hit,) = sweep.hits([Block("sheet", f"沈远{MOBILE}"), Block("text", f"电话{MOBILE}")])[1:]
    assert MOBILE not in hit.where and "138****5678" in hit.where


def test_names_and_titles_are_looked_at() -> None:
    assert sweep.named(f"资料/沈远{MOBILE}.jpg", "文件名") == [Hit(Kind.mobile, "138****5678", "文件名")]


@given(ids(), mobiles(), WORDS, WORDS, WORDS)
def test_masked_text_holds_nothing_and_masking_twice_is_masking_once(
    number: str, mobile: str, one: str, two: str, three: str
) -> None:
    text = f"{one}{number}{two}、{mobile}{three}"
    masked = sweep.masked(text)
    assert number not in masked and mobile not in masked
    assert sweep.masked(masked) == masked
    assert sweep.hits([Block("text", masked)]) == []


@given(st.text("0123456789 -XxＸ０１２３身份证号电话卡账：，\n\t年月日", max_size=80))
def test_masking_comes_to_an_end_whatever_stands_there(text: str) -> None:
    assert sweep.masked(sweep.masked(text)) == sweep.masked(text)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=8))
def test_spans_kept_apart_never_overlap(places: list[tuple[int, int]]) -> None:
    spans = [Span(Kind.mobile, start, start + size, "*") for start, size in places]
    kept = apart(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert not spans or spans[0] in kept
    assert len(replaced("x" * 40, kept)) == 40 - sum(s.end - s.start - 1 for s in kept)


def test_hits_are_told_in_a_sentence_and_masked() -> None:
    hits = [Hit(Kind.mobile, f"138****567{n}", f"第{n}行") for n in range(4)]
    said = "手机号 4 处：138****5670（第0行）、138****5671（第1行） 等"
    assert told(hits) == said
    assert told([Hit(Kind.id_number, "32*", "第1行"), *hits]).startswith(
        "身份证号 1 处：32*（第1行）；手机号"
    )
    assert brief(hits) == "手机号 4 处（如 138****5670）"


def test_short_texts_are_passed_over() -> None:
    assert tables.text("") == tables.text("138") == []


def test_an_id_number_in_single_cells_or_over_two_lines_is_found() -> None:
    cells = [Block("row", "\t".join(["身份证号", *ID]))]
    lines = [Block("text", f"身份证号：{ID[:9]}"), Block("text", f"{ID[9:]} 住址略")]
    for blocks in (cells, lines):
        assert [(hit.kind, hit.masked[-3:]) for hit in sweep.hits(blocks)] == [(Kind.id_number, ID[-3:])]
    assert sweep.hits([Block("text", "编号 3210"), Block("text", "81199001012315")]) == []
