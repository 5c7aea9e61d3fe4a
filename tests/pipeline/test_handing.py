"""Hand-over from a department to the city: nothing lost, nothing doubled, nothing overwritten."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bags
from builders import CATALOGUE, docx, names, snapshot, tree
from changes import Killed, killed_after
from conftest import Archive
from offices import FILES, SPEECH, bag_of, visible, workspace_of
from packing import zipped
from trials import state
from wenming_archive import locking


@pytest.fixture
def city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Archive:
    return workspace_of(tmp_path / "市", capsys, "文明办")


def received(city: Archive) -> dict[str, bytes]:
    folder = city.root / "移交"
    return {name: (folder / name).read_bytes() for name in names(folder)}


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the lock: that of a dead process is gone, but this one lives on."""

    @contextmanager
    def held(*_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(locking, "held", held)


# Out


def test_the_bagit_library_finds_what_we_export_valid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = bagit.Bag(str(bag_of(tmp_path, capsys, FILES)))
    made.validate()
    assert made.info["Source-Organization"] == "市图书馆"
    assert set(made.payload_files()) == {
        "data/catalogue.yaml",
        "data/decisions.yaml",
        "data/list.json",
        "data/材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 道德讲堂活动方案.txt",
        "data/材料/Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-01 学雷锋志愿服务总结.txt",
    }


def test_a_zip_is_written_when_the_name_says_so(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    assert archive("export-bag", "-o", tmp_path / "移交.ZIP").status == 0
    assert bags.told(tmp_path / "移交.ZIP").faults == ()


def test_a_bag_goes_to_the_output_folder_unless_told_otherwise(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    archive("export-bag")
    (made,) = (archive.root / "输出").iterdir()
    assert made.name.startswith("材料移交包-20") and bags.told(made).faults == ()


def test_exporting_touches_neither_sources_nor_copies(archive: Archive, tmp_path: Path) -> None:
    office = tree(tmp_path / "资料", FILES)
    archive("scan", office)
    before = snapshot(office), snapshot(archive.root / "材料")
    archive("export-bag")
    assert (snapshot(office), snapshot(archive.root / "材料")) == before


def test_a_copy_that_was_changed_is_named_and_no_bag_is_made(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    changed, gone = sorted((archive.root / "材料").rglob("*.txt"))[-2:]
    info = changed.stat()
    changed.write_bytes(b"x" * info.st_size)
    os.utime(changed, ns=(info.st_atime_ns, info.st_mtime_ns))
    gone.unlink()
    ran = archive("export-bag", "-o", tmp_path / "包")
    assert (ran.status, ran.out) == (3, "") and not (tmp_path / "包").exists()
    assert f"{changed.name} 与记录不符" in ran.err and f"{gone.name} 读不出：不存在" in ran.err


def test_a_percent_sign_in_a_name_is_written_so_that_every_program_reads_it(
    archive: Archive, tmp_path: Path
) -> None:
    settings_file = archive.root / "archive.yaml"
    text = settings_file.read_text("utf-8").replace("{code}-{nn} {title}{ext}", "{nn} {original}{ext}")
    settings_file.write_text(text, "utf-8")
    archive("scan", tree(tmp_path / "资料", {"志愿服务100%.txt": SPEECH}))
    archive("export-bag", "-o", tmp_path / "包")
    bagit.Bag(str(tmp_path / "包")).validate()
    assert any("100％" in path for path in bags.told(tmp_path / "包").payload)


@pytest.mark.parametrize(
    "where", ["材料/包", "移交/包", ".archive/包", "decisions.yaml", "输出", "../资料/包", "../没有/包"]
)
def test_a_bag_is_written_over_nothing_and_into_no_source(
    archive: Archive, tmp_path: Path, where: str
) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    before = snapshot(tmp_path)
    ran = archive("export-bag", "-o", archive.root / where)
    assert (ran.status, ran.out) == (2, "")
    assert {k: v for k, v in snapshot(tmp_path).items() if ".archive" not in k} == {
        k: v for k, v in before.items() if ".archive" not in k
    }


def test_without_filed_evidence_there_is_nothing_to_hand_over(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"菜谱.txt": "红烧排骨的做法"}))
    ran = archive("export-bag")
    assert ran.status == 2 and "没有可以移交的" in ran.err and not list((archive.root / "输出").iterdir())


@pytest.mark.usefixtures("unlocked")
def test_an_export_that_was_killed_leaves_nothing_after_the_next_scan(
    archive: Archive, tmp_path: Path
) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    for changes in range(100):
        try:
            with killed_after(changes, archive.root):
                archive("export-bag")
        except Killed:
            assert archive("scan").status == 0
            assert names(archive.root / "输出") == []
            assert [one.name for one in (archive.root / "输出").iterdir()] == []
        else:
            break
    assert changes > 5


# In


def test_a_bag_comes_in_by_office_and_path_and_is_filed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES)
    before = snapshot(bag)
    assert city("import-bag", bag).status == 0
    assert snapshot(bag) == before
    assert received(city) == {
        "市图书馆/工会/志愿服务总结.txt": SPEECH.encode(),
        "市图书馆/道德讲堂.txt": FILES["道德讲堂.txt"].encode(),
    }
    assert {source: item["status"] for source, item in city.items().items()} == {
        "市图书馆/工会/志愿服务总结.txt": "filed",
        "市图书馆/道德讲堂.txt": "filed",
    }
    assert "sources: []" in (city.root / "archive.yaml").read_text("utf-8")


def test_files_keep_the_time_they_had_in_the_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    tree(tmp_path / "包资料", FILES)
    os.utime(tmp_path / "包资料/道德讲堂.txt", ns=(1_600_000_000_000_000_000, 1_600_000_000_000_000_000))
    city("import-bag", bag_of(tmp_path, capsys, {}))
    assert (city.root / "移交/市图书馆/道德讲堂.txt").stat().st_mtime_ns == 1_600_000_000_000_000_000


def test_decisions_come_with_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(
        tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1", "Ⅰ-2"), ("not-held", "Ⅰ-1", "--note", "无")
    )
    ran = city("import-bag", bag)
    assert "已接收人工决定 1 项" in ran.out and "未开展说明 1 项没有接收" in ran.out
    item = city.items()["市图书馆/菜谱.txt"]
    assert [placed["code"] for placed in item["indicators"]] == ["Ⅱ-1", "Ⅰ-2"]
    assert "not_held: []" in (city.root / "decisions.yaml").read_text("utf-8")


def test_a_decision_for_a_path_does_not_reach_another_file_of_the_city(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1"))
    city("scan", tree(tmp_path / "市资料", {"菜谱.txt": "清蒸鲈鱼的做法"}))
    city("import-bag", bag)
    assert city.items()["菜谱.txt"]["indicators"] == []


def test_a_decision_made_before_the_file_was_edited_still_comes_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    made = workspace_of(tmp_path / "科室", capsys, "市图书馆")
    office = tree(tmp_path / "资料", {"菜谱.txt": "红烧排骨的做法"})
    made("scan", office)
    made("assign", "菜谱.txt", "Ⅱ-1")
    tree(office, {"菜谱.txt": "红烧排骨的做法，第二版"})
    made("scan")
    made("export-bag", "-o", tmp_path / "包")
    city("import-bag", tmp_path / "包")
    assert city.items()["市图书馆/菜谱.txt"]["indicators"][0]["code"] == "Ⅱ-1"


def test_what_the_city_decided_itself_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1"))
    city("scan", tree(tmp_path / "市资料", {"食堂.txt": FILES["菜谱.txt"]}))
    city("ignore", "食堂.txt")
    before = (city.root / "decisions.yaml").read_bytes()
    ran = city("import-bag", bag)
    assert "本工作区已另有决定，保留不动（1）：\n    市图书馆/菜谱.txt" in ran.out
    assert (city.root / "decisions.yaml").read_bytes() == before


def test_another_content_of_the_same_name_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    first = bag_of(tmp_path, capsys, FILES, name="一")
    second = bag_of(tmp_path, capsys, {**FILES, "道德讲堂.txt": "道德讲堂活动方案\n2023年6月1日"}, name="二")
    city("import-bag", first)
    kept = received(city)
    ran = city("import-bag", second)
    assert "已导入 1 份到 移交/市图书馆/，另有 1 份早已在那里" in ran.out
    assert "道德讲堂.txt → 移交/市图书馆/道德讲堂 (2).txt" in ran.out
    assert received(city).items() >= kept.items()
    assert set(received(city)) - set(kept) == {"市图书馆/道德讲堂 (2).txt"}
    before = visible(city)
    city("import-bag", first)
    city("import-bag", second)
    assert visible(city) == before


def test_members_of_archives_come_in_as_files_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    packed = zipped(
        {"照片/志愿服务.txt": SPEECH.encode(), "讲堂.docx": docx("道德讲堂活动方案", "2022年5月3日")}
    )
    city("import-bag", bag_of(tmp_path, capsys, {"党办/活动材料.zip": packed}))
    assert set(received(city)) == {
        "市图书馆/党办/活动材料/照片/志愿服务.txt",
        "市图书馆/党办/活动材料/讲堂.docx",
    }


def test_an_item_under_several_indicators_comes_in_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1", "Ⅰ-2", "Ⅰ-1"))
    assert sum("data/材料" in path for path in bags.told(bag).payload) == 5
    city("import-bag", bag)
    assert len(received(city)) == 3


def test_two_offices_of_the_same_paths_stand_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    city("import-bag", bag_of(tmp_path, capsys, FILES, name="一", unit="甲局"))
    files = {**FILES, "道德讲堂.txt": "道德讲堂活动方案\n2023年6月1日"}
    city("import-bag", bag_of(tmp_path, capsys, files, name="二", unit="乙局"))
    assert {name.split("/")[0] for name in received(city)} == {"甲局", "乙局"} and len(received(city)) == 4


def test_any_office_name_stays_one_folder_inside(tmp_path: Path, city: Archive) -> None:
    info = {"bag-info.txt": "Source-Organization: ../../../外\u202e面/:*\n".encode()}
    city("import-bag", tree(tmp_path / "包", bags.bag({"data/志愿.txt": SPEECH.encode()}, tags=info)))
    (folder,) = (city.root / "移交").iterdir()
    assert names(folder) == ["志愿.txt"] and "/" not in folder.name and not folder.name.startswith(".")
    assert not (tmp_path.parent / "外面").exists()


def test_a_bag_of_another_program_brings_its_payload(tmp_path: Path, city: Archive) -> None:
    folder = tree(tmp_path / "别家", {"志愿/总结.txt": SPEECH, "list.json": "[]", "100%.txt": "x"})
    bagit.make_bag(str(folder), checksums=["md5"])
    ran = city("import-bag", folder)
    assert ran.status == 0 and "不是本程序生成的包" in ran.out
    assert set(received(city)) == {"别家/志愿/总结.txt", "别家/list.json", "别家/100%.txt"}
    assert city.items()["别家/志愿/总结.txt"]["status"] == "filed"


def test_a_dry_run_tells_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1"))
    before = snapshot(city.root)
    ran = city("import-bag", bag, "--dry-run")
    assert ran.status == 0 and snapshot(city.root) == before
    assert "将要导入 3 份" in ran.out and "菜谱.txt → 移交/市图书馆/菜谱.txt" in ran.out
    assert "将要接收人工决定 1 项" in ran.out


def spoiled(bag: Path, how: str) -> Path:
    """Spoil a bag in one way."""
    victim = next((bag / "data/材料").rglob("*.txt"))
    if how == "changed":
        victim.write_bytes(b"other")
    elif how == "missing":
        victim.unlink()
    elif how == "extra":
        victim.with_name("多.txt").write_bytes(b"x")
    elif how == "link":
        victim.unlink()
        victim.symlink_to("/etc/passwd")
    else:
        (bag / "bagit.txt").unlink()
    return bag


@pytest.mark.parametrize(
    ("how", "status"), [("changed", 3), ("missing", 2), ("extra", 2), ("link", 2), ("no bag", 2)]
)
def test_nothing_comes_in_from_a_bag_with_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive, how: str, status: int
) -> None:
    bag = spoiled(bag_of(tmp_path, capsys, FILES), how)
    before = visible(city)
    ran = city("import-bag", bag)
    assert (ran.status, ran.out) == (status, "") and "没有导入任何内容" in ran.err
    assert visible(city) == before and not (city.root / "移交").exists()


@pytest.mark.parametrize(
    "listed",
    [
        b'{"format": "wenming-archive-bag", "version": 2, "items": []}',
        b'{"format": "wenming-archive-bag", "version": 1}',
        b'{"format": "wenming-archive-bag", "version": 1, "items": [1]}',
        b'{"format": "wenming-archive-bag", "version": 1, "items": [{"source": 1}]}',
        b'{"format": "wenming-archive-bag", "version": 1, "items": [{"source": "a", "sha256": "b", "mtime_ns": 1, "in_bag": ["data/x"]}]}',
    ],
)
def test_a_list_that_is_not_what_we_write_is_refused(tmp_path: Path, city: Archive, listed: bytes) -> None:
    bag = tree(tmp_path / "包", bags.bag({"data/list.json": listed, "data/材料/x.txt": b"x"}))
    ran = city("import-bag", bag)
    assert (ran.status, ran.err.count("\n")) == (2, 1) and not (city.root / "移交").exists()


@pytest.mark.parametrize("name", ["decisions.yaml", "catalogue.yaml"])
@pytest.mark.parametrize("text", [b"items: [", b"\xff", b"a: &a [*a]", b"nothing: 1"])
def test_papers_that_are_not_what_we_write_are_refused(
    tmp_path: Path, city: Archive, name: str, text: bytes
) -> None:
    listed = b'{"format": "wenming-archive-bag", "version": 1, "items": []}'
    bag = tree(tmp_path / "包", bags.bag({"data/list.json": listed, f"data/{name}": text}))
    ran = city("import-bag", bag)
    assert ran.status == 2 and name in ran.err and not (city.root / "移交").exists()


def test_a_bag_in_a_zip_comes_in_just_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1"))
    packed = shutil.make_archive(str(tmp_path / "压缩"), "zip", tmp_path, bag.name)
    city("import-bag", packed)
    first = visible(city)
    ran = city("import-bag", bag)
    assert ran.status == 0 and "没有新的材料：3 份早已在 移交/市图书馆/" in ran.out
    assert visible(city) == first


def test_a_link_in_the_citys_own_folder_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES)
    outside = tree(tmp_path / "外面", {})
    (city.root / "移交").mkdir()
    (city.root / "移交/市图书馆").symlink_to(outside)
    city("import-bag", bag)
    assert list(outside.iterdir()) == [] and (city.root / "移交/市图书馆 (2)/道德讲堂.txt").is_file()
    (city.root / "移交").rename(city.root / "别处")
    (city.root / "移交").symlink_to(outside)
    ran = city("import-bag", bag)
    assert ran.status == 2 and "是链接" in ran.err and list(outside.iterdir()) == []


