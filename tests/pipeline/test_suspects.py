"""What is filed but looks out of place: told worst first, and nothing else is told."""

from __future__ import annotations

import pytest

from builders import Tree, snapshot, tree
from conftest import Archive
from wenming_archive.pipeline import session
from wenming_archive.pipeline import suspects as looking
from wenming_archive.pipeline.suspects import Suspect, suspects

FILES: Tree = {
    **{
        f"卫生/检查{n}.txt": f"环境卫生检查通报\n{n}月，检查组检查院落卫生，垃圾分类{what}。"
        for n, what in enumerate(["良好", "较差", "已整改", "合格", "待整改"], 1)
    },
    **{
        f"志愿/活动{n}.txt": f"学雷锋志愿服务活动记录\n{n}月，志愿服务队在{where}开展志愿服务。"
        for n, where in enumerate(["车站", "社区", "学校", "医院", "广场"], 1)
    },
}


@pytest.fixture
def scanned(archive: Archive) -> Archive:
    archive("scan", tree(archive.root.parent / "资料", FILES))
    assert {item["status"] for item in archive.items().values()} == {"filed"}
    return archive


def found(archive: Archive) -> list[Suspect]:
    return suspects(session.begin(archive.root))


def sources(archive: Archive) -> list[str]:
    return [one.item.found.source for one in found(archive)]


def test_what_stands_among_its_likes_is_not_told(scanned: Archive) -> None:
    assert found(scanned) == []


def test_what_a_person_put_under_a_wrong_leaf_is_told_with_the_right_one(scanned: Archive) -> None:
    scanned("assign", "卫生/检查3.txt", "Ⅰ-2")
    (one,) = found(scanned)
    assert one.item.found.source == "卫生/检查3.txt" and one.item.codes == ("Ⅰ-2",)
    assert one.rather.code == "Ⅱ-1" and one.fit < one.rather.confidence
    assert one.rather.reasons


def test_an_item_is_never_its_own_lesson(archive: Archive) -> None:
    """That a person put it there says nothing for its standing there, even if nothing else is filed."""
    text = "社区志愿者打扫卫生\n院落卫生检查，垃圾分类。"
    archive("scan", tree(archive.root.parent / "资料", {"检查.txt": text}))
    archive("assign", "检查.txt", "Ⅱ-2")
    (one,) = found(archive)
    assert one.fit < 0.1 and one.rather.code in {"Ⅰ-2", "Ⅱ-1"}


def test_under_several_leaves_one_that_fits_is_enough(scanned: Archive) -> None:
    scanned("assign", "志愿/活动2.txt", "Ⅰ-1", "Ⅰ-2")
    assert found(scanned) == []


def test_the_worst_comes_first(scanned: Archive) -> None:
    tree(scanned.root.parent / "资料", {"杂/半.txt": "志愿者到社区打扫楼道卫生\n3月5日，志愿服务。"})
    scanned("scan")
    for source, code in (("杂/半.txt", "Ⅱ-1"), ("卫生/检查3.txt", "Ⅰ-2"), ("志愿/活动1.txt", "Ⅱ-2")):
        scanned("assign", source, code)
    told = found(scanned)
    assert {"卫生/检查3.txt", "志愿/活动1.txt"} <= {one.item.found.source for one in told}
    worth = [one.fit - one.rather.confidence for one in told]
    assert worth == sorted(worth) and worth[0] < -0.8
    assert all(one.fit < 0.2 and one.rather.confidence >= 0.6 for one in told)


@pytest.mark.parametrize(("name", "limit"), [("UNFIT", 0.0), ("RIGHT", 1.0001)])
def test_it_must_neither_fit_nor_lack_a_better_place(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, name: str, limit: float
) -> None:
    scanned("assign", "卫生/检查3.txt", "Ⅰ-2")
    assert len(found(scanned)) == 1
    monkeypatch.setattr(looking, name, limit)
    assert found(scanned) == []


def test_put_back_it_is_told_no_more(scanned: Archive) -> None:
    scanned("assign", "卫生/检查3.txt", "Ⅰ-2")
    scanned("assign", "卫生/检查3.txt", "Ⅱ-1")
    assert found(scanned) == []


def test_what_is_not_filed_is_never_told(scanned: Archive) -> None:
    tree(scanned.root.parent / "资料", {"菜谱.txt": "红烧排骨的做法", "副本.txt": FILES["卫生/检查1.txt"]})
    scanned("scan")
    scanned("ignore", "志愿/活动1.txt")
    scanned("unassign", "志愿/活动2.txt")
    assert not {"菜谱.txt", "副本.txt", "志愿/活动1.txt", "志愿/活动2.txt"} & set(sources(scanned))


def test_looking_changes_nothing(scanned: Archive) -> None:
    scanned("assign", "卫生/检查3.txt", "Ⅰ-2")
    before = snapshot(scanned.root.parent)
    assert sources(scanned) and sources(scanned)
    assert snapshot(scanned.root.parent) == before


def test_a_leaf_that_has_gone_from_the_catalogue_is_no_trouble(scanned: Archive) -> None:
    path = scanned.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace("Ⅱ-1", "Ⅱ-7"), "utf-8")
    assert not [source for source in sources(scanned) if source.startswith("卫生")]


def test_in_an_empty_workspace_there_are_none(archive: Archive) -> None:
    assert found(archive) == []
