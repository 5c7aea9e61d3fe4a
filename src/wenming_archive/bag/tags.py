"""Tag files: bagit.txt, manifests, bag-info.txt and fetch.txt, from bytes to values and faults."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wenming_archive.bag import names
from wenming_archive.bag.faults import AGAIN, Code, Fault
from wenming_archive.text.unseen import line as shown

DECLARATION, INFO, FETCH = "bagit.txt", "bag-info.txt", "fetch.txt"
#: What bag-info.txt was called before 0.96.
OLD_INFO = "package-info.txt"
VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
#: Names of algorithms as file names have them, and as hashlib has them.
ALGORITHMS = {name: name for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")}
ALGORITHMS |= {f"sha3{size}": f"sha3_{size}" for size in (224, 256, 384, 512)}
_HEX_DIGITS = {"md5": 32, "sha1": 40}
#: Encodings that tag files may be in; the declaration itself is always UTF-8.
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "gb18030", "gbk", "gb2312")
_MANIFEST = re.compile(r"(tag)?manifest-([^/]+)\.txt", re.IGNORECASE)
_ROW = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)", re.DOTALL)
_FETCH_ROW = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)", re.DOTALL)
_BOM = codecs.BOM_UTF8.decode()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a manifest or of fetch.txt: its number, the checksum (or address), the path as written."""

    line: int
    checksum: str
    text: str


@dataclass
class Found:
    """What is wrong with a bag, and what is only worth a word."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    def fault(self, code: Code, path: str, message: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(code, path, message))

    def note(self, code: Code, path: str, message: str) -> None:
        """Add what does no harm but should be known."""
        self.notes.append(Fault(code, path, message))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a manifest's file name says: payload or tag files, and the algorithm as file names have it."""

    tag: bool
    algorithm: str
    #: False when the name is not written as the RFC wants it.
    exact: bool


def kind(name: str) -> Kind | None:
    """Return what manifest a file at the top of a bag is, or ``None``."""
    match = _MANIFEST.fullmatch(name)
    if match is None:
        return None
    algorithm = re.sub("[^a-z0-9]", "", match[2].lower())
    return Kind(bool(match[1]), algorithm, name == f"{match[1] or ''}manifest-{algorithm}.txt")


def declaration(data: bytes, found: Found) -> tuple[str, str]:
    """Return the version and the encoding that bagit.txt declares; 1.0 and UTF-8 where it fails to."""
    if data.startswith(codecs.BOM_UTF8):
        _bad(found, "开头有 BOM 标记（记事本另存时会加上），规范不允许")
    try:
        rows = lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _bad(found, "不是 UTF-8 文字")
        return "1.0", "utf-8"
    if len(rows) != 2:
        _bad(found, f"应恰好有两行，实有 {len(rows)} 行")
    version = _declared(rows[:1], "BagIt-Version", r"\d+\.\d+", found, 1)
    encoding = _declared(rows[1:2], "Tag-File-Character-Encoding", r"\S+", found, 2)
    return _version(version, found), _encoding(encoding, found)


def _declared(row: list[str], label: str, pattern: str, found: Found, line: int) -> str | None:
    text = row[0] if row else ""
    match = re.fullmatch(f"{label}:[ \t]+({pattern})[ \t]*", text)
    if match is None:
        _bad(found, f"第 {line} 行应是“{label}: …”，实为“{shown(text)[:60]}”")
        return None
    if text != f"{label}: {match[1]}":
        _bad(found, f"第 {line} 行的空格不合规范，应是“{label}: {match[1]}”")
    return match[1]


def _version(version: str | None, found: Found) -> str:
    if version in VERSIONS:
        return version
    if version:
        _bad(found, f"版本 {version} 不认识，只认识 {VERSIONS[0]} 到 {VERSIONS[-1]}")
    return VERSIONS[-1]


