"""Whether a bag is complete and valid (RFC 8493, section 3): every fault at once, each file read once."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wenming_archive import disk
from wenming_archive.bag import names, tags
from wenming_archive.bag.entries import Entry
from wenming_archive.bag.faults import AGAIN, Code, Damaged, Fault, Progress, silent
from wenming_archive.bag.lookup import Lookup
from wenming_archive.bag.store import Store
from wenming_archive.bag.tags import DECLARATION, FETCH, INFO, OLD_INFO, Found
from wenming_archive.text.unseen import line as shown

#: Bytes of a tag file that are held in memory.
MAX_TAG = 64 << 20
_BLOCK = 1 << 20
_OXUM = re.compile(r"(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Content:
    """A payload file that was read: its SHA-256, whatever the manifests use."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Report:
    """What a bag is; it is valid when it has no ``faults``."""

    name: str
    version: str
    #: bag-info.txt, in order.
    info: tuple[tuple[str, str], ...]
    #: The payload by path (``data/…``), as the store calls it; litter and what could not be read apart.
    payload: Mapping[str, Content]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]

    def value(self, label: str) -> str:
        """Return the first value under ``label`` in bag-info.txt, empty if there is none."""
        return next((value for name, value in self.info if name.lower() == label.lower()), "")


@dataclass(frozen=True, slots=True)
class _Manifest:
    name: str
    kind: tags.Kind
    #: Checksum and line by the path of the file meant.
    rows: Mapping[str, tuple[str, int]]


def examine(store: Store, progress: Progress = silent) -> Report:
    """Return what the bag in ``store`` is; ``progress`` is told each file before it is read."""
    return _Examiner(store, progress).report()


