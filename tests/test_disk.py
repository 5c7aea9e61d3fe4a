"""A source is never touched; a write is whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import as_root, names, snapshot, tree
from wenming_archive import disk
from wenming_archive.errors import ArchiveError, CopyError, InputError

DAY = 86_400 * 10**9
#: An access before the last change: the next one would be recorded, even under ``relatime``.
ACCESSED, CHANGED = 1_600_000_000_123_456_789, 1_600_000_000_987_654_321 + DAY


def aged(path: Path) -> Path:
    os.utime(path, ns=(ACCESSED, CHANGED))
    return path


def times(path: Path) -> tuple[int, int]:
    info = path.stat()
    return info.st_atime_ns, info.st_mtime_ns


def keeps_access_times(folder: Path) -> bool:
    """Say whether this file system records a plain reading, so that its absence means something."""
    probe = aged(tree(folder, {"probe": "x"}) / "probe")
    probe.read_bytes()
    return times(probe)[0] != ACCESSED


def refusing(number: int) -> Callable[..., NoReturn]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return refuse


def x(stream: BinaryIO) -> None:
    stream.write(b"x")


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "不存在"),
        (errno.EACCES, "没有权限"),
        (errno.ENOSPC, "磁盘已满，请腾出空间后重试"),
        (errno.EISDIR, "这是文件夹，不是文件"),
        (errno.ELOOP, "链接循环"),
        (errno.EXDEV, f"系统拒绝（{os.strerror(errno.EXDEV)}）"),
    ],
)
def test_a_refusal_of_the_system_is_explained_in_chinese(number: int, said: str) -> None:
    assert disk.reason(OSError(number, os.strerror(number))) == said


def test_a_file_open_in_word_is_said_to_be_in_use() -> None:
    error = OSError(errno.EACCES, "denied")
    setattr(error, "winerror", 32)  # noqa: B010  # Windows alone has it
    assert disk.reason(error) == "正被其他程序占用，请关闭后重试"


def test_an_error_without_a_number_keeps_its_words() -> None:
    assert disk.reason(OSError("odd")) == "系统拒绝（odd）"


@pytest.mark.parametrize("refusal", [InputError, CopyError])
def test_a_guarded_block_turns_errors_of_the_system_alone(refusal: type[ArchiveError]) -> None:
    with pytest.raises(refusal, match=r"^无法打开 甲：没有权限$"), disk.guarded("无法打开 甲", refusal):
        raise PermissionError(errno.EACCES, "denied")
    with pytest.raises(ValueError, match="other"), disk.guarded("无法打开 甲", refusal):
        raise ValueError("other")


@pytest.mark.parametrize("use", [lambda p: disk.open_source(p).close(), disk.sha256], ids=["open", "hash"])
def test_reading_changes_no_time_of_a_source(use: Callable[[Path], object], tmp_path: Path) -> None:
    if not keeps_access_times(tmp_path):
        pytest.skip("this disk records no access times")
    path = aged(tree(tmp_path, {"源.txt": "内容"}) / "源.txt")
    use(path)
    with disk.open_source(path) as stream:
        stream.read()
    assert times(path) == (ACCESSED, CHANGED)


def test_listing_changes_no_time_of_a_folder(tmp_path: Path) -> None:
    if not keeps_access_times(tmp_path):
        pytest.skip("this disk records no access times")
    folder = aged(tree(tmp_path / "夹", {"a": "1"}))
    handle = disk.open_folder(str(folder))
    assert handle is not None
    assert os.listdir(handle) == ["a"]
    os.close(handle)
    assert times(folder) == (ACCESSED, CHANGED)


def test_a_source_of_another_owner_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tree(tmp_path, {"a": "内容"}) / "a"
    real = os.open

    def open_as_stranger(name: str, flags: int, *rest: int) -> int:
        if flags & disk._NOATIME:
            raise PermissionError(errno.EPERM, "not the owner")
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", open_as_stranger)
    with disk.open_source(path) as stream:
        assert stream.read() == "内容".encode()


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        disk.open_source(tmp_path)


@given(st.binary(max_size=2000))
def test_a_hash_is_that_of_the_content(data: bytes) -> None:
    import io

    assert disk.digest(io.BytesIO(data)) == sha(data)


def test_a_hash_covers_what_is_left(tmp_path: Path) -> None:
    path = tree(tmp_path, {"a": b"0123"}) / "a"
    with disk.open_source(path) as stream:
        stream.read(2)
        assert (disk.digest(stream), disk.sha256(path)) == (sha(b"23"), sha(b"0123"))


def test_a_write_makes_or_replaces_one_file(tmp_path: Path) -> None:
    tree(tmp_path, {"旧.txt": "旧"})
    disk.write(tmp_path / "旧.txt", b"new")
    disk.write(tmp_path / "新.txt", b"")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {
        "旧.txt": b"new",
        "新.txt": b"",
    }


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_all_as_it_was(
    step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tree(tmp_path, {"a.txt": "旧"})
    before = snapshot(tmp_path)
    monkeypatch.setattr(os if step == "fsync" else Path, step, refusing(errno.ENOSPC))
    with pytest.raises(InputError) as refused:
        disk.write(tmp_path / "a.txt", b"new")
    assert str(refused.value) == f"无法写入 {tmp_path / 'a.txt'}：磁盘已满，请腾出空间后重试"
    assert snapshot(tmp_path) == before


def test_an_interrupted_write_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"a.txt": "旧"}))

    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        disk.write(tmp_path / "a.txt", b"new")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("没有/a.txt", "不存在"),
        ("文件/a.txt", "这是文件，不是文件夹"),
        ("夹", "这是文件夹，不是文件"),
        ("长" * 90, "名称太长"),
    ],
)
def test_an_impossible_write_says_why(target: str, said: str, tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"文件": "", "夹/a": "1"}))
    with pytest.raises(InputError) as refused:
        disk.write(tmp_path / target, b"x")
    assert str(refused.value) == f"无法写入 {tmp_path / target}：{said}"
    assert snapshot(tmp_path) == before


KILLED = """
import os, sys
from pathlib import Path
from wenming_archive import disk
os.fsync = lambda handle: os._exit(9)
disk.write(Path(sys.argv[1]), b"new")
"""


def test_a_kill_in_mid_write_leaves_the_old_file_and_a_part(tmp_path: Path) -> None:
    tree(tmp_path, {"a.txt": "旧"})
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a.txt")], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False)  # fmt: skip
    left = [name for name in names(tmp_path) if name != "a.txt"]
    assert (done.returncode, (tmp_path / "a.txt").read_text("utf-8")) == (9, "旧")
    assert [name.startswith(".") and name.endswith(disk.PART) for name in left] == [True]


def test_a_copy_equals_its_source_which_is_untouched(tmp_path: Path) -> None:
    source = aged(tree(tmp_path, {"源.bin": bytes(range(256)) * 9000}) / "源.bin")
    disk.copy(source, tmp_path / "抄.bin", disk.sha256(source))
    if keeps_access_times(tmp_path):
        assert times(source) == (ACCESSED, CHANGED)
    assert (tmp_path / "抄.bin").read_bytes() == source.read_bytes()


def test_a_copy_never_overwrites(tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"a": "新", "b": "旧"}))
    with pytest.raises(CopyError) as refused:
        disk.copy(tmp_path / "a", tmp_path / "b", sha("新".encode()))
    assert str(refused.value) == f"{tmp_path / 'b'} 已存在，没有覆盖"
    assert snapshot(tmp_path) == before


def test_a_copy_does_not_write_through_a_dangling_link(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "新"})
    (tmp_path / "b").symlink_to(tmp_path / "outside")
    with pytest.raises(CopyError, match="已存在"):
        disk.copy(tmp_path / "a", tmp_path / "b", sha("新".encode()))
    assert not (tmp_path / "outside").exists()


def test_a_source_that_changed_is_not_copied(tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"a": "新"}))
    with pytest.raises(CopyError) as refused:
        disk.copy(tmp_path / "a", tmp_path / "b", sha(b"old"))
    assert str(refused.value) == f"{tmp_path / 'a'} 复制后校验不符：文件可能正在被修改，请稍后重新扫描"
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(("source", "target", "said"), [("没有", "b", "不存在"), ("a", "没有/b", "不存在"), ("夹", "b", "这是文件夹，不是文件")])  # fmt: skip
def test_an_impossible_copy_says_why(source: str, target: str, said: str, tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"a": "1", "夹/c": "1"}))
    with pytest.raises(CopyError) as refused:
        disk.copy(tmp_path / source, tmp_path / target, sha(b"1"))
    assert str(refused.value) == f"无法复制 {tmp_path / source} 到 {tmp_path / target}：{said}"
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_disk_without_hard_links_is_copied_to_all_the_same(
    number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tree(tmp_path, {"a": "新", "c": "旧"})
    monkeypatch.setattr(os, "link", refusing(number))
    disk.copy(tmp_path / "a", tmp_path / "b", sha("新".encode()))
    with pytest.raises(CopyError, match="已存在"):
        disk.copy(tmp_path / "a", tmp_path / "c", sha("新".encode()))
    assert {n: (tmp_path / n).read_text("utf-8") for n in names(tmp_path)} == {
        "a": "新",
        "b": "新",
        "c": "旧",
    }


def test_a_second_name_is_a_hard_link(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1"})
    disk.link(tmp_path / "a", tmp_path / "b", sha(b"1"))
    assert (tmp_path / "a").samefile(tmp_path / "b")


def test_a_second_name_is_a_copy_where_links_are_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1"})
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    disk.link(tmp_path / "a", tmp_path / "b", sha(b"1"))
    assert ((tmp_path / "b").read_bytes(), (tmp_path / "a").samefile(tmp_path / "b")) == (b"1", False)


@pytest.mark.parametrize("act", [lambda a, b: disk.link(a, b, sha(b"1")), disk.move], ids=["link", "move"])
def test_no_name_that_is_taken_is_given_again(act: Callable[[Path, Path], None], tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, {"a": "1", "b": "2"}))
    with pytest.raises(CopyError) as refused:
        act(tmp_path / "a", tmp_path / "b")
    assert str(refused.value) == f"{tmp_path / 'b'} 已存在，没有覆盖"
    assert snapshot(tmp_path) == before


def test_a_move_renames(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1"})
    disk.move(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == ["b"]


def test_an_impossible_move_says_why(tmp_path: Path) -> None:
    with pytest.raises(CopyError) as refused:
        disk.move(tmp_path / "a", tmp_path / "b")
    assert str(refused.value) == f"无法把 {tmp_path / 'a'} 改名为 {tmp_path / 'b'}：不存在"


def test_a_folder_is_made_with_its_parents_once(tmp_path: Path) -> None:
    for _ in range(2):
        disk.make_folder(tmp_path / "甲" / "乙")
    assert (tmp_path / "甲" / "乙").is_dir()


@pytest.mark.parametrize(("path", "said"), [("文件/乙", "这是文件，不是文件夹"), ("文件", "已存在同名文件"), ("长" * 90, "名称太长")])  # fmt: skip
def test_an_impossible_folder_says_why(path: str, said: str, tmp_path: Path) -> None:
    tree(tmp_path, {"文件": ""})
    with pytest.raises(InputError) as refused:
        disk.make_folder(tmp_path / path)
    assert str(refused.value) == f"无法建立文件夹 {tmp_path / path}：{said}"


def test_a_folder_that_cannot_be_forced_to_disk_is_no_error(tmp_path: Path) -> None:
    disk.sync_folder(tmp_path / "没有")
    disk.sync_folder(tmp_path)


@pytest.mark.skipif(as_root(), reason="permissions do not bind root")
def test_a_locked_folder_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="没有权限"):
        disk.write(tmp_path / "a", b"1")


def test_a_copy_can_keep_the_time_of_its_source(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "x"})
    disk.copy(tmp_path / "a", tmp_path / "b", sha(b"x"), mtime_ns=CHANGED)
    assert (tmp_path / "b").stat().st_mtime_ns == CHANGED


def test_a_new_file_is_whole_and_over_nothing(tmp_path: Path) -> None:
    disk.make(tmp_path / "a", x)
    with pytest.raises(ArchiveError, match="已存在，没有覆盖"):
        disk.make(tmp_path / "a", x)
    with pytest.raises(InputError, match="磁盘已满"):
        disk.make(tmp_path / "b", refusing(errno.ENOSPC))
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == {"a": b"x"}


def test_a_new_folder_has_its_name_once_it_is_filled(tmp_path: Path) -> None:
    with disk.new_folder(tmp_path / "包") as part:
        disk.fill_file(part / "a/b", x)
        assert os.listdir(tmp_path) == [part.name] and part.name.endswith(disk.PART)
    assert names(tmp_path) == ["包/a/b"] and (tmp_path / "包/a/b").read_bytes() == b"x"


@pytest.mark.parametrize("error", [KeyboardInterrupt, CopyError("x"), OSError(errno.ENOSPC, "full")])
def test_a_new_folder_that_is_not_filled_leaves_nothing(
    error: BaseException | type[BaseException], tmp_path: Path
) -> None:
    with pytest.raises((KeyboardInterrupt, ArchiveError)), disk.new_folder(tmp_path / "包") as part:
        disk.fill_file(part / "a/b", x)
        raise error
    assert os.listdir(tmp_path) == []


def test_a_new_folder_is_made_over_nothing_not_even_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    with pytest.raises(InputError, match="已存在，没有覆盖"), disk.new_folder(tmp_path / "包"):
        pass
    assert os.listdir(tmp_path) == ["包"]


def test_what_was_left_half_made_is_removed_and_links_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, {"夹/a/b": "", "单": "", "外面/x": ""})
    (tmp_path / "链接").symlink_to(tmp_path / "外面")
    for name in ("夹", "单", "链接", "没有"):
        disk.discard(tmp_path / name)
    assert names(tmp_path) == ["外面/x"] and os.listdir(tmp_path) == ["外面"]


def kept(folder: Path) -> list[str]:
    """Return what the kept versions hold, in the order of their names."""
    return [path.read_text("utf-8") for path in sorted(folder.iterdir())]


def versions(folder: Path, most: int, *texts: str) -> Path:
    """Let a file say one text after the other; each is kept before the next is written."""
    for text in texts:
        disk.write(folder / "a.yaml", text.encode())
        disk.keep_version(folder / "a.yaml", folder / "以前/再前", most)
    return folder / "以前/再前"


def test_versions_are_kept_in_the_order_of_time_even_within_a_second(tmp_path: Path) -> None:
    assert kept(versions(tmp_path, 5, "甲", "乙", "丙")) == ["甲", "乙", "丙"]


def test_of_too_many_versions_the_last_are_kept(tmp_path: Path) -> None:
    tree(tmp_path / "以前/再前", {"b 2020.yaml": "别的文件", "a.yaml": "不是版本"})
    folder = versions(tmp_path, 2, "甲", "乙", "丙", "丁")
    assert sorted(kept(folder)) == sorted(["别的文件", "不是版本", "丙", "丁"])


def test_a_kept_version_does_not_change_with_the_file(tmp_path: Path) -> None:
    folder = versions(tmp_path, 5, "甲")
    disk.write(tmp_path / "a.yaml", b"new")
    assert kept(folder) == ["甲"]


def test_where_links_are_unknown_a_version_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    assert kept(versions(tmp_path, 5, "甲", "乙")) == ["甲", "乙"]


@pytest.mark.parametrize("function", ["link", "mkdir"])
def test_a_version_that_cannot_be_kept_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    tree(tmp_path, {"a.yaml": "甲"})
    monkeypatch.setattr(os, function, refusing(errno.ENOSPC))
    monkeypatch.setattr(shutil, "copyfile", refusing(errno.ENOSPC))
    disk.keep_version(tmp_path / "a.yaml", tmp_path / "以前", 5)
    disk.keep_version(tmp_path / "没有的.yaml", tmp_path / "以前", 5)
    assert names(tmp_path) == ["a.yaml"]
