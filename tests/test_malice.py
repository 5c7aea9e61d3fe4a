"""2,000 hostile names and paths: on the disk, in containers, in the catalogue, in decisions.

Nothing leaves the workspace, nothing is missing from the list, every copy has a name that all systems
take, and no terminal and no document is steered by what a name holds.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import re
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import lxml.html
import openpyxl
import pytest
import yaml

import malice
from builders import snapshot
from changes import heard
from conftest import Archive, Ran
from packing import seven_zip
from sitting import ask_about_all, sit
from wenming_archive import scan
from wenming_archive.catalogue import load
from wenming_archive.read import member_names, zipped
from wenming_archive.workspace import MANIFEST, PROVENANCE

SEED = 20231122
ON_DISK, IN_ZIP, IN_7Z, IN_MAIL, CODES = 700, 500, 100, 60, 160
#: What the names beside these are for: titles, captions, units, notes.
TEXTS = 480
#: What the program itself puts into 材料/ beside indicators' folders.
OWN = (MANIFEST, PROVENANCE)
#: Lines that a name would like to pass off as the program's.
FORGERY = "伪造"


@pytest.fixture(scope="module")
def given() -> Iterator[dict[str, list[str]]]:
    """Give all names, by what they are used for."""
    made = iter(list(malice.names(SEED, ON_DISK + IN_ZIP + IN_7Z + IN_MAIL + CODES + TEXTS)))
    counts = {"disk": ON_DISK, "zip": IN_ZIP, "7z": IN_7Z, "mail": IN_MAIL, "codes": CODES, "texts": TEXTS}
    yield {use: [next(made) for _ in range(count)] for use, count in counts.items()}


def body(n: object) -> bytes:
    """Return a small content; no two are alike."""
    return f"学雷锋志愿服务活动记录之{n}\n开展活动{n}次。".encode()


def put(folder: Path, names: Sequence[str]) -> int:
    """Write files with hostile names below ``folder``, as far as the disk takes them; return how many."""
    rng, made = random.Random(SEED), 0
    folder.mkdir()
    folders = [os.fsencode(folder)]
    for n, name in enumerate(names):
        raw = name.replace("\0", "").replace("/", "" if n % 2 else "_").encode("utf-8", "surrogatepass")
        if n % 11 == 0:
            raw += rng.choice([b"\xff", b"\xb5\xb5", b"\xed\xa0\x80", "通知".encode("gb18030")])
        if n % 7 == 0 and raw.strip(b". "):
            made_folder = os.path.join(rng.choice(folders), raw[:200])  # noqa: PTH118  # bytes
            if not os.path.lexists(made_folder):
                os.mkdir(made_folder)  # noqa: PTH102
                folders.append(made_folder)
        path = os.path.join(rng.choice(folders), raw[:200] + malice.ending(SEED, n).encode())  # noqa: PTH118
        if os.path.basename(path) not in (b"", b".", b"..") and not os.path.lexists(path):  # noqa: PTH119
            with open(path, "wb") as file:
                file.write(body(n))
            made += 1
    return made


def packed(names: Sequence[str]) -> bytes:
    """Return a zip whose members have hostile names, some of them twice, and some not in UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n, name in enumerate(names):
            info = zipfile.ZipInfo("x", (2023, 5, 6, 10, 20, 30))
            info.filename = name.encode("utf-8", "replace").decode().replace("\0", "\x01") + malice.ending(
                SEED, n
            )
            archive.writestr(info, body(f"压{n}"))
    return out.getvalue()


