"""Running LibreOffice: found or not, in its own place, and what goes wrong stays with one document."""

from __future__ import annotations

import ast
import contextlib
import errno
import io
import os
import signal
import socket
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from guard import sitecustomize as network
from rendering import marked, needs_office, paper, posix, stand_in, texts
from wenming_archive.errors import InputError
from wenming_archive.render import office, pages
from wenming_archive.render.office import Made, Paper


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without LibreOffice."""
    monkeypatch.delenv(office.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_usual", lambda: iter(()))
    return tmp_path


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the stand-in notes how it was called."""
    program, log = stand_in(tmp_path / "program")
    monkeypatch.setenv(office.VARIABLE, str(program))
    return log


def runs(log: Path) -> list[tuple[list[str], str, dict[str, str]]]:
    return [ast.literal_eval(line) for line in log.read_text("utf-8").splitlines()]


def said(made: Made) -> Any:
    return made.path.read_bytes() if made.path else made.reason


def converted(tmp_path: Path, *contents: bytes, limit: float = 30.0) -> list[Any]:
    out = tmp_path / "out"
    out.mkdir()
    return [said(one) for one in office.to_pdf([paper(c) for c in contents], out, limit=limit)]


def test_without_it_one_sentence_says_how_to_get_it(nothing: Path) -> None:
    with pytest.raises(InputError, match=r"^未找到 LibreOffice，没有导出；请安装它.*ARCHIVE_SOFFICE"):
        office.find()


@posix
@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_it_is_found_on_the_path(nothing: Path, name: str) -> None:
    program = stand_in(nothing)[0].rename(nothing / name)
    assert office.find() == program


