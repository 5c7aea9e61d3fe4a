"""Which files of a bag its manifests mean, and what is wrong with how they say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from wenming_archive.bag import names
from wenming_archive.bag.faults import AGAIN, Code
from wenming_archive.bag.tags import Found, Kind, Row
from wenming_archive.text.unseen import line as shown


class Lookup:
    """Finds the files that the lines of manifests mean."""

    def __init__(
        self, files: Collection[str], version: str, found: Found, told: Collection[str] = ()
    ) -> None:
        self.files = files
        self.version = version
        self.found = found
        self.told = told
        self.by_nfc: dict[str, list[str]] = defaultdict(list)
        for path in files:
            self.by_nfc[names.nfc(path)].append(path)

    def rows(self, name: str, kind: Kind, rows: Sequence[Row]) -> Mapping[str, tuple[str, int]]:
        """Return the checksum and the line of each file that the manifest called ``name`` lists."""
        listed: dict[str, tuple[str, int]] = {}
        written: set[str] = set()
        for row in rows:
            path = self.tag(name, row) if kind.tag else self.payload(name, row)
            if path is None:
                continue
            if path in listed:
                self._again(name, row, listed[path], again=row.text in written)
            written.add(row.text)
            listed.setdefault(path, (row.checksum, row.line))
        return listed

    def payload(self, name: str, row: Row) -> str | None:
        """Return the payload file that a line means, there or not; ``None`` with a fault of none."""
        path = self._path(name, row)
        if path is not None and not path.startswith(names.PAYLOAD):
            self._bad(name, row, "不在 data 文件夹里，校验清单只能列材料")
            return None
        return path

    def tag(self, name: str, row: Row) -> str | None:
        """Return the tag file that a line means, there or not; ``None`` if it may not be listed."""
        path = self._path(name, row)
        if path is None:
            return None
        if path.startswith(names.PAYLOAD) or path.lower().startswith("tagmanifest-"):
            say = self._bad if self.version == "1.0" else self._note
            say(name, row, "不该列在这里")
            return None
        return path

    def _path(self, name: str, row: Row) -> str | None:
        if names.leads_out(row.text):
            message = f"{name} 第 {row.line} 行的路径 {shown(row.text)} 指向包外，没有读取；{AGAIN}"
            self.found.fault(Code.unsafe, row.text, message)
            return None
        plain = names.plain(row.text)
        if plain != row.text:
            self._note(name, row, "有多余的“./”或“/”，已略过")
        return self._meant(name, row, plain)

    def _meant(self, name: str, row: Row, text: str) -> str:
        """Return the file meant, that there is; or else the path as the RFC reads it."""
        wanted = names.meant(text, self.version)
        there = [path for path in wanted if path in self.files or path in self.told]
        if there:
            if there[0] != wanted[0]:
                self._note(name, row, "里的百分号没有按规范书写，已找到对应的文件")
            return there[0]
        alike = self.by_nfc.get(names.nfc(wanted[0]), ())
        if len(alike) == 1:
            self._note(name, row, "与文件名的字符编码形式不同（如 NFC、NFD），已找到对应的文件")
            return alike[0]
        return wanted[0]

    def _again(self, name: str, row: Row, before: tuple[str, int], *, again: bool) -> None:
        if row.checksum != before[0]:
            self._bad(name, row, f"在第 {before[1]} 行已经列过，校验值却不同")
        elif again and self.version == "1.0":
            self._bad(name, row, f"在第 {before[1]} 行已经列过，每个文件只能列一次")
        else:
            self._note(name, row, f"与第 {before[1]} 行是同一个文件")

    def _bad(self, name: str, row: Row, what: str) -> None:
        message = f"{name} 第 {row.line} 行的路径 {shown(row.text)} {what}；{AGAIN}"
        self.found.fault(Code.tag, row.text, message)

    def _note(self, name: str, row: Row, what: str) -> None:
        self.found.note(Code.tag, row.text, f"{name} 第 {row.line} 行的路径 {shown(row.text)} {what}")