def posted(names: Sequence[str]) -> bytes:
    """Return a mail whose attachments have hostile names, spelt in percents as RFC 2231 has it."""
    lines = [
        "From: a@b.cn",
        "To: c@d.cn",
        "Date: Mon, 2 Jan 2023 08:00:00 +0800",
        "MIME-Version: 1.0",
        "Subject: =?utf-8?b?5a2m6Zu36ZSLGFtK4oCudHh0?=",
        'Content-Type: multipart/mixed; boundary="=x"',
        "",
    ]
    lines += ["--=x", "Content-Type: text/plain; charset=utf-8", "", "学雷锋志愿服务，见附件", ""]
    for n, name in enumerate(names):
        spelt = quote(f"{name}.txt", safe="", errors="replace")
        lines += ["--=x", "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64"]
        lines += [f"Content-Disposition: attachment; filename*=utf-8''{spelt}", ""]
        lines += [b64encode(body(f"邮{n}")).decode(), ""]
    return "\r\n".join([*lines, "--=x--", ""]).encode()


def branches(codes: Sequence[str], texts: Sequence[str]) -> dict[str, Any]:
    """Return a catalogue of hostile codes and titles, three levels deep."""
    title = iter([*(text for text in texts if text.strip()), *"标题" * len(codes)])

    def node(code: str, **more: Any) -> dict[str, Any]:
        return {"code": code, "title": next(title), "standard": next(title), **more}

    lead = next(title)
    needs = [{"kind": "summary", "min": 2, "note": next(title)}]
    tops = [
        node(
            codes[n],
            children=[node(codes[n + 1], children=[node(c, evidence=needs) for c in codes[n + 2 : n + 8]])],
        )
        for n in range(0, len(codes) - 2, 8)
    ]
    tops[0]["children"][0]["lead"] = "甲"
    units = [{"id": "甲", "name": lead, "aliases": [next(title)]}]
    return {"title": f"体系{next(title)}", "edition": next(title), "units": units, "indicators": tops}


def sound(codes: Sequence[str]) -> list[str]:
    """Return the codes that a catalogue may hold: each once, with nothing in it that nobody sees."""
    stripped = dict.fromkeys(code.strip() for code in codes)
    return [code for code in stripped if code and not malice.forged(code, "")]


def printed(ran: Ran) -> str:
    """Return what a command printed, having looked whether it steers or forges anything."""
    for text in (ran.out, ran.err):
        assert malice.forged(text) == []
        assert not [line for line in text.split("\n") if line.startswith(FORGERY)]
    return ran.out


def look(archive: Archive, folder: Path) -> None:
    """Look at the workspace by every command that prints names, and ask for what is not there."""
    for command in (
        ["list"],
        ["gaps"],
        ["gaps", "--by", "unit"],
        ["gaps", "--by", "kind"],
        ["catalogue", "show"],
    ):
        assert printed(archive(*command))
    for source in random.Random(SEED).sample(sorted(archive.items()), 3):
        printed(archive("why", source))
        printed(archive("why", source[:-1]))
    evil = f"没有\x1b]0;x\x07\u202e\n{FORGERY}"
    for command in (
        ["why", evil],
        ["list", "--status", evil],
        ["list", "--indicator", evil],
        [evil],
        ["list", evil],
    ):
        ran = archive(*command)
        printed(ran)
        assert ran.status == 2 and FORGERY in ran.err
    printed(archive("gaps", "-o", folder / evil / "x.csv"))
    printed(archive("review", "--suspects"))


def documents(archive: Archive) -> None:
    """Write every document, read it back, and look whether it hides, runs or fetches anything."""
    output = archive.root / "输出"
    for by in ("indicator", "unit", "kind"):
        for form in ("csv", "md", "json"):
            assert archive("gaps", "--by", by, "-o", output / f"缺口.{form}").status == 0
            text = (output / f"缺口.{form}").read_bytes().decode("utf-8").removeprefix("\ufeff")
            assert malice.forged(text, "\r\n") == []
            CHECKS[form](text)
    assert archive("export-docx").status == 0
    document = docx.Document(str(output / "测评材料汇编.docx"))
    shown = [p.text for p in document.paragraphs]
    shown += [text.text or "" for text in document.element.body.iter("{*}t")]
    assert malice.forged("".join([*shown, document.core_properties.title]), "\n\t") == []
    assert not [rel for rel in document.part.rels.values() if rel.is_external]
    assert archive("export-html").status == 0
    _page((output / "迎检档案.html").read_bytes().decode("utf-8"))


