"""A sitting of review: keys accept, choose, skip, undo and stop; what was decided is filed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import snapshot, tree
from conftest import Archive
from sitting import ask_about_all, asked, careful, decided, filed, photos, sit
from terminal import stand_in
from wenming_archive.console import reviewing, screen
from wenming_archive.pipeline import session
from wenming_archive.pipeline.reviewing import Review


@pytest.fixture
def waiting(archive: Archive, tmp_path: Path) -> Archive:
    """A careful workspace, where even likely items await a person."""
    careful(archive)
    folder = tree(
        tmp_path / "资料",
        {
            "甲.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
            "乙.txt": "志愿者讲身边好人故事\n各科室派人。",
        },
    )
    archive("scan", folder)
    assert all(len(i["suggestions"]) > 1 and i["status"] == "review" for i in archive.items().values())
    return archive


def test_return_accepts_the_best_suggestion(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    best = {s: i["suggestions"][0]["code"] for s, i in waiting.items().items()}
    ran = sit(waiting, monkeypatch, ["", ""])
    assert ran.status == 0 and "已记录 2 项决定" in ran.out
    assert filed(waiting) == {source: f"filed {code}" for source, code in best.items()}


def test_a_number_chooses_a_suggestion_and_c_any_indicator(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = asked(sit(waiting, monkeypatch, ["q"]))
    second = waiting.items()[first]["suggestions"][1]["code"]
    sit(waiting, monkeypatch, ["2", "c Ⅱ-1 Ⅰ-1"])
    other = next(source for source in waiting.items() if source != first)
    assert filed(waiting) == {first: f"filed {second}", other: "filed Ⅱ-1 Ⅰ-1"}


def test_skip_leaves_an_item_waiting(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有作出决定" in sit(waiting, monkeypatch, ["s", "s"]).out
    assert set(filed(waiting).values()) == {"review"}


def test_i_marks_an_item_as_no_evidence(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    sit(waiting, monkeypatch, ["i", "q"])
    assert sorted(filed(waiting).values()) == ["ignored", "review"]


def test_undo_takes_back_and_asks_again(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (waiting.root / "decisions.yaml").read_bytes()
    ran = sit(waiting, monkeypatch, ["i", "u", "q"])
    first, second, again = asked(ran)
    assert first == again != second
    assert "没有作出决定" in ran.out
    assert set(filed(waiting).values()) == {"review"}
    assert (waiting.root / "decisions.yaml").read_bytes() == before


def test_undo_takes_back_a_skip(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sit(waiting, monkeypatch, ["s", "u", "i", "q"])
    first, second, again, last = asked(ran)
    assert first == again != second == last and "没有可以撤销的" not in ran.out
    assert decided(waiting) == {first: None}


@pytest.mark.parametrize("answer", ["9", "0", "2 9", "1 2 3 4 5 6"])
def test_a_number_out_of_range_is_told_the_range(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    (first,) = asked(sit(waiting, monkeypatch, ["q"]))
    count = len(waiting.items()[first]["suggestions"])
    said = f"没有听懂“{answer}”。可选 1 到 {count}。\n"
    assert said in sit(waiting, monkeypatch, [answer, "q"]).out
    assert "可选" not in sit(waiting, monkeypatch, ["什么", "q"]).out


def test_nonsense_is_explained_and_asked_again(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sit(waiting, monkeypatch, ["什么", "9", "c", "c Ⅸ-9", "q"])
    assert ran.out.count("没有听懂") == 2 and "请写出指标编号" in ran.out and "没有指标 Ⅸ-9" in ran.out


@pytest.mark.parametrize("answer", ["1 2 3 4 5 6", "2 abc", "i 1", "s 2", "u u", "q 1", "0", "c1"])
def test_what_is_half_understood_is_not_done(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    before = (waiting.root / "decisions.yaml").read_bytes()
    assert sit(waiting, monkeypatch, [answer, "q"]).out.count("没有听懂") == 1
    assert (waiting.root / "decisions.yaml").read_bytes() == before


@pytest.mark.parametrize("answer", ["C Ⅱ-1、Ⅰ-1", "ｃ　Ⅱ-1，Ⅰ-1", "c Ⅱ-1,Ⅰ-1", "c  Ⅱ－1 Ⅰ-1 "])
def test_codes_may_be_typed_as_keyboards_have_them(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    sit(waiting, monkeypatch, [answer, "Ｑ"])
    assert "filed Ⅱ-1 Ⅰ-1" in filed(waiting).values()


@pytest.mark.parametrize("answer", ["2 1", "２、1", "2，1"])
def test_several_numbers_are_several_indicators(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    (first,) = asked(sit(waiting, monkeypatch, ["q"]))
    best, second = (s["code"] for s in waiting.items()[first]["suggestions"][:2])
    sit(waiting, monkeypatch, [answer, "Q"])
    assert filed(waiting)[first] == f"filed {second} {best}"


def test_the_other_places_of_the_same_content_are_shown(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = waiting.root.parent / "资料"
    tree(folder, {"副本/甲 (1).txt": (folder / "甲.txt").read_bytes()})
    waiting("scan")
    assert "  相同的内容还在：副本/甲 (1).txt" in sit(waiting, monkeypatch, ["s", "q"]).out


def test_leaving_midway_keeps_what_was_decided(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    sit(waiting, monkeypatch, ["i"])
    assert sorted(filed(waiting).values()) == ["ignored", "review"]


def test_with_nothing_waiting_it_says_so(archive: Archive) -> None:
    assert "没有待确认的材料" in archive("review").out


@pytest.fixture
def event(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Twenty photos of one day, and two of another, in one folder."""
    ask_about_all(archive, monkeypatch)
    files = {**photos("卫生检查", 6, 20), **photos("卫生检查", 9, 2)}
    archive("scan", tree(tmp_path / "资料", files), "--no-ocr")
    return archive