def test_what_was_received_is_scanned_once_though_a_source_holds_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    city("import-bag", bag_of(tmp_path, capsys, FILES))
    sources = set(city.items())
    city("scan", city.root / "移交/市图书馆")
    assert set(city.items()) == sources
    city("scan", city.root.parent / "市", tree(tmp_path / "市资料", {"菜谱.txt": "x"}))
    assert set(city.items()) == {*sources, "菜谱.txt"}


def test_what_was_received_and_removed_by_hand_has_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    city("import-bag", bag_of(tmp_path, capsys, FILES))
    city("scan", tree(tmp_path / "市资料", {"菜谱.txt": "x"}))
    shutil.rmtree(city.root / "移交")
    ran = city("scan")
    assert ran.status == 0 and "来源已不在（归档副本保留）（2）" in ran.out


NAME = st.text(st.sampled_from("志愿abAB%. ~$()<|\u202eé"), min_size=1, max_size=6).filter(
    lambda name: name not in (".", "..") and not name.startswith("~")
)
PATHS = st.lists(NAME, min_size=1, max_size=3).map("/".join)
PAYLOADS = st.dictionaries(PATHS, st.sampled_from([b"", b"1", b"2", b"3"]), min_size=1, max_size=6)


def _consistent(files: dict[str, bytes]) -> bool:
    folders = {"/".join(path.split("/")[:n]) for path in files for n in range(1, path.count("/") + 1)}
    return not folders & set(files)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PAYLOADS.filter(_consistent), min_size=1, max_size=3))