def _page(html: str) -> None:
    page = lxml.html.document_fromstring(html)
    assert malice.forged(html, "\n") == []
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert not [str(name) for node in page.iter() for name in node.attrib if str(name).startswith("on")]
    assert all(link.startswith(("#", "../%")) for link in page.xpath("//a/@href"))
    assert all(source.startswith("data:image/jpeg;base64,") for source in page.xpath("//@src"))


def _csv(text: str) -> None:
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    begun = [cell.lstrip(" '\"\u3000\xa0`")[:1] for cell in cells if not cell.startswith("'")]
    assert cells and not set(begun) & set("=+-@＝＋－＠")


def _markdown(text: str) -> None:
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert rows and {row.count("|") for row in rows if row.count("|") != rows[0].count("|")} == set()
    assert not [line for line in text.split("\n") if re.search(r"(?<!\\)(\\\\)*[\[<`]", line)]


CHECKS: dict[str, Callable[[str], object]] = {"csv": _csv, "md": _markdown, "json": json.loads}


def workbook(path: Path) -> None:
    """Look at every cell of a workbook."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink or (cell.data_type == "n" and cell.column != 1)]
    assert malice.forged("".join(str(cell.value) for cell in cells)) == []
    with zipfile.ZipFile(path) as packed:
        assert not [name for name in packed.namelist() if "external" in name.lower()]


def copies(archive: Archive) -> list[str]:
    """Return what stands in 材料/, having looked whether every system takes it."""
    evidence = archive.root / "材料"
    for folder, folders, files in os.walk(evidence):
        inside = [*folders, *files]
        if Path(folder) == evidence:
            inside = [name for name in inside if name not in OWN]
        assert {name: malice.flaws(name) for name in inside if malice.flaws(name)} == {}
        assert malice.clashes(inside) == []
    made = [p.relative_to(evidence).as_posix() for p in evidence.rglob("*") if p.is_file()]
    made = [name for name in made if name not in OWN]
    assert all(len(f"{archive.root}/{name}") <= 260 for name in made)
    return made


def expected(folder: Path, given: dict[str, list[str]]) -> set[str]:
    """Return the contents that are to be listed: of all but litter and what is hidden."""
    wanted = scan.wanted(())
    found = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".zip", ".7z")
        if all(wanted(scan.display(part)) for part in path.relative_to(folder).parts)
    }
    with zipfile.ZipFile(folder / "压缩.zip") as packed:
        members = [
            (zipped.name_of(info), packed.read(info)) for info in packed.infolist() if not info.is_dir()
        ]
    members += [(f"{n}{name}", body(f"七{n}")) for n, name in enumerate(given["7z"])]
    members += [(f"{name}.txt", body(f"邮{n}")) for n, name in enumerate(given["mail"])]
    kept = [data for name, data in members if all(map(wanted, member_names.safe(name).split("/")))]
    return found | {hashlib.sha256(data).hexdigest() for data in kept}


def decide(archive: Archive, codes: Sequence[str], texts: Sequence[str]) -> None:
    """Put every item under an indicator, by decisions whose every word is hostile."""
    rows = [
        {
            "sha256": item["sha256"],
            "path": texts[n % len(texts)],
            "assign": [codes[n % len(codes)], texts[n % 7]],
        }
        | ({"caption": texts[-n % len(texts)]} if n % 3 == 0 else {})
        for n, item in enumerate(archive.items().values())
    ]
    notes = [{"code": texts[n], "note": texts[n + 1]} for n in range(20)]
    text = yaml.safe_dump({"items": rows, "not_held": notes})
    (archive.root / "decisions.yaml").write_text(text, "utf-8")


def found(archive: Archive, given: dict[str, list[str]]) -> None:
    """Give the workspace a hostile catalogue."""
    catalogue = branches(sound(given["codes"]), given["texts"])
    (archive.root / "catalogue.yaml").write_text(yaml.safe_dump(catalogue, sort_keys=False), "utf-8")


@pytest.fixture
def world(
    archive: Archive, tmp_path: Path, given: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Make the sources and the catalogue of the workspace."""
    found(archive, given)
    folder = tmp_path / "资料"
    put(folder, given["disk"])
    (folder / "压缩.zip").write_bytes(packed(given["zip"]))
    with monkeypatch.context() as patch:
        patch.setattr("py7zr.py7zr.check_archive_path", lambda _: True)  # it would not write them
        members = {f"{n}{name}".replace("\0", ""): body(f"七{n}") for n, name in enumerate(given["7z"])}
        (folder / "另.7z").write_bytes(seven_zip(members))
    (folder / "信.eml").write_bytes(posted(given["mail"]))
    return folder