def _encoding(name: str | None, found: Found) -> str:
    try:
        known = codecs.lookup(name or "utf-8").name
    except (LookupError, ValueError):
        known = ""
    if known in _ENCODINGS:
        return known
    _bad(found, f"编码 {shown(name or '')[:40]} 不认识")
    return "utf-8"


def text(data: bytes, encoding: str, name: str, found: Found) -> str | None:
    """Return the text of a tag file, or ``None`` with a fault."""
    try:
        decoded = data.decode(encoding)
    except UnicodeDecodeError:
        found.fault(Code.tag, name, f"{name} 不是 bagit.txt 所说的 {encoding} 编码，读不出；{AGAIN}")
        return None
    if decoded.startswith(_BOM):
        found.note(Code.tag, name, f"{name} 开头有多余的 BOM 标记，已略过")
    return decoded.removeprefix(_BOM)


def manifest(decoded: str, name: str, algorithm: str, found: Found) -> list[Row]:
    """Return the lines of a manifest; each that is none is a fault."""
    digits = _HEX_DIGITS.get(algorithm) or int(algorithm[-3:]) // 4
    rows = []
    for row in _rows(_ROW, decoded, name, "“校验值 路径”", found):
        checksum, star, path = row[1].groups()
        if len(checksum) != digits:
            _bad_row(found, name, row[0], f"校验值应有 {digits} 位，实有 {len(checksum)} 位")
            continue
        if star:
            found.note(Code.tag, name, f"{name} 第 {row[0]} 行路径前有 *（校验工具所加），已略过")
        rows.append(Row(row[0], checksum.lower(), path))
    return rows


def fetch(decoded: str, found: Found) -> list[Row]:
    """Return the lines of fetch.txt; each that is none is a fault."""
    rows = _rows(_FETCH_ROW, decoded, FETCH, "“网址 字节数 路径”", found)
    return [Row(line, match[1], match[3]) for line, match in rows]


def info(decoded: str, name: str, found: Found) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of bag-info.txt in order; a label may come again."""
    rows: list[tuple[str, str]] = []
    for line, row in enumerate(lines(decoded), 1):
        label, colon, value = row.partition(":")
        if not row.strip():
            continue
        if row[0] in " \t" and rows:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {row.strip()}".strip())
        elif colon and label.strip() and row[0] not in " \t":
            rows.append((label.strip(), value.strip()))
        else:
            _bad_row(found, name, line, "不是“名称: 内容”")
    return tuple(rows)


def lines(decoded: str) -> list[str]:
    """Return the lines of a tag file, ended by LF, CR or CRLF."""
    rows = re.split("\r\n|\r|\n", decoded)
    return rows[:-1] if not rows[-1] else rows


def declared() -> bytes:
    """Return the bagit.txt that we write."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest_bytes(rows: Iterable[tuple[str, str]]) -> bytes:
    """Return a manifest of (path, checksum), sorted by path."""
    made = (f"{checksum}  {names.encoded(path)}\n" for path, checksum in sorted(rows))
    return "".join(made).encode()


def info_bytes(rows: Iterable[tuple[str, str]]) -> bytes:
    """Return a bag-info.txt; a value is one line."""
    return "".join(f"{label}: {' '.join(shown(value).split())}\n" for label, value in rows).encode()


def _rows(
    pattern: re.Pattern[str], decoded: str, name: str, form: str, found: Found
) -> list[tuple[int, re.Match[str]]]:
    rows = []
    for line, row in enumerate(lines(decoded), 1):
        match = pattern.fullmatch(row)
        if match:
            rows.append((line, match))
        elif row.strip():
            _bad_row(found, name, line, f"不是{form}")
    return rows


def _bad(found: Found, what: str) -> None:
    found.fault(Code.declaration, DECLARATION, f"{DECLARATION} {what}；{AGAIN}")


def _bad_row(found: Found, name: str, line: int, what: str) -> None:
    found.fault(Code.tag, name, f"{name} 第 {line} 行{what}，读不懂；{AGAIN}")