def test_any_bags_lose_nothing_and_the_same_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    payloads: list[dict[str, bytes]],
) -> None:
    base = tmp_path_factory.mktemp("随机")
    city = workspace_of(base / "市", capsys)
    for n, files in enumerate(payloads):
        bag = bags.bag({f"data/{path}": data for path, data in files.items()})
        bag["bag-info.txt"] = b"Source-Organization: X\n"
        (base / f"{n}.zip").write_bytes(bags.zipped(bag))
        before = received(city) if (city.root / "移交").exists() else {}
        assert city("import-bag", base / f"{n}.zip").status == 0
        after = received(city)
        assert after.items() >= before.items()  # nothing is overwritten
        assert set(files.values()) <= set(after.values())  # nothing is lost
        assert len(after) <= len(before) + len(files)
    first = visible(city)
    for n in range(len(payloads)):
        assert city("import-bag", base / f"{n}.zip").status == 0
    assert visible(city) == first


@pytest.mark.usefixtures("unlocked")
def test_an_import_killed_at_any_instant_is_finished_by_the_same_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive
) -> None:
    bag = bag_of(tmp_path, capsys, FILES, ("assign", "菜谱.txt", "Ⅱ-1"))
    kept = shutil.copytree(city.root, tmp_path / "先前")
    city("import-bag", bag)
    wanted, decided = state(city), decisions_of(city)
    for changes in (*range(40), *range(40, 1000, 3)):  # the scan, later on, has its own tests
        shutil.rmtree(city.root)
        shutil.copytree(kept, city.root)
        try:
            with killed_after(changes, city.root):
                city("import-bag", bag)
        except Killed:
            ran = city("import-bag", bag)
            assert ran.status == 0, ran
            assert (state(city), decisions_of(city)) == (wanted, decided), f"killed after {changes} changes"
        else:
            break
    assert changes > 20 and (state(city), decisions_of(city)) == (wanted, decided)