@posix
def test_it_is_found_where_its_installer_puts_it(nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, _ = stand_in(nothing / "LibreOffice" / "program")
    monkeypatch.setattr(office, "_usual", lambda: iter(["/nowhere/soffice", str(program)]))
    assert office.find() == program


def test_its_usual_places_are_those_of_the_three_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ProgramFiles", "C:/Program Files")
    places = [place.replace("\\", "/") for place in office._usual()]
    assert "C:/Program Files/LibreOffice/program/soffice.exe" in places
    assert "/Applications/LibreOffice.app/Contents/MacOS/soffice" in places
    assert "/usr/lib/libreoffice/program/soffice" in places


@posix
def test_the_one_that_is_named_comes_first(nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(nothing)
    own, _ = stand_in(nothing / "own")
    monkeypatch.setenv(office.VARIABLE, str(own))
    assert office.find() == own


def test_a_wrong_name_is_told_not_passed_over(nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "/没有/soffice")
    with pytest.raises(InputError, match=r"ARCHIVE_SOFFICE 指的 /没有/soffice 不是可以运行的程序"):
        office.find()


@posix
def test_many_go_in_one_run_and_come_back_in_order(log: Path, tmp_path: Path) -> None:
    contents = [b"%d" % n for n in range(7)]
    assert converted(tmp_path, *contents) == [b"%%PDF %d %%%%EOF" % n for n in range(7)]
    assert len(runs(log)) == 1


@posix
def test_it_works_in_its_own_place_with_its_own_profile(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("DISPLAY", ":0"), ("https_proxy", "http://x"), ("HTTP_PROXY", "http://x")):
        monkeypatch.setenv(name, value)
    converted(tmp_path, b"a")
    ((arguments, place, environment),) = runs(log)
    (profile,) = [a for a in arguments if a.startswith("-env:UserInstallation=file://")]
    assert profile.endswith(f"{place}/profile") and Path(place).name.startswith("archive-")
    assert arguments[-1] == f"{place}/000000.docx" and "--headless" in arguments
    assert not {"DISPLAY", "https_proxy", "HTTP_PROXY"} & set(environment)
    assert not Path(place).exists()


@posix
@pytest.mark.parametrize("fault", [b"refuse", b"die"])
def test_one_that_fails_costs_itself(log: Path, tmp_path: Path, fault: bytes) -> None:
    made = converted(tmp_path, b"a", fault, b"b")
    assert made == [b"%PDF a %%EOF", office.REFUSED, b"%PDF b %%EOF"]


@posix
def test_one_that_hangs_costs_itself_and_nothing_of_it_is_left(log: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    made = converted(tmp_path, b"a", b"child hang", b"b", limit=0.7)
    assert made == [b"%PDF a %%EOF", office.SLOW, b"%PDF b %%EOF"]
    assert time.monotonic() - began < 10
    assert not _alive(int(log.with_name("log.pid").read_text("ascii")))


def _alive(process: int) -> bool:
    for _ in range(50):
        with contextlib.suppress(OSError):
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text("ascii").split(")")[1].split()[0] == "Z":
                return False
            time.sleep(0.05)
            continue
        return False
    return True


def broken(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> Path:
    """Put a program that does the same whatever it is given in LibreOffice's place; return where it notes its runs."""
    folder.mkdir()
    program, log = folder / "soffice", folder / "log"
    program.write_text(f"#!/bin/sh\necho run >> {log}\n{does}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(program))
    return log


@posix
@pytest.mark.parametrize("does", ["exec sleep 60", "exit 1"])
def test_one_that_does_nothing_at_all_is_given_up_after_the_first_run(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = broken(tmp_path / "program", monkeypatch, does)
    began = time.monotonic()
    with pytest.raises(InputError, match=r"^LibreOffice 没有反应.*请关掉"):
        converted(tmp_path, *(b"%d" % n for n in range(40)), limit=0.5)
    assert log.read_text("utf-8") == "run\n" * 2 and time.monotonic() - began < 8


@posix
def test_before_a_long_task_it_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = broken(tmp_path / "program", monkeypatch, "exec sleep 60")
    monkeypatch.setattr(office, "_PROBED_IN", 0.5)
    with pytest.raises(InputError, match="没有反应"):
        converted(tmp_path, b"volume", limit=20 * office.LIMIT)
    assert log.read_text("utf-8") == "run\n"


@posix
def test_documents_that_all_fail_are_told_one_by_one_where_it_works(log: Path, tmp_path: Path) -> None:
    made = converted(tmp_path, b"refuse", b"die", b"child hang", limit=1.5)
    assert made == [office.REFUSED, office.REFUSED, office.SLOW]
    tried = [Path(arguments[-1]).name for arguments, _, _ in runs(log)]
    assert tried.count("probe.fodt") == 2  # of all together, and of the one that hung alone


@posix
def test_a_full_disk_is_no_fault_of_the_document(log: Path, tmp_path: Path) -> None:
    def full() -> Any:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(InputError, match="排版：磁盘已满，请腾出空间后重试"):
        office.to_pdf([Paper(full, ".docx")], tmp_path)


@posix
def test_what_it_works_on_lies_in_the_callers_folder(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    office.to_pdf([paper(b"a")], out)
    assert Path(runs(log)[0][1]).parent == out
    pages.pdf(b"b", out)
    assert {Path(place).parents[1] for _, place, _ in runs(log)[1:]} == {out}
    assert [path.name for path in out.iterdir()] == ["000000.pdf"]


@posix
def test_ctrl_c_ends_it_at_once(log: Path, tmp_path: Path) -> None:
    def press() -> None:
        for _ in range(200):
            if log.with_name("log.pid").exists():
                break
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press).start()
    with pytest.raises(KeyboardInterrupt):
        converted(tmp_path, b"child hang")
    assert not _alive(int(log.with_name("log.pid").read_text("ascii") or 0))
    assert not Path(runs(log)[0][1]).exists()


@posix
def test_each_is_told_once_as_it_is_finished(log: Path, tmp_path: Path) -> None:
    def gone() -> Any:
        raise FileNotFoundError

    told: list[int] = []
    papers = [paper(b"a"), Paper(gone, ".docx"), paper(b"refuse"), paper(b"b")]
    made = office.to_pdf(papers, tmp_path, told.append)
    assert sorted(told) == [0, 1, 2, 3]
    assert [one.reason for one in made] == ["", office.UNREAD, office.REFUSED, ""]


@posix
def test_web_pages_are_opened_as_texts(log: Path, tmp_path: Path) -> None:
    office.to_pdf([paper(b"a", ".html"), paper(b"b"), paper(b"c", ".html")], tmp_path)
    hows = [[a for a in arguments if a.startswith("--infilter")] for arguments, _, _ in runs(log)]
    assert hows == [["--infilter=HTML (StarWriter)"], []]


@posix
def test_the_folder_is_the_callers_own(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (made,) = office.to_pdf([paper(b"a")], Path())
    assert made.path == tmp_path / "000000.pdf" and made.path.exists()


@posix
def test_nothing_to_do_starts_nothing(log: Path, tmp_path: Path) -> None:
    assert office.to_pdf([], tmp_path) == []
    assert not log.exists()


@needs_office
def test_real_documents_become_pages_and_damage_stays_with_one(tmp_path: Path) -> None:
    page = '<html><head><meta charset="utf-8"></head><body><p>网页上的通知</p></body></html>'
    papers = [
        paper(marked("cover", "leaf1")),
        paper(marked("cover")[:500]),
        paper(page.encode(), ".html"),
    ]
    made = office.to_pdf(papers, tmp_path)
    assert [one.reason for one in made] == ["", office.REFUSED, ""]
    found = [texts(one.path.read_bytes()) if one.path else [] for one in made]
    assert found == [["cover 标题", "leaf1 标题"], [], ["网页上的通知"]]


@needs_office
def test_nothing_is_fetched_that_a_document_names(tmp_path: Path) -> None:
    """Hold against a server that would note whoever calls."""
    calls: list[bytes] = []
    with network.opened(), socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = f'<html><head><link rel="stylesheet" href="{address}/a.css"></head><body>有图<img src="{address}/b.png"></body></html>'
        made = office.to_pdf([paper(page.encode(), ".html"), paper(_linked(address))], tmp_path)
        with contextlib.suppress(TimeoutError):
            calls.append(server.accept()[0].recv(100))
    assert calls == []
    assert all(one.path for one in made)


def _linked(address: str) -> bytes:
    """Return a .docx with a picture that lies elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(marked("cover"))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                shape = (
                    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape '
                    'style="width:100pt;height:50pt"><v:imagedata r:id="rId99" '
                    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
                    "</v:shape></w:pict></w:r></w:p><w:sectPr"
                )
                data = data.replace(b"<w:sectPr", shape.encode(), 1)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
                row = (
                    f'<Relationship Id="rId99" Type="{kind}" Target="{address}/c.png" TargetMode="External"/>'
                )
                data = data.replace(b"</Relationships>", row.encode() + b"</Relationships>")
            target.writestr(name, data)
    return out.getvalue()