def test_one_key_settles_twenty_photos_of_one_event(event: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sit(event, monkeypatch, ["", "q"])
    assert asked(ran) == ["卫生检查/IMG_06_00.jpg", "卫生检查/IMG_09_00.jpg"]
    assert "  同一活动的 20 份一起确认（d=拆开逐份确认）\n  另有 IMG_06_01.jpg、IMG_06_02.jpg" in ran.out
    assert "已记录 20 项决定\n  已归档 20　待确认 2\n" in ran.out
    assert decided(event) == dict.fromkeys(photos("卫生检查", 6, 20), ("Ⅱ-1",))


def test_d_splits_a_group_and_each_is_asked_alone(event: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sit(event, monkeypatch, ["d", "i", "", "q"])
    assert asked(ran)[1:] == [f"卫生检查/IMG_06_0{n}.jpg" for n in range(3)]
    assert decided(event) == {"卫生检查/IMG_06_00.jpg": None, "卫生检查/IMG_06_01.jpg": ("Ⅱ-1",)}


def test_d_at_one_item_is_not_understood(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sit(waiting, monkeypatch, ["d", "q"]).out.count("没有听懂“d”") == 1


def test_skip_and_undo_are_of_the_whole_group(event: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = sit(event, monkeypatch, ["c Ⅰ-1", "u", "s", "q"])
    first, second, again, last = asked(ran)
    assert first == again != second == last
    assert "没有作出决定" in ran.out and set(filed(event).values()) == {"review"}


def test_the_gap_that_an_item_would_close_is_shown(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_about_all(archive, monkeypatch)
    text = "学雷锋志愿服务工作总结\n一年来，志愿服务队开展活动。\n2022年12月{}日"
    files = {"甲/上.txt": text.format(1), "乙/下.txt": text.format(2)}
    archive("scan", tree(archive.root.parent / "资料", files))
    ran = sit(archive, monkeypatch, ["", "q"])
    assert ran.out.count("  Ⅰ-2 还缺 总结汇报 1 份\n") == 1, "the first closes the gap"


_FOLLOWS = "  由此另有 1 份有了把握，结束后自动归档：二.txt\n已记录 1 项决定\n"


def test_of_many_that_have_become_sure_five_are_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "社区打扫楼道\n3月{}日，志愿者到社区打扫卫生。"
    files = {f"甲/{n}.txt": text.format(day) for day, n in enumerate("一二三四五六七八", 1)}
    archive("scan", tree(archive.root.parent / "资料", files))
    ran = sit(archive, monkeypatch, ["c Ⅱ-1", "q"])
    named = re.findall(r"  由此另有 7 份有了把握，结束后自动归档：(.*) 等\n", ran.out)[0].split("、")
    (first,) = asked(ran)
    assert len(set(named)) == 5 and {f"甲/{name}" for name in named} < set(files) - {first}


def test_what_has_become_sure_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "社区打扫楼道\n3月{}日，志愿者到社区打扫卫生。"
    archive(
        "scan", tree(archive.root.parent / "资料", {"甲/一.txt": text.format(5), "甲/二.txt": text.format(6)})
    )
    ran = sit(archive, monkeypatch, ["c Ⅱ-1"])
    assert len(asked(ran)) == 1 and _FOLLOWS in ran.out
    assert ran.out.endswith("判断随之改变（1）：\n  甲/二.txt：待确认 → Ⅱ-1\n")
    assert set(filed(archive).values()) == {"filed Ⅱ-1"}


def test_every_line_of_a_sitting_fits_a_terminal(event: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stand_in(monkeypatch)
    answers = iter(["什么", "u", "d", "c", "", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    reviewing.sit(Review(session.begin(event.root)))
    assert "\x1b[1m还有 22 份" in out.drawn and "\x1b[2m" in out.drawn
    assert max(screen.columns(line) for line in out.text.splitlines()) <= 80


def test_foreign_names_are_harmless(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_about_all(archive, monkeypatch)
    names = [f"卫生\x1b[2J检查记录{n}.txt" for n in range(2)]
    archive("scan", tree(archive.root.parent / "资料", {n: f"环境卫生检查{n}" for n in names}))
    ran = sit(archive, monkeypatch, ["", "q"])
    assert "\x1b" not in ran.out and "[2J检查记录" in ran.out


FILES: dict[str, bytes | str] = {
    "甲.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
    "乙.txt": "志愿者讲身边好人故事\n各科室派人。",
    "院/丙.txt": "环境卫生检查\n院落",
    "院/丁.txt": "社区打扫楼道\n3月6日，志愿者到社区打扫卫生。",
    **photos("卫生检查", 6, 3),
}
KEYS = ["", "2", "2 1", "i", "s", "u", "u", "d", "c Ⅱ-1 Ⅰ-1", "c Ⅸ-9", "什么"]
SITTINGS = st.lists(
    st.tuples(st.lists(st.sampled_from(KEYS), max_size=8), st.sampled_from(["q", "EOF", "Ctrl-C"])),
    min_size=1,
    max_size=3,
)
Answers = dict[str, tuple[str, ...] | None]


class Person:
    """Presses keys in a sitting, and knows what was answered."""

    def __init__(self, review: Review, answers: Answers, keys: list[str], end: str) -> None:
        self.review, self.answers = review, answers
        self._keys, self._end = iter(keys), end
        self._before: list[Answers] = []

    def __call__(self, _: str) -> str:
        key = next(self._keys, self._end)
        if key == "EOF":
            raise EOFError
        if key == "Ctrl-C":
            raise KeyboardInterrupt
        self._note(key)
        return key

    def _note(self, key: str) -> None:
        group = self.review.next()
        assert group
        codes = [guess.code for guess in self.review.explained(group.first)]
        chosen = {"": codes[:1], "c Ⅱ-1 Ⅰ-1": ["Ⅱ-1", "Ⅰ-1"]}
        if len(codes) > 1:
            chosen |= {"2": codes[1:2], "2 1": [codes[1], codes[0]]}
        if key == "u" and self._before:
            self.answers.clear()
            self.answers.update(self._before.pop())
        elif key in ("s", "i") or key in chosen:
            self._before.append(dict(self.answers))
        if key == "i" or key in chosen:
            answer = None if key == "i" else tuple(chosen[key])
            self.answers.update(dict.fromkeys((i.found.source for i in group.items), answer))


@settings(
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(SITTINGS)
def test_whatever_is_pressed_and_wherever_it_is_left_exactly_the_answers_are_kept(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory, sittings: list[tuple[list[str], str]]
) -> None:
    base = tmp_path_factory.mktemp("盘")
    fresh = Archive(base / "工作区", archive.capsys)
    shutil.copytree(archive.root, fresh.root)
    with pytest.MonkeyPatch.context() as patch:
        ask_about_all(fresh, patch)
        fresh("scan", tree(base / "资料", FILES), "--no-ocr")
        before, answers = snapshot(base / "资料"), Answers()
        for keys, end in sittings:
            review = Review(session.begin(fresh.root))
            left = {s for s, i in fresh.items().items() if i["status"] == "review"}
            assert {item.found.source for item in review.waiting} == left, "exactly what is left is asked"
            assert left.isdisjoint(answers)
            patch.setattr("builtins.input", Person(review, answers, keys, end))
            reviewing.sit(review)
            assert decided(fresh) == answers
            placed = {s: tuple(p["code"] for p in i["indicators"]) for s, i in fresh.items().items()}
            assert {s: placed[s] for s in answers} == {s: codes or () for s, codes in answers.items()}
            assert not any(codes for s, codes in placed.items() if s not in answers)
    assert snapshot(base / "资料") == before
