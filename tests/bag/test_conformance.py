"""Bags right and wrong, version by version, after RFC 8493 and its drafts: each as a folder and as a zip."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bags import PAYLOAD, Files, bag, codes, declaration, manifest, told, zipped
from builders import tree
from wenming_archive.bag import check
from wenming_archive.bag.tags import VERSIONS

ALL, OLD, NEW = VERSIONS, VERSIONS[:-1], VERSIONS[-1:]
VALID, WARNING = "", "note"


@dataclass(frozen=True)
class Case:
    """A bag, made for a version, and what must be said of it: nothing, a note, or a fault of a code."""

    name: str
    versions: tuple[str, ...]
    made: Callable[[str], Mapping[str, bytes]]
    wanted: str
    #: Part of the sentence, where there is one.
    said: str = ""


def changed(**changes: bytes | None) -> Callable[[str], Files]:
    """Return what makes a right bag and then changes files (``None`` takes one away); ``__`` is a dot."""

    def made(version: str) -> Files:
        files = bag(version=version)
        for name, data in changes.items():
            files[name.replace("__", ".").replace("_", "-")] = data or b""
            if data is None:
                del files[name.replace("__", ".").replace("_", "-")]
        return files

    return made


def with_payload(*paths: str, algorithm: str = "sha256") -> Callable[[str], Files]:
    return lambda version: bag({path: path.encode() for path in paths}, version, algorithm)


def listing(rows: str | bytes, files: Mapping[str, bytes] = PAYLOAD) -> Callable[[str], Files]:
    """Return what makes a bag of ``files`` with a payload manifest as it is written here."""

    def made(version: str) -> Files:
        data = rows.encode() if isinstance(rows, str) else rows
        return {"bagit.txt": declaration(version), "manifest-sha256.txt": data, **files}

    return made


def rewritten(change: Callable[[str], str], files: Mapping[str, bytes] = PAYLOAD) -> Callable[[str], Files]:
    """Return what makes a bag of ``files`` whose payload manifest was changed as text."""
    return listing(change(manifest(files).decode()), files)


def with_tag(name: str, data: bytes | str) -> Callable[[str], Files]:
    content = data.encode() if isinstance(data, str) else data
    return lambda version: bag(version=version, tags={name: content})


def declared(data: bytes | str) -> Callable[[str], Files]:
    content = data if isinstance(data, bytes) else data.encode()
    return lambda version: {
        **bag(),
        "tagmanifest-sha256.txt": b"",
        "bagit.txt": content,
        **_no_tag_manifest(),
    }


def _no_tag_manifest() -> Files:
    return {"tagmanifest-sha256.txt": manifest({"manifest-sha256.txt": manifest(PAYLOAD)})}


def utf16(version: str) -> Files:
    made = {
        "bagit.txt": declaration(version, "UTF-16"),
        "manifest-md5.txt": manifest(PAYLOAD, "md5", "utf-16"),
    }
    made["bag-info.txt"] = "Source-Organization: 市图书馆\n".encode("utf-16")
    return {**made, "tagmanifest-md5.txt": manifest(made, "md5", "utf-16"), **PAYLOAD}


def gbk(version: str) -> Files:
    listed = {"bagit.txt": declaration(version, "GB18030")}
    return {**listed, "manifest-md5.txt": manifest(PAYLOAD, "md5", "gb18030"), **PAYLOAD}


def halves(version: str) -> Files:
    """Return a bag with two payload manifests, each of which lists one file of two."""
    first, second = ({path: data} for path, data in PAYLOAD.items())
    lists = {"manifest-md5.txt": manifest(first, "md5"), "manifest-sha512.txt": manifest(second, "sha512")}
    return {"bagit.txt": declaration(version), **lists, **PAYLOAD}


def disagreeing(version: str) -> Files:
    files = bag(version=version)
    del files["tagmanifest-sha256.txt"]
    return {**files, "manifest-md5.txt": manifest(dict.fromkeys(PAYLOAD, b"other"), "md5")}


def agreeing(version: str) -> Files:
    files = bag(version=version)
    lists = {f"manifest-{name}.txt": manifest(PAYLOAD, name) for name in ("md5", "sha1", "sha512")}
    extra = manifest({"bagit.txt": files["bagit.txt"], **lists, "manifest-sha256.txt": manifest(PAYLOAD)})
    return {**files, **lists, "tagmanifest-sha256.txt": extra}


def fetched(present: bool, row: str = "https://example.org/1 5 data/总结.txt\n") -> Callable[[str], Files]:
    def made(version: str) -> Files:
        files = bag(version=version, tags={"fetch.txt": row.encode()})
        if not present:
            del files["data/总结.txt"]
        return files

    return made


def nfd_on_disk(version: str) -> Files:
    name = "data/é.txt"
    files = listing(manifest({name: b"x"}), {})(version)
    return {**files, unicodedata.normalize("NFD", name): b"x"}


def two_forms_on_disk(version: str) -> Files:
    files = listing(manifest({"data/éé.txt": b"x"}), {})(version)
    return {**files, "data/e\u0301é.txt": b"x", "data/ée\u0301.txt": b"x"}


def both_forms_listed(version: str) -> Files:
    forms = {unicodedata.normalize(form, "data/é.txt"): b"x" for form in ("NFC", "NFD")}
    return {
        **listing(manifest(forms))(version),
        **PAYLOAD,
        **nfd_on_disk(version),
        "manifest-sha256.txt": manifest({**forms, **PAYLOAD}),
    }


HASH = manifest({"data/x": b"x"}).split()[0].decode()
X = {"data/x": b"x"}

CASES = [
    # The declaration (2.1.1)
    Case("basic", ALL, lambda version: bag(version=version), VALID),
    Case("no bagit.txt", NEW, changed(bagit__txt=None), "declaration", "缺少 bagit.txt"),
    Case("bagit.txt with a BOM", NEW, declared(codecs.BOM_UTF8 + declaration()), "declaration", "BOM"),
    Case(
        "bagit.txt in UTF-16",
        NEW,
        declared(declaration().decode().encode("utf-16")),
        "declaration",
        "不是 UTF-8",
    ),
    Case("bagit.txt is empty", NEW, declared(b""), "declaration", "恰好有两行"),
    Case(
        "bagit.txt with a third line",
        NEW,
        declared(declaration() + b"More: x\n"),
        "declaration",
        "恰好有两行",
    ),
    Case(
        "bagit.txt the wrong way round",
        NEW,
        declared(b"\n".join(declaration().split(b"\n")[1::-1])),
        "declaration",
    ),
    Case(
        "blank before the colon",
        NEW,
        declared("BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        "declaration",
    ),
    Case(
        "two blanks after the colon",
        NEW,
        declared("BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n"),
        "declaration",
        "空格",
    ),
    Case(
        "no blank after the colon",
        NEW,
        declared("BagIt-Version:1.0\nTag-File-Character-Encoding:UTF-8\n"),
        "declaration",
    ),
    Case("a version of the future", NEW, declared(declaration("2.0")), "declaration", "版本 2.0 不认识"),
    Case("no version at all", NEW, declared(declaration("one")), "declaration"),
    Case("an encoding nobody knows", NEW, declared(declaration(encoding="KLINGON")), "declaration", "编码"),
    Case("declaration ended by CR", NEW, declared(declaration().replace(b"\n", b"\r")), VALID),
    Case("declaration ended by CRLF", NEW, declared(declaration().replace(b"\n", b"\r\n")), VALID),
    Case("declaration without a last line end", NEW, declared(declaration().rstrip(b"\n")), VALID),
    # The payload (2.1.2)
    Case("no payload folder", ALL, listing("", {}), "missing", "缺少文件夹 data"),
    Case("a payload in folders", ALL, with_payload("data/一/二/三.txt", "data/一/四.txt"), VALID),
    Case(
        "names with blanks and signs",
        ALL,
        with_payload("data/a b  c.txt", "data/#&'\"*.txt", "data/-x"),
        VALID,
    ),
    Case("a name that ends in a blank", ALL, with_payload("data/a "), VALID),
    # Manifests (2.1.3, 2.4)
    *(
        Case(name, ALL, with_payload("data/x", algorithm=name), VALID)
        for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
    ),
    Case(
        "no manifest",
        ALL,
        changed(manifest_sha256__txt=None, tagmanifest_sha256__txt=None),
        "missing",
        "没有可用的校验清单",
    ),
    Case("only a tag manifest", ALL, changed(manifest_sha256__txt=None), "missing", "没有可用的校验清单"),
    Case(
        "only a manifest of an unknown algorithm",
        ALL,
        lambda v: {"bagit.txt": declaration(v), "manifest-crc32.txt": b"0 data/x\n", **X},
        "missing",
        "没有可用",
    ),
    Case(
        "an unknown algorithm besides", ALL, with_tag("manifest-crc32.txt", "0 data/x\n"), WARNING, "不认识"
    ),
    Case(
        "algorithm in capitals",
        ALL,
        lambda v: {"bagit.txt": declaration(v), "manifest-SHA-256.txt": manifest(X), **X},
        WARNING,
        "文件名不合规范",
    ),
    Case("several algorithms", ALL, agreeing, VALID),
    Case("several algorithms that disagree", ALL, disagreeing, "changed", "manifest-md5.txt"),
    Case("each file in one of two manifests", OLD, halves, VALID),
    Case("each file in one of two manifests", NEW, halves, "tag", "几份校验清单不一致"),
    Case(
        "checksums in capitals",
        ALL,
        rewritten(lambda rows: rows.replace(rows[:64], rows[:64].upper())),
        VALID,
    ),
    Case("tabs between checksum and path", ALL, rewritten(lambda rows: rows.replace("  ", "\t \t")), VALID),
    Case("one blank between checksum and path", ALL, rewritten(lambda rows: rows.replace("  ", " ")), VALID),
    Case("the star of md5sum", ALL, rewritten(lambda rows: rows.replace("  ", " *")), WARNING, "*"),
    Case("leading ./", ALL, rewritten(lambda rows: rows.replace("data/", "./data/")), WARNING, "“./”"),
    Case("doubled /", ALL, rewritten(lambda rows: rows.replace("data/", "data//")), WARNING),
    Case("lines ended by CR", ALL, rewritten(lambda rows: rows.replace("\n", "\r")), VALID),
    Case("lines ended by CRLF", ALL, rewritten(lambda rows: rows.replace("\n", "\r\n")), VALID),
    Case("no last line end", ALL, rewritten(lambda rows: rows.rstrip("\n")), VALID),
    Case("an empty line", ALL, rewritten(lambda rows: rows.replace("\n", "\n\n")), VALID),
    Case("a manifest with a BOM", ALL, rewritten(lambda rows: "\ufeff" + rows), WARNING, "BOM"),
    Case("a manifest that is no UTF-8", ALL, listing("0 data/总结".encode("gbk")), "tag", "编码"),
    Case("tag files in UTF-16", ALL, utf16, VALID),
    Case("tag files in GB18030", ALL, gbk, VALID),
    Case("a checksum that is too short", ALL, listing(f"{HASH[1:]}  data/x\n", X), "tag", "应有 64 位"),
    Case("a checksum that is none", ALL, listing("hello  data/x\n", X), "tag", "读不懂"),
    Case("a checksum without a path", ALL, listing(f"{HASH}\n", X), "tag", "读不懂"),
    Case("a wrong checksum", ALL, listing(f"{'0' * 64}  data/x\n", X), "changed", "校验值不符"),
    Case(
        "a listed file that is missing",
        ALL,
        rewritten(lambda rows: f"{rows}{HASH}  data/没有.txt\n"),
        "missing",
        "缺少 data/没有.txt",
    ),
    Case(
        "a file that is not listed",
        ALL,
        lambda v: {**bag(version=v), "data/多的.txt": b"x"},
        "extra",
        "多出 data/多的.txt",
    ),
    Case("a folder listed as a file", ALL, rewritten(lambda rows: f"{rows}{HASH}  data/照片\n"), "missing"),
    Case(
        "a tag file in the payload manifest",
        ALL,
        rewritten(lambda rows: rows + manifest({"bagit.txt": declaration()}).decode()),
        "tag",
        "不在 data",
    ),
    Case("listed twice", OLD, listing(f"{HASH}  data/x\n" * 2, X), WARNING, "是同一个文件"),
    Case("listed twice", NEW, listing(f"{HASH}  data/x\n" * 2, X), "tag", "只能列一次"),
    Case(
        "listed twice with two checksums",
        ALL,
        listing(f"{HASH}  data/x\n{'0' * 64}  data/x\n", X),
        "tag",
        "校验值却不同",
    ),
    Case(
        "what Macs and Windows leave behind",
        ALL,
        lambda v: {**bag(version=v), "data/.DS_Store": b"", "data/照片/Thumbs.db": b""},
        WARNING,
        "系统自动生成",
    ),
    Case("the same, but listed", ALL, with_payload("data/.DS_Store"), VALID),
    # Names (2.1.3, 6.1)
    Case(
        "line ends in a name, encoded",
        ALL,
        listing(f"{HASH}  data/a%0D%0Ab%0a.txt\n", {"data/a\r\nb\n.txt": b"x"}),
        VALID,
    ),
    Case(
        "a percent sign, encoded", NEW, listing(f"{HASH}  data/100%25.txt\n", {"data/100%.txt": b"x"}), VALID
    ),
    Case("a percent sign as it is", OLD, listing(f"{HASH}  data/100%.txt\n", {"data/100%.txt": b"x"}), VALID),
    Case("%25 as it is", OLD, listing(f"{HASH}  data/a%25.txt\n", {"data/a%25.txt": b"x"}), VALID),
    Case(
        "%25 as it is", NEW, listing(f"{HASH}  data/a%25.txt\n", {"data/a%25.txt": b"x"}), WARNING, "百分号"
    ),
    Case(
        "other signs are not encoded",
        NEW,
        listing(f"{HASH}  data/a%20b.txt\n", {"data/a b.txt": b"x"}),
        "missing",
    ),
    Case("NFC in the manifest, NFD on the disk", ALL, nfd_on_disk, WARNING, "NFC"),
    Case("a form that two files could have", ALL, two_forms_on_disk, "missing", "缺少 data/éé.txt"),
    Case("one file listed in both forms", ALL, both_forms_listed, WARNING),
    Case("names alike but for case", ALL, with_payload("data/a.txt", "data/A.txt"), WARNING, "只差大小写"),
    # Paths that lead out (5.1)
    *(
        Case(f"a path {path}", ALL, listing(f"{HASH}  data/x\n{HASH}  {path}\n", X), "unsafe", "指向包外")
        for path in (
            "../x",
            "data/../../x",
            "data/../data/x",
            "/etc/passwd",
            "~/x",
            "~root/x",
            "C:\\x",
            "c:x",
            "..\\x",
            "data\\..\\..\\x",
            "\\\\server\\x",
        )
    ),
    Case(
        "a path whose encoding hides it", NEW, listing(f"{HASH}  data/x\n{HASH}  data/..%2Fx\n", X), "missing"
    ),
    Case("a tag path that leads out", ALL, with_tag("tagmanifest-md5.txt", f"{'0' * 32}  ../x\n"), "unsafe"),
    # Tag manifests (2.2.1)
    Case(
        "a tag file that was changed",
        ALL,
        changed(
            bag_info__txt=b"A: b\n",
            tagmanifest_sha256__txt=manifest(
                {"bag-info.txt": b"A: c\n", "manifest-sha256.txt": manifest(PAYLOAD)}
            ),
        ),
        "changed",
        "bag-info.txt",
    ),
    Case(
        "a tag file that is missing",
        ALL,
        with_tag(
            "tagmanifest-md5.txt",
            manifest({"有过.txt": b"", "manifest-sha256.txt": manifest(PAYLOAD)}, "md5"),
        ),
        "missing",
        "缺少 有过.txt",
    ),
    Case("a tag file that is not listed", ALL, lambda v: {**bag(version=v), "说明.txt": b"x"}, VALID),
    Case("a tag file in a folder", ALL, with_tag("说明/一.txt", "x"), VALID),
    Case("a tag manifest without the payload manifest", OLD, changed(tagmanifest_sha256__txt=b""), VALID),
    Case(
        "a tag manifest without the payload manifest",
        NEW,
        changed(tagmanifest_sha256__txt=b""),
        "tag",
        "没有列出 manifest-sha256.txt",
    ),
    Case(
        "a payload file in a tag manifest",
        OLD,
        with_tag("tagmanifest-md5.txt", manifest(PAYLOAD, "md5")),
        WARNING,
        "不该列在这里",
    ),
    Case(
        "a payload file in a tag manifest",
        NEW,
        with_tag(
            "tagmanifest-md5.txt", manifest({**PAYLOAD, "manifest-sha256.txt": manifest(PAYLOAD)}, "md5")
        ),
        "tag",
        "不该列在这里",
    ),
    Case(
        "a tag manifest in a tag manifest",
        NEW,
        with_tag("tagmanifest-md5.txt", f"{'0' * 32}  tagmanifest-md5.txt\n"),
        "tag",
        "不该列在这里",
    ),
    # bag-info.txt (2.2.2)
    Case(
        "labels, values, lines that go on",
        ALL,
        with_tag(
            "bag-info.txt", "Source-Organization: 市\n  图书馆\nContact-Name: a: b\nContact-Name: c\nEmpty:\n"
        ),
        VALID,
    ),
    Case("a line that is none", ALL, with_tag("bag-info.txt", "no colon here\n"), "tag", "第 1 行"),
    Case("a right Payload-Oxum", ALL, with_tag("bag-info.txt", "payload-oxum: 15.2\n"), VALID),
    Case(
        "a wrong Payload-Oxum",
        ALL,
        with_tag("bag-info.txt", "Payload-Oxum: 16.2\n"),
        "tag",
        "实有 2 个 15 字节",
    ),
    Case(
        "a Payload-Oxum that is none",
        ALL,
        with_tag("bag-info.txt", "Payload-Oxum: many\n"),
        WARNING,
        "写法不对",
    ),
    Case("two Payload-Oxums", ALL, with_tag("bag-info.txt", "Payload-Oxum: 15.2\n" * 2), "tag", "只能一次"),
    Case(
        "a Payload-Oxum of old, wrong",
        VERSIONS[:3],
        with_tag("package-info.txt", "Payload-Oxum: 16.2\n"),
        "tag",
        "package-info.txt",
    ),
    Case(
        "package-info.txt is any tag file by now",
        VERSIONS[3:],
        with_tag("package-info.txt", "Payload-Oxum: 16.2\n"),
        VALID,
    ),
    # fetch.txt (2.2.3): nothing is ever fetched
    Case("fetched before", ALL, fetched(present=True), VALID),
    Case(
        "fetched before, length unknown",
        ALL,
        fetched(present=True, row="https://example.org/1 - data/总结.txt\n"),
        VALID,
    ),
    Case("still to be fetched", ALL, fetched(present=False), "missing", "只写了下载地址"),
    Case(
        "to be fetched and listed nowhere",
        ALL,
        fetched(present=True, row="http://x/ 1 data/别的.txt\n"),
        "missing",
        "只写了下载地址",
    ),
    Case(
        "to be fetched to somewhere else",
        ALL,
        fetched(present=True, row="http://x/ 1 ../别的.txt\n"),
        "unsafe",
    ),
    Case("to be fetched to a tag file", ALL, fetched(present=True, row="http://x/ 1 bagit.txt\n"), "tag"),
    Case(
        "a line of fetch.txt that is none",
        ALL,
        fetched(present=True, row="http://x/\n"),
        "tag",
        "fetch.txt 第 1 行",
    ),
]


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bag_is_judged_as_the_rfc_says(case: Case, packed: bool, tmp_path: Path) -> None:
    for version in case.versions:
        files = case.made(version)
        if packed:
            path = tmp_path / f"{version}.zip"
            path.write_bytes(zipped(files))
        else:
            path = tree(tmp_path / version, files)
        report = told(path)
        faults, notes = codes(report.faults), [one.message for one in report.notes]
        if case.wanted in (VALID, WARNING):
            assert faults == set(), report.faults
            assert bool(notes) == (case.wanted == WARNING), notes
        else:
            assert case.wanted in faults, (version, report)
        messages = [one.message for one in (*report.faults, *report.notes)]
        assert any(case.said in message for message in messages) or not case.said, messages


def test_a_tag_file_beyond_reason_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MAX_TAG", 400)
    report = told(tree(tmp_path / "包", bag(tags={"bag-info.txt": b"A: b\n" * 100})))
    assert [(str(one.code), one.path) for one in report.faults] == [("unreadable", "bag-info.txt")]


def test_all_faults_are_told_at_once_and_each_trouble_only_once(tmp_path: Path) -> None:
    files = bag({f"data/{n}": b"x" for n in range(6)}, tags={"bag-info.txt": b"broken\nPayload-Oxum: 1.1\n"})
    files |= {"data/0": b"changed", "data/多": b"", "bagit.txt": declaration("9.9")}
    del files["data/1"]
    report = told(tree(tmp_path / "包", files))
    assert [(str(one.code), one.path) for one in report.faults] == [
        ("declaration", "bagit.txt"),
        ("missing", "data/1"),
        ("extra", "data/多"),
        ("changed", "bagit.txt"),
        ("changed", "data/0"),
        ("tag", "bag-info.txt"),
    ]
    assert all("；" in one.message or "，" in one.message for one in report.faults)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha512"])
def test_whatever_the_manifests_use_the_payload_is_known_by_sha256(tmp_path: Path, algorithm: str) -> None:
    report = told(tree(tmp_path / "包", bag(X, algorithm=algorithm)))
    assert [(path, one.sha256, one.size) for path, one in report.payload.items()] == [("data/x", HASH, 1)]


def test_info_is_read_in_order_with_lines_joined_and_labels_in_any_case(tmp_path: Path) -> None:
    info = "Source-Organization: 市\n  图书馆\nContact-Name: a: b\nContact-Name: c\nEmpty:\n"
    report = told(tree(tmp_path / "包", bag(tags={"bag-info.txt": info.encode()})))
    assert report.info == (
        ("Source-Organization", "市 图书馆"),
        ("Contact-Name", "a: b"),
        ("Contact-Name", "c"),
        ("Empty", ""),
    )
    assert report.value("source-ORGANIZATION") == "市 图书馆" and report.value("Nothing") == ""