class _Examiner:
    def __init__(self, store: Store, progress: Progress) -> None:
        self.store = store
        self.progress = progress
        self.found = Found(list(store.found.faults), list(store.found.notes))
        #: Files whose trouble has been told: that they are missing or differ need not be said as well.
        self.told = {fault.path for fault in self.found.faults if fault.path}
        self.version, self.encoding = "1.0", "utf-8"
        self.info: tuple[tuple[str, str], ...] = ()
        self.manifests: list[_Manifest] = []
        self.read: dict[str, Content] = {}

    def report(self) -> Report:
        if self._declared():
            self._payload_folder()
            self.manifests = list(self._manifests())
            self._fetch()
            self._listed()
            self._read_all()
            self._info()
        payload = {path: one for path, one in self.read.items() if path.startswith(names.PAYLOAD)}
        faults, notes = tuple(self.found.faults), tuple(self.found.notes)
        return Report(self.store.name, self.version, self.info, payload, faults, notes)

    def _declared(self) -> bool:
        """Read bagit.txt, and say whether there is a bag to look at."""
        data = self._tag(DECLARATION)
        if data is not None:
            self.version, self.encoding = tags.declaration(data, self.found)
            return True
        if DECLARATION in self.told:
            return False
        nested = [path for path in self.store.files if path.endswith(f"/{DECLARATION}")]
        is_bag = self.store.has_payload or any(tags.kind(path) for path in self.store.files)
        what = f"缺少 {DECLARATION}，不是完整的移交包" if is_bag else f"不是移交包（没有 {DECLARATION}）"
        hint = f"；{AGAIN}" if is_bag else "；请检查路径是否写对，普通文件夹请用 archive scan"
        hint = f"；移交包是不是里面的 {shown(nested[0].rpartition('/')[0])}？" if nested else hint
        if not any(fault.code is Code.declaration for fault in self.found.faults):
            self.found.fault(Code.declaration, DECLARATION, f"{shown(self.store.name)} {what}{hint}")
        return is_bag

    def _payload_folder(self) -> None:
        if not self.store.has_payload:
            self.found.fault(Code.missing, names.PAYLOAD, f"缺少文件夹 data（装材料的地方）；{AGAIN}")

    def _manifests(self) -> Iterator[_Manifest]:
        usable = 0
        for name in sorted(self.store.files):
            kind = tags.kind(name)
            if kind is None:
                continue
            if kind.algorithm not in tags.ALGORITHMS:
                self.found.note(Code.tag, name, f"{shown(name)} 用的校验算法不认识，没有据它核对")
                continue
            if not kind.exact:
                self.found.note(Code.tag, name, f"{shown(name)} 的文件名不合规范，仍据它核对")
            usable += not kind.tag
            yield self._manifest(name, kind)
        if not usable:
            self.found.fault(
                Code.missing, "manifest", f"没有可用的校验清单（manifest-sha256.txt 之类），无从核对；{AGAIN}"
            )

    def _manifest(self, name: str, kind: tags.Kind) -> _Manifest:
        data = self._tag(name)
        text = None if data is None else tags.text(data, self.encoding, name, self.found)
        rows = tags.manifest(text, name, kind.algorithm, self.found) if text is not None else []
        return _Manifest(name, kind, self._lookup().rows(name, kind, rows))

    def _lookup(self) -> Lookup:
        return Lookup(self.store.files, self.version, self.found, self.told)

    def _fetch(self) -> None:
        """Note what is only promised: nothing is ever fetched."""
        data = self._tag(FETCH)
        text = None if data is None else tags.text(data, self.encoding, FETCH, self.found)
        lookup = self._lookup()
        for row in tags.fetch(text or "", self.found):
            path = lookup.payload(FETCH, row)
            if path is not None and path not in self.store.files and path not in self.told:
                self.told.add(path)
                self.found.fault(
                    Code.missing,
                    path,
                    f"缺少 {shown(path)}：包里只写了下载地址（{FETCH} 第 {row.line} 行），本程序不联网；"
                    "请移交单位把文件放进包里再传",
                )

    def _listed(self) -> None:
        """Note what is listed and not there, and what is there and not listed."""
        payload = {path for path in self.store.files if path.startswith(names.PAYLOAD)}
        lists = [manifest for manifest in self.manifests if not manifest.kind.tag]
        for manifest in self.manifests:
            for path, (_, line) in manifest.rows.items():
                if path not in self.store.files and path not in self.told:
                    self.told.add(path)
                    self.found.fault(
                        Code.missing, path, f"缺少 {shown(path)}（{manifest.name} 第 {line} 行列有）；{AGAIN}"
                    )
        if lists:
            for path in sorted(payload - self.told):
                self._unlisted(path, [one.name for one in lists if path not in one.rows], len(lists))
        self._unlisted_manifests()

    def _unlisted(self, path: str, without: Sequence[str], lists: int) -> None:
        if len(without) == lists and names.litter(path):
            self.found.note(Code.extra, path, f"{shown(path)} 是系统自动生成的文件，没有理会")
            self.told.add(path)
        elif len(without) == lists:
            self.told.add(path)
            self.found.fault(
                Code.extra,
                path,
                f"多出 {shown(path)}，校验清单里没有它，来历不明；请向移交单位核实后删去或重传",
            )
        elif without and self.version == "1.0":
            self.found.fault(
                Code.tag, path, f"{shown(path)} 没有列在 {'、'.join(without)} 里，几份校验清单不一致；{AGAIN}"
            )

    def _unlisted_manifests(self) -> None:
        """In 1.0 every tag manifest must list every payload manifest."""
        lists = [manifest.name for manifest in self.manifests if not manifest.kind.tag]
        for one in self.manifests:
            for name in lists if one.kind.tag and self.version == "1.0" else ():
                if name not in one.rows:
                    self.found.fault(Code.tag, one.name, f"{one.name} 没有列出 {name}；{AGAIN}")

    def _read_all(self) -> None:
        """Read every file once, by all the algorithms that speak of it."""
        wanted: dict[str, list[_Manifest]] = defaultdict(list)
        for path in self.store.files:
            if path.startswith(names.PAYLOAD):
                wanted[path] = []
        for manifest in self.manifests:
            for path in manifest.rows:
                if path in self.store.files:
                    wanted[path].append(manifest)
        for path in sorted(wanted):
            if path not in self.told:
                self.progress(path)
                self._read(path, self.store.files[path], wanted[path])

    def _read(self, path: str, entry: Entry, manifests: Sequence[_Manifest]) -> None:
        hashes = {"sha256"} | {tags.ALGORITHMS[manifest.kind.algorithm] for manifest in manifests}
        try:
            size, made = self._hashed(path, hashes)
        except OSError as error:
            self._unreadable(path, f"{shown(path)} 读不出：{disk.reason(error)}；请解决后再试")
            return
        except Damaged as error:
            self._damaged(path, error)
            return
        self.read[path] = Content(made["sha256"], size, entry.mtime_ns)
        for manifest in manifests:
            checksum, line = manifest.rows[path]
            if made[tags.ALGORITHMS[manifest.kind.algorithm]] != checksum:
                self.found.fault(
                    Code.changed,
                    path,
                    f"{shown(path)} 的内容与 {manifest.name} 第 {line} 行的校验值不符：传送中损坏，"
                    f"或打包后改动过；{AGAIN}",
                )

    def _hashed(self, path: str, algorithms: set[str]) -> tuple[int, dict[str, str]]:
        hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
        size = 0
        with self.store.opened(path) as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                for one in hashes.values():
                    one.update(block)
        return size, {name: one.hexdigest() for name, one in hashes.items()}

    def _damaged(self, path: str, error: Damaged) -> None:
        self.told.add(path)
        self.found.fault(Code.changed, path, str(error))

    def _unreadable(self, path: str, message: str) -> None:
        self.told.add(path)
        self.found.fault(Code.unreadable, path, message)

    def _info(self) -> None:
        old = self.version in ("0.93", "0.94", "0.95") and INFO not in self.store.files
        name = OLD_INFO if old else INFO
        data = self._tag(name)
        text = None if data is None else tags.text(data, self.encoding, name, self.found)
        self.info = tags.info(text or "", name, self.found)
        self._oxum(name, [value for label, value in self.info if label.lower() == "payload-oxum"])

    def _oxum(self, name: str, said: Sequence[str]) -> None:
        if len(said) > 1:
            self.found.fault(Code.tag, name, f"{name} 里 Payload-Oxum 写了 {len(said)} 次，只能一次；{AGAIN}")
        payload = [one for path, one in self.read.items() if path.startswith(names.PAYLOAD)]
        held = (sum(one.size for one in payload), len(payload))
        for value in said:
            match = _OXUM.fullmatch(value)
            if match is None:
                self.found.note(
                    Code.tag, name, f"{name} 的 Payload-Oxum 写法不对（{shown(value)[:40]}），没有据它核对"
                )
            elif (int(match[1]), int(match[2])) != held and not self._explained():
                self.found.fault(
                    Code.tag,
                    name,
                    f"{name} 说材料共 {match[2]} 个文件 {match[1]} 字节，"
                    f"实有 {held[1]} 个 {held[0]} 字节；{AGAIN}",
                )

    def _explained(self) -> bool:
        """Say whether a fault of the payload has been told that a wrong sum only repeats."""
        return any(fault.path.startswith(names.PAYLOAD) for fault in self.found.faults)

    def _tag(self, name: str) -> bytes | None:
        """Return the bytes of a tag file, or ``None`` if there is none that can be read."""
        entry = self.store.files.get(name)
        if entry is None:
            return None
        if entry.size > MAX_TAG:
            self._unreadable(name, f"{name} 有 {entry.size / 1e6:.0f} MB，大得不合常理，没有读取；{AGAIN}")
            return None
        try:
            with self.store.opened(name) as stream:
                return stream.read(MAX_TAG)
        except OSError as error:
            self._unreadable(name, f"{name} 读不出：{disk.reason(error)}；请解决后再试")
        except Damaged as error:
            self._damaged(name, error)
        return None
