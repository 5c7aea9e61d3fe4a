"""decisions.yaml: what people decided is kept, with every word they wrote beside it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import snapshot
from wenming_archive import book, decisions, disk
from wenming_archive.book import Book, Choice, Mention
from wenming_archive.decisions import EMPTY, TEMPLATE, Decision, Decisions, Elements, NotHeld, key
from wenming_archive.errors import Faults, InputError

A, B, C = "a" * 64, "b" * 64, "0" * 64
NOW = "2023-05-06 10:00:00"

HAND_WRITTEN = f"""\
# 手写
not_held:
  - code: 1.10    # 没有食堂
    note: 无食堂
items:
  # 先进典型
  - sha256: {A}   # 好
    path: 甲.docx
    assign: [Ⅰ-1, 1.10]
    caption: 一张照片   # 说明
  # 存疑
  - sha256: {B}
    ignore: true

# 完
"""


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "_now", lambda: NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.yaml"


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", [None, TEMPLATE, "", "# 空\n", "items:\nnot_held:\n"])
def test_nothing_decided(path: Path, text: str | None) -> None:
    if text is not None:
        written(path, text)
    assert decisions.load(path) == Decisions()


def test_what_a_clerk_wrote_by_hand(path: Path) -> None:
    assert decisions.load(written(path, HAND_WRITTEN)) == Decisions(
        items=(
            Decision(sha256=A, path="甲.docx", assign=("Ⅰ-1", "1.10"), caption="一张照片"),
            Decision(sha256=B, ignore=True),
        ),
        not_held=(NotHeld(code="1.10", note="无食堂"),),
    )


def test_the_later_of_two_decisions_holds() -> None:
    one, two = Decision(sha256=A, path="甲", ignore=True), Decision(sha256=A, path="甲", assign=("1",))
    both = Decisions(items=(one, two), not_held=(NotHeld(code="1"), NotHeld(code="1", note="后")))
    assert both.latest() == {key(A): two}
    assert both.notes() == {"1": NotHeld(code="1", note="后")}


def test_decisions_on_empty_files_are_told_apart_by_path() -> None:
    one, two = (Decision(sha256=EMPTY, path=path, ignore=True) for path in ("甲", "乙"))
    assert Decisions(items=(one, two)).latest() == {(EMPTY, "甲"): one, (EMPTY, "乙"): two}


def test_a_decision_on_one_empty_file_leaves_that_on_another(path: Path) -> None:
    book = Book(path)
    book.ignore([(EMPTY, "甲"), (EMPTY, "乙")])
    book.assign([(EMPTY, "乙")], ["1"])
    book.forget([key(EMPTY, "丙")])
    assert [(d.path, d.ignore, d.assign) for d in decisions.load(path).items] == [
        ("甲", True, ()),
        ("乙", False, ("1",)),
    ]
    book.forget([key(EMPTY, "甲")])
    assert [d.path for d in decisions.load(path).items] == ["乙"]


def test_nothing_is_the_content_of_an_empty_file() -> None:
    assert hashlib.sha256(b"").hexdigest() == EMPTY


def test_every_code_is_named_with_its_line(path: Path) -> None:
    assert list(book.mentions(written(path, HAND_WRITTEN))) == [
        Mention("1.10", 3),
        Mention("Ⅰ-1", 9),
        Mention("1.10", 9),
    ]


def test_a_not_held_one_without_its_reason_is_told(path: Path) -> None:
    text = "not_held:\n  - {code: a}\n  - {code: b, note: ' '}\n  - {code: c, note: 无}\n"
    found = book.mentions(written(path, text))
    assert [(one.code, one.line, one.bare) for one in found] == [
        ("a", 2, True),
        ("b", 3, True),
        ("c", 4, False),
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("items: [{path: 甲}]", ["1:9: items[0].sha256: 缺少必填的 sha256"]),
        (f"items: [{{sha256: {A}, ignore: 是}}]", ["1:92: items[0].ignore: “是”应是 true 或 false"]),
        (
            f"items: [{{sha256: {A}, assign: Ⅰ-1}}]",
            ["1:92: items[0].assign: “Ⅰ-1”应是列表，每项一行以“- ”开头，或写成 [甲, 乙]"],
        ),
        (
            "notheld: []",
            [
                "1:1: notheld: 不认识的键 notheld，是不是 not_held？可用的键：items、not_held、negative、conclusions、allowed"
            ],
        ),
        ("items: []\nitems: []", ["2:1: items: 键 items 重复，第 1 行已有；请删去一个"]),
        ("甲", ["1:1: “甲”应是“键: 值”的形式"]),
    ],
)
def test_a_fault_is_told_and_nothing_is_written(path: Path, text: str, faults: list[str]) -> None:
    written(path, text)
    before = snapshot(path.parent)
    for act in (decisions.load, Book):
        with pytest.raises(Faults) as caught:
            act(path)
        assert caught.value.lines == [f"{path}:{fault}" for fault in faults]
    assert snapshot(path.parent) == before


def test_what_is_no_yaml_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match=r"decisions\.yaml:2:9: 方括号"):
        Book(written(path, "items: [甲\nnot_held: 1"))


def test_every_decision_is_on_disk_at_once(path: Path) -> None:
    book = Book(written(path, TEMPLATE))
    book.assign([(A, "办公室/甲: 乙.docx"), (B, "2023")], ["Ⅰ-1", "1.10"])
    book.ignore([(C, "丙.docx")])
    book.not_held("2", "未开展")
    head, middle = TEMPLATE.split("items: []\n")
    assert path.read_text("utf-8") == (
        f"{head}items:\n"
        f"  - sha256: {A}\n    path: '办公室/甲: 乙.docx'\n    assign: [Ⅰ-1, '1.10']\n    at: '{NOW}'\n"
        f"  - sha256: {B}\n    path: '2023'\n    assign: [Ⅰ-1, '1.10']\n    at: '{NOW}'\n"
        f"  - sha256: '{C}'\n    path: 丙.docx\n    ignore: true\n    at: '{NOW}'\n"
        + middle.replace("not_held: []\n", f"not_held:\n  - code: '2'\n    note: 未开展\n    at: '{NOW}'\n")
    )


def test_a_file_that_is_missing_is_made_with_its_comments(path: Path) -> None:
    Book(path).unassign([(A, "甲")])
    assert path.read_text("utf-8").startswith(TEMPLATE.split("items:")[0])
    assert decisions.load(path) == Decisions(items=(Decision(sha256=A, path="甲", unassign=True, at=NOW),))


def test_opening_the_book_writes_nothing(path: Path) -> None:
    Book(path)
    assert not path.exists()


def test_a_new_decision_takes_the_place_of_the_old_and_keeps_the_caption(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).ignore([(A, "乙.docx")])
    assert decisions.load(path).latest()[key(A)] == Decision(
        sha256=A, path="乙.docx", ignore=True, caption="一张照片", at=NOW
    )
    assert len(decisions.load(path).items) == 2


def test_two_rows_about_one_content_become_one(path: Path) -> None:
    twice = f"items:\n- {{sha256: {A}, ignore: true}}\n- {{sha256: {B}}}\n- {{sha256: {A}, assign: [x]}}\n"
    Book(written(path, twice)).unassign([(A, "甲")])
    assert decisions.load(path).items == (
        Decision(sha256=B),
        Decision(sha256=A, path="甲", unassign=True, at=NOW),
    )


def test_one_content_decided_twice_at_once_has_one_row(path: Path) -> None:
    Book(path).ignore([(A, "甲"), (A, "乙")])
    assert decisions.load(path).items == (Decision(sha256=A, path="乙", ignore=True, at=NOW),)


def test_many_choices_are_recorded_in_one_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(written(path, HAND_WRITTEN))
    saved: list[Path] = []
    write = disk.write

    def counted(target: Path, data: bytes) -> None:
        saved.append(target)
        write(target, data)

    monkeypatch.setattr(disk, "write", counted)
    book.record([Choice(A, "新.docx", ("2", "1.10")), Choice(B, "乙"), Choice(C, "坏\udcff", ("Ⅰ-1",))])
    assert saved == [path]
    assert decisions.load(path).items == (
        Decision(sha256=A, path="新.docx", assign=("2", "1.10"), caption="一张照片", at=NOW),
        Decision(sha256=B, path="乙", ignore=True, at=NOW),
        Decision(sha256=C, path="坏?", assign=("Ⅰ-1",), at=NOW),
    )
    assert "# 先进典型" in path.read_text("utf-8")


def test_forgetting_takes_back_all_but_the_caption(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).forget([key(A), key(B), key(C)])
    assert decisions.load(path).items == (Decision(sha256=A, path="甲.docx", caption="一张照片"),)


def test_remarks_of_people_survive_what_the_program_writes(path: Path) -> None:
    book = Book(written(path, HAND_WRITTEN))
    book.ignore([(C, "丙")])
    book.forget([key(B)])
    book.not_held("3", "不适用")
    assert path.read_text("utf-8") == HAND_WRITTEN.replace(
        "无食堂\n", f"无食堂\n  - code: '3'\n    note: 不适用\n    at: '{NOW}'\n"
    ).replace(
        f"  - sha256: {B}\n    ignore: true\n",
        f"  - sha256: '{C}'\n    path: 丙\n    ignore: true\n    at: '{NOW}'\n",
    )


def test_a_note_replaces_the_old_even_if_its_code_looks_like_a_number(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).not_held("1.10", "新")
    assert decisions.load(path).not_held == (NotHeld(code="1.10", note="新", at=NOW),)


def test_a_note_is_taken_back(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).not_held("1.10", None)
    assert decisions.load(path).not_held == ()
    assert len(decisions.load(path).items) == 2


def test_a_note_that_was_never_made_changes_nothing(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).not_held("1.1", None)
    assert path.read_text("utf-8") == HAND_WRITTEN


def test_restoring_brings_back_what_was_decided_before(path: Path) -> None:
    before = decisions.load(written(path, HAND_WRITTEN))
    book = Book(path)
    book.ignore([(A, "甲.docx"), (C, "丙")])
    book.restore(before, [key(A), key(C)])
    assert decisions.load(path).latest() == before.latest()


def test_restoring_notes_brings_back_the_old_and_takes_out_the_new(path: Path) -> None:
    before = decisions.load(written(path, HAND_WRITTEN))
    book = Book(path)
    book.not_held("1.10", "另一个")
    book.not_held("3", "新的")
    book.restore(before, [], ["1.10", "3", "没有"])
    assert decisions.load(path).notes() == before.notes()
    assert "# 先进典型" in path.read_text("utf-8")


def test_restoring_nothing_writes_what_stood_there(path: Path) -> None:
    before = decisions.load(written(path, HAND_WRITTEN))
    Book(path).restore(before, [])
    assert path.read_text("utf-8") == HAND_WRITTEN


def test_rows_with_spaces_around_are_known_again(path: Path) -> None:
    written(path, f"items: [{{sha256: ' {A} ', ignore: true}}]\nnot_held: [{{code: ' 1 ', note: 无}}]\n")
    book = Book(path)
    book.restore(Decisions(), [key(A)], ["1"])
    assert decisions.load(path) == Decisions()


TAKEN = [
    # What stood there, what is taken, and what stands there then.
    (None, {"assign": ("1",)}, {"assign": ("1",)}),
    (None, {"caption": "题"}, {"caption": "题"}),
    ({"ignore": True}, {"assign": ("1",)}, {"assign": ("1",)}),
    ({"assign": ("1",), "caption": "旧"}, {"assign": ("2",)}, {"assign": ("2",), "caption": "旧"}),
    (
        {"assign": ("1",), "caption": "旧"},
        {"assign": ("2",), "caption": "新"},
        {"assign": ("2",), "caption": "新"},
    ),
    ({"assign": ("1", "2")}, {"caption": "新"}, {"assign": ("1", "2"), "caption": "新"}),
    ({"ignore": True, "caption": "旧"}, {"caption": "新"}, {"ignore": True, "caption": "新"}),
    ({"assign": ("1",), "caption": "旧"}, {"unassign": True}, {"unassign": True, "caption": "旧"}),
    ({"photo": {"place": "甲"}}, {"assign": ("1",)}, {"assign": ("1",), "photo": {"place": "甲"}}),
    (
        {"assign": ("1",), "photo": {"place": "甲"}},
        {"photo": {"theme": "乙"}},
        {"assign": ("1",), "photo": {"theme": "乙"}},
    ),
]


@pytest.mark.parametrize(("before", "made", "after"), TAKEN)
def test_what_a_decision_does_not_speak_of_stays_as_it_was(
    path: Path, before: dict[str, Any] | None, made: dict[str, Any], after: dict[str, Any]
) -> None:
    rows = "" if before is None else f"\n  # 说明\n  - {json.dumps({'sha256': A, 'path': '旧', **before})}"
    written(path, f"items:{rows}\n  - {{sha256: {B}, ignore: true}}\n")
    old = decisions.load(path)
    one = Decision(sha256=A, path="新", **made)
    wanted = Decision(sha256=A, path="新", **after)
    Book(path).take([one])
    assert decisions.load(path).latest()[key(A)] == wanted.model_copy(update={"at": NOW})
    assert decisions.load(path).latest()[key(B)] == Decision(sha256=B, ignore=True)
    assert old.taking([one]).latest()[key(A)] == wanted and len(old.taking([one]).items) == 2


def test_what_people_say_below_photos_is_kept_element_by_element(path: Path) -> None:
    book = Book(written(path, HAND_WRITTEN))
    book.caption([(A, "甲.docx"), (C, "丙.jpg")], None, {"place": "三楼: 会议室", "persons": "王某"})
    book.caption([(C, "丙.jpg")], "合影", {"persons": "", "time": "2023-03-05"})
    found = decisions.load(path).latest()
    said = Elements(place="三楼: 会议室", persons="王某")
    assert found[key(A)] == Decision(
        sha256=A, path="甲.docx", assign=("Ⅰ-1", "1.10"), caption="一张照片", photo=said, at=NOW
    )
    other = Elements(place="三楼: 会议室", time="2023-03-05")
    assert found[key(C)] == Decision(sha256=C, path="丙.jpg", caption="合影", photo=other, at=NOW)
    assert "# 存疑" in path.read_text("utf-8")


def test_a_caption_that_is_taken_back_leaves_only_what_else_was_decided(path: Path) -> None:
    book = Book(written(path, HAND_WRITTEN))
    book.caption([(A, "甲.docx"), (C, "丙.jpg")], "题", {"place": "操场"})
    book.caption([(A, "甲.docx"), (C, "丙.jpg")], "", dict.fromkeys(Elements.model_fields, ""))
    found = decisions.load(path).latest()
    assert found[key(A)] == Decision(sha256=A, path="甲.docx", assign=("Ⅰ-1", "1.10"), at=NOW)
    assert key(C) not in found


def test_other_decisions_and_forgetting_leave_what_was_said_below_a_photo(path: Path) -> None:
    book = Book(path)
    book.caption([(A, "甲.jpg")], None, {"place": "操场"})
    book.ignore([(A, "甲.jpg")])
    book.forget([key(A)])
    (left,) = decisions.load(path).items
    assert (left.photo, left.places) == (Elements(place="操场"), False)


def test_a_fault_below_a_photo_is_told_with_its_place(path: Path) -> None:
    text = f"items:\n  - sha256: {A}\n    photo:\n      地点: 操场\n      persons: [王某]\n"
    with pytest.raises(Faults) as caught:
        decisions.load(written(path, text))
    keys = "、".join(Elements.model_fields)
    assert caught.value.lines == [
        f"{path}:5:16: items[0].photo.persons: 应是文字",
        f"{path}:4:7: items[0].photo.地点: 不认识的键 地点，是不是 place？可用的键：{keys}",
    ]


def test_several_that_are_taken_together_are_one_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Path] = []
    write = disk.write

    def counted(target: Path, data: bytes) -> None:
        saved.append(target)
        write(target, data)

    monkeypatch.setattr(disk, "write", counted)
    made = [
        Decision(sha256=A, assign=("1",)),
        Decision(sha256=A, caption="题"),
        Decision(sha256=B, ignore=True),
    ]
    Book(written(path, HAND_WRITTEN)).take(made)
    assert saved == [path]
    found = decisions.load(path).latest()
    assert found[key(A)] == Decision(sha256=A, assign=("1",), caption="题", at=NOW)
    assert found[key(B)].ignore and "# 完" in path.read_text("utf-8")


def test_the_version_before_is_kept_whenever_something_changes(path: Path) -> None:
    versions = path.parent / ".archive/previous"
    texts = [HAND_WRITTEN]
    book = Book(written(path, HAND_WRITTEN))
    for n in range(25):
        book.not_held("7", f"原因{n}")
        book.not_held("7", f"原因{n}")  # again, and nothing changes
        texts.append(path.read_text("utf-8"))
    kept = sorted(versions.iterdir())
    assert [one.read_text("utf-8") for one in kept] == texts[-21:-1]
    assert all(re.fullmatch(r"decisions \d{4}-\d\d-\d\d \d{6}-\d{6}\.yaml", one.name) for one in kept)


def test_of_a_file_that_was_not_there_no_version_is_kept(path: Path) -> None:
    Book(path).ignore([(A, "甲")])
    assert not (path.parent / ".archive").exists()


def test_the_time_of_a_decision_is_to_the_second(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.undo()
    Book(path).ignore([(A, "甲")])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", decisions.load(path).items[0].at)


HASHES = st.sampled_from([A, B, C])
NAMES = st.sampled_from(
    ["甲.docx", "2023", "true", "~", "a: b", "x.zip!/内 #1.docx", "'\"", "换\n行", "- ", "[x]"]
)
CODES = st.lists(st.sampled_from(["Ⅰ-1", "1.10", "2", "一(1)", "null"]), min_size=1, max_size=2, unique=True)
ACTS = st.lists(
    st.tuples(st.sampled_from(["assign", "ignore", "unassign", "forget"]), HASHES, NAMES, CODES), max_size=5
)


@given(ACTS)
def test_the_last_decision_about_a_content_is_the_one_read(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, str, list[str]]]
) -> None:
    path = tmp_path_factory.mktemp("w") / "decisions.yaml"
    book, wanted = Book(path), dict[str, Decision]()
    for act, sha256, name, codes in acts:
        wanted.pop(sha256, None)
        if act == "forget":
            book.forget([key(sha256)])
            continue
        if act == "assign":
            book.assign([(sha256, name)], codes)
        else:
            (book.ignore if act == "ignore" else book.unassign)([(sha256, name)])
        wanted[sha256] = Decision(
            sha256=sha256,
            path=name.strip(),
            assign=tuple(codes) if act == "assign" else (),
            ignore=act == "ignore",
            unassign=act == "unassign",
            at=decisions.load(path).latest()[key(sha256)].at,
        )
    assert list(decisions.load(path).items) == list(wanted.values())


def test_a_concluding_statement_is_kept_replaced_and_taken_back(path: Path) -> None:
    Book(path).conclude("Ⅰ-1", "有计划：三份。\n有活动：两次。")
    Book(path).conclude("Ⅰ-2", "另一项。")
    Book(path).conclude("Ⅰ-1", "第二稿。")
    kept = decisions.load(path).conclusions_by_code()
    assert {code: one.text for code, one in kept.items()} == {"Ⅰ-1": "第二稿。", "Ⅰ-2": "另一项。"}
    assert kept["Ⅰ-1"].at == NOW
    Book(path).conclude("Ⅰ-1", None)
    assert list(decisions.load(path).conclusions_by_code()) == ["Ⅰ-2"]


def test_lines_of_a_concluding_statement_stay_lines(path: Path) -> None:
    Book(path).conclude("Ⅰ-1", "第一段：“甲”。\n第二段 # 乙")
    assert decisions.load(path).conclusions_by_code()["Ⅰ-1"].text == "第一段：“甲”。\n第二段 # 乙"


def test_a_file_from_before_there_were_concluding_statements_loads_and_takes_one(path: Path) -> None:
    Book(written(path, HAND_WRITTEN)).conclude("Ⅰ-1", "甲。")
    text = path.read_text("utf-8")
    assert text.startswith(HAND_WRITTEN.rstrip()) and decisions.load(path).notes()["1.10"].note == "无食堂"
    assert decisions.load(path).conclusions_by_code()["Ⅰ-1"].text == "甲。"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("conclusions: [{code: Ⅰ-1}]", "1:15: conclusions[0].text: "),
        ("conclusions:\n  - code: Ⅰ-1\n    txt: 甲", "3:5: conclusions[0].txt: "),
    ],
)
def test_a_fault_in_a_concluding_statement_is_told_with_its_place(path: Path, text: str, fault: str) -> None:
    with pytest.raises(Faults) as caught:
        decisions.load(written(path, text))
    assert any(line.startswith(f"{path}:{fault}") for line in caught.value.lines), caught.value.lines


def test_the_codes_of_concluding_statements_are_mentioned_with_their_lines(path: Path) -> None:
    written(path, "conclusions:\n  - code: Ⅸ-9\n    text: 甲")
    assert list(book.mentions(path)) == [Mention("Ⅸ-9", 2)]


def test_a_book_becomes_what_decisions_say_and_keeps_the_rest(path: Path) -> None:
    book = Book(written(path, TEMPLATE))
    book.assign([(A, "甲"), (B, "乙")], ["Ⅰ-1"])
    book.not_held("Ⅰ-2", "没有")
    book.negative("减-1", False)
    book.conclude("Ⅰ-1", "写好的话")
    before = decisions.load(path)
    text = path.read_text("utf-8")
    kept = before.items[1]
    wanted = before.model_copy(
        update={
            "items": (before.items[0].model_copy(update={"assign": ("2.1",)}), kept),
            "not_held": (),
            "negative": (before.negative[0].model_copy(update={"code": "减-9"}),),
        }
    )
    Book(path).become(wanted)
    made = decisions.load(path)
    assert made.latest() == wanted.latest() and not made.not_held and made.conclusions == before.conclusions
    assert [(one.code, one.happened) for one in made.negative] == [("减-9", False)]
    assert path.read_text("utf-8").count("#") == text.count("#")
    Book(path).become(before)
    assert decisions.load(path).latest() == before.latest() and decisions.load(path).notes() == before.notes()


def test_rows_without_effect_are_kept_as_remarks(path: Path) -> None:
    book = Book(written(path, TEMPLATE))
    book.remark("换用新版时：", [("items", {"sha256": A, "assign": ["Ⅱ-1"]}), ("not_held", {"code": "Ⅱ-2"})])
    assert decisions.load(path) == decisions.Decisions()
    text = path.read_text("utf-8")
    assert "换用新版时：" in text and f"# - sha256: {A}" in text and "# not_held:\n# - code: Ⅱ-2" in text
    before = path.read_bytes()
    book.remark("没有的：", [])
    assert path.read_bytes() == before