def decisions_of(archive: Archive) -> list[str]:
    text = (archive.root / "decisions.yaml").read_text("utf-8")
    return [line for line in text.split("\n") if "at:" not in line]


def test_another_catalogue_takes_decisions_by_title_and_names_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = bag_of(
        tmp_path,
        capsys,
        {**FILES, "卫生.txt": "环境卫生"},
        ("assign", "菜谱.txt", "Ⅱ-1"),
        ("assign", "卫生.txt", "Ⅱ-2"),
    )
    text = CATALOGUE.replace("Ⅱ-1", "乙-9").replace("群众评价", "消防安全")
    city = workspace_of(tmp_path / "市", capsys, catalogue=text)
    ran = city("import-bag", bag)
    assert city.items()["市图书馆/菜谱.txt"]["indicators"][0]["code"] == "乙-9"
    assert (
        "没有接收的决定：本工作区的测评体系没有这个指标（1）：\n    市图书馆/卫生.txt：Ⅱ-2 群众评价"
        in ran.out
    )


def test_the_disk_refuses_and_the_same_again_finishes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = bag_of(tmp_path, capsys, FILES)
    fsync, calls = os.fsync, []

    def refuse(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    ran = city("import-bag", bag)
    assert ran.status in (2, 3) and "磁盘已满" in ran.err
    monkeypatch.undo()
    assert city("import-bag", bag).status == 0
    assert len(received(city)) == 2 and not list((city.root / "移交").rglob("*.part~"))


def test_a_zip_that_is_no_bag_is_told_so(tmp_path: Path, city: Archive) -> None:
    with zipfile.ZipFile(tmp_path / "资料.zip", "w") as archive:
        archive.writestr("资料/a.txt", "x")
    ran = city("import-bag", tmp_path / "资料.zip")
    assert ran.status == 2 and "不是移交包（没有 bagit.txt）" in ran.err
