"""A sitting of review: keys accept, choose, skip, undo and stop; what was decided is filed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive, Ran


@pytest.fixture
def waiting(archive: Archive, tmp_path: Path) -> Archive:
    """A careful workspace, where even likely items await a person."""
    settings = archive.root / "archive.yaml"
    settings.write_text(settings.read_text("utf-8").replace("filing: 均衡", "filing: 稳妥"), "utf-8")
    folder = tree(
        tmp_path / "资料",
        {
            "甲.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
            "乙.txt": "志愿者讲身边好人故事\n各科室派人。",
        },
    )
    archive("scan", folder)
    assert len(archive("list", "--status", "review", "--json").json) == 2
    return archive


def sit(archive: Archive, monkeypatch: pytest.MonkeyPatch, keys: Iterable[str]) -> Ran:
    answers = iter(keys)

    def answer(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    return archive("review")


def filed(archive: Archive) -> dict[str, str]:
    return {
        source: f"{item['status']} {' '.join(i['code'] for i in item['indicators'])}".strip()
        for source, item in archive.items().items()
    }


def test_return_accepts_the_best_suggestion(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    best = {s: i["suggestions"][0]["code"] for s, i in waiting.items().items()}
    ran = sit(waiting, monkeypatch, ["", ""])
    assert ran.status == 0 and "已记录 2 项决定" in ran.out
    assert filed(waiting) == {source: f"filed {code}" for source, code in best.items()}


def test_a_number_chooses_a_suggestion_and_c_any_indicator(
    waiting: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = next(i for i in waiting.items().values() if len(i["suggestions"]) > 1)
    first = sit(waiting, monkeypatch, ["q"]).out.split("1/2　")[1].splitlines()[0]
    keys = ["2", "c Ⅱ-1 Ⅰ-1"]
    sit(waiting, monkeypatch, keys if first == several["source"] else keys[::-1])
    second = several["suggestions"][1]["code"]
    assert set(filed(waiting).values()) == {f"filed {second}", "filed Ⅱ-1 Ⅰ-1"}


def test_skip_leaves_an_item_waiting(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有作出决定" in sit(waiting, monkeypatch, ["s", "s"]).out
    assert set(filed(waiting).values()) == {"review"}


def test_i_marks_an_item_as_no_evidence(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    sit(waiting, monkeypatch, ["i", "q"])
    assert sorted(filed(waiting).values()) == ["ignored", "review"]


def test_undo_takes_back_and_asks_again(waiting: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (waiting.root / "decisions.yaml").read_bytes()
    ran = sit(waiting, monkeypatch, ["i", "u", "q"])
    assert "没有作出决定" in ran.out
    assert set(filed(waiting).values()) == {"review"}
    assert (waiting.root / "decisions.yaml").read_bytes() == before


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
    first = sit(waiting, monkeypatch, ["q"]).out.split("1/2　")[1].splitlines()[0]
    several = next(i for i in waiting.items().values() if len(i["suggestions"]) > 1)
    best, second = (s["code"] for s in several["suggestions"][:2])
    sit(waiting, monkeypatch, [*(["s"] if first != several["source"] else []), answer, "Q"])
    assert filed(waiting)[several["source"]] == f"filed {second} {best}"


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