def _passing(path: str) -> bool:
    """Say whether a path is where processes speak to each other, or a file without a name."""
    place = tempfile.gettempdir()
    return path == place or path.startswith(os.path.join(place, "pymp-"))  # noqa: PTH118


def test_nothing_comes_of_hostile_names(
    archive: Archive, tmp_path: Path, given: dict[str, list[str]], world: Path
) -> None:
    outside = snapshot(world), sorted(p.name for p in tmp_path.iterdir())
    leaves = [leaf.code for leaf in load.load(archive.root / "catalogue.yaml").leaves]
    changed: list[str] = []
    with heard(changed.append):
        assert "扫描完成" in printed(archive("scan", world))
        listed = archive.items()
        assert expected(world, given) - {item["sha256"] for item in listed.values()} == set()
        decide(archive, leaves, given["texts"])
        for pattern in ("{code}-{nn} {title}{ext}", "con.{original}{nn}{title}{ext}"):
            settings = archive.root / "archive.yaml"
            settings.write_text(
                re.sub("file_name: .*", f'file_name: "{pattern}"', settings.read_text("utf-8")), "utf-8"
            )
            ran = archive("scan", "--json")
            assert malice.forged(ran.out) == [] and ran.json["failed"] == []
            items = archive.items()
            filed = [copy for item in items.values() for copy in item["filed_as"]]
            assert sorted(copies(archive)) == sorted(copy.removeprefix("材料/") for copy in set(filed))
        assert items.keys() == listed.keys() and {i["status"] for i in items.values()} <= {
            "filed",
            "duplicate",
        }
        look(archive, tmp_path)
        documents(archive)
    assert (snapshot(world), sorted(p.name for p in tmp_path.iterdir())) == outside
    assert [
        path for path in changed if not Path(path).is_relative_to(archive.root) and not _passing(path)
    ] == []


def test_a_review_shows_hostile_names_and_is_not_forged(
    archive: Archive, tmp_path: Path, given: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found(archive, given)
    put(tmp_path / "资料", given["texts"][:60])
    archive("scan", tmp_path / "资料")
    ask_about_all(archive, monkeypatch)
    archive("scan")
    for keys in (["d", "s", "c \x1b[2J\n伪造", "9", "1", "u", "i", "\u202e"], ["s"] * 60):
        assert "还有" in printed(sit(archive, monkeypatch, keys))
    assert archive("review", "--to", archive.root / "输出/问.xlsx").status == 0
    workbook(archive.root / "输出/问.xlsx")


def test_codes_with_signs_that_nobody_sees_are_refused_each_with_its_line(
    archive: Archive, given: dict[str, list[str]]
) -> None:
    hidden = list(dict.fromkeys(code.strip() for code in given["codes"] + given["texts"]))
    hidden = [code for code in hidden if code and malice.forged(code, "")]
    leaves = [{"code": code, "title": "标题"} for code in hidden]
    (archive.root / "catalogue.yaml").write_text(
        yaml.safe_dump({"title": "t", "indicators": leaves}), "utf-8"
    )
    ran = archive("catalogue", "check")
    printed(ran)
    assert ran.status == 2 and ran.err.count("看不见的字符") == len(hidden) > 100
