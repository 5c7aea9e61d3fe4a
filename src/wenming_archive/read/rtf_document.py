"""An RTF file as its tokens are taken one after another: groups, fonts, styles, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wenming_archive.content import Block
from wenming_archive.read.cfb import codec_of
from wenming_archive.read.limits import MAX_TEXT, Unreadable
from wenming_archive.read.rtf_flow import Breaks, Flow
from wenming_archive.read.rtf_tokens import CHARACTERS, CHARSETS, ENTERED, FLOWS, SKIPPED, TABLES, Token

#: Groups within groups, beyond which a file is no document.
_MAX_DEPTH = 2_000
_HEADING = re.compile(r"(heading|标题) ?\d")
_NUMBER = re.compile(rb"\\u(-?\d+)")
_ASSOCIATIONS = frozenset(["rtlch", "ltrch", "loch", "hich", "dbch"])
_PICTURES = frozenset(["pict", "shppict", "objdata"])
#: Groups that lead to texts of their own, or to a second version of a text.
_WAYS = frozenset(["shpinst", "do", "upr", "ud"])


@dataclass
class _State:
    """What holds within a group."""

    flow: Flow
    #: The table or property the text belongs to; empty for the document's text.
    place: str = ""
    #: The place before a group with two versions of a text.
    outer: str = ""
    starred: bool = False
    skip: int = 1
    font: int = 0
    size: float = 0
    association: str = ""
    deleted: bool = False
    style: int = 0
    centred: bool = False
    in_table: bool = False
    outlined: bool = False
    on_new_page: bool = False


class Document:
    """Everything read so far; ``take`` adds a token."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.margins: list[Block] = []
        self.notes: list[Block] = []
        self.codec = "gb18030"
        self.fonts: dict[int, str] = {}
        self.styles: dict[int, str] = {}
        self.said: dict[str, str] = {}
        self.breaks = Breaks()
        self.pictures = False
        self.state = _State(Flow("text", self.blocks))
        self.stack: list[_State] = []
        self._waiting = bytearray()
        self._to_skip, self._size = 0, 0

    @property
    def full(self) -> bool:
        """True when no more text is wanted."""
        return self._size > 2 * MAX_TEXT

    def take(self, token: Token) -> None:
        """Add a token."""
        if token.kind in ("text", "byte"):
            self._bytes(token.raw)
        elif token.kind == "wide":
            self._wide(token.raw)
        elif token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif self._to_skip and token.name in CHARACTERS:
            self._to_skip -= 1
        else:
            self._flush()
            self._word(token)

    def end(self) -> bool:
        """Finish all texts; return whether the file was whole."""
        whole = not self.stack
        while self.stack:
            self._close()
        self._flush()
        self.state.flow.end()
        return whole

    def _bytes(self, raw: bytes) -> None:
        raw = raw.replace(b"\r", b"").replace(b"\n", b"")
        skipped = min(self._to_skip, len(raw))
        self._to_skip -= skipped
        if self.state.place != "skip":
            self._waiting += raw[skipped:]

    def _wide(self, raw: bytes) -> None:
        """Add characters given by number; their stand-ins are passed over."""
        self._flush()
        self._to_skip = 0
        if self.state.place != "skip":
            self._put("".join(chr(int(number) & 0xFFFF) for number in _NUMBER.findall(raw)))

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        if len(self.stack) >= _MAX_DEPTH:
            raise Unreadable("too-complex", "内容过于庞大或复杂，无法读取")
        self.stack.append(self.state)
        self.state = _State(**vars(self.state))
        self.state.starred = False

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        if self.stack:
            ended, self.state = self.state, self.stack.pop()
            if ended.flow is not self.state.flow:
                ended.flow.end()

    def _flush(self) -> None:
        """Decode the bytes that wait: halves of a character may be text, so they wait together."""
        if self._waiting:
            codec = self.fonts.get(self.state.font, self.codec)
            self._put(bytes(self._waiting).decode(codec, "replace"))
            self._waiting.clear()

    def _put(self, text: str) -> None:
        state = self.state
        if state.place == "stylesheet":
            self._name_style(text)
        elif state.place in ("title", "author"):
            self.said[state.place] = self.said.get(state.place, "")[:1000] + text[:1000]
        elif not state.place and not state.deleted:
            self._size += len(text)
            state.flow.add(text, state.size)

    def _name_style(self, text: str) -> None:
        name = self.said.get("style", "") + text
        if ";" in name:
            self.styles[self.state.style] = name.partition(";")[0].strip().lower()
            name = ""
        self.said["style"] = name[:200]

    def _word(self, token: Token) -> None:
        name, state = token.name, self.state
        if name == "*":
            state.starred = True
        elif name in SKIPPED or (state.starred and name not in ENTERED):
            self.pictures = self.pictures or name in _PICTURES
            state.place, state.starred = "skip", False
        elif name in _WAYS or ((name in FLOWS or name in TABLES) and state.place != "skip"):
            self._enter(name)
        elif state.place != "skip":
            self._act(name, token.number)

    def _enter(self, name: str) -> None:
        """Begin a group with a text or a meaning of its own."""
        state = self.state
        state.starred = False
        if name in TABLES:
            state.place = name
        elif name == "upr":
            state.outer, state.place = state.place, "skip"
        elif name == "ud":
            state.place = state.outer
        elif name in FLOWS:
            self._begin(FLOWS[name])
        elif state.place != "skip":
            state.place = "shape"

    def _begin(self, role: str) -> None:
        """Begin a text of its own, where there may be one."""
        if self.state.place in ("", "shape"):
            into = {"header": self.margins, "footer": self.margins, "note": self.notes}.get(role, self.blocks)
            self.state.flow = Flow("text" if role == "note" else role, into)
            self.state.place, self.state.in_table, self.state.on_new_page = "", False, False

    def _act(self, name: str, number: int | None) -> None:
        if name in CHARACTERS:
            self._put(CHARACTERS[name])
        elif name == "u" and number is not None:
            self._put(chr(number & 0xFFFF))
            self._to_skip = self.state.skip
        elif name in _ASSOCIATIONS:
            self.state.association = name
        elif name in _ACTIONS:
            _ACTIONS[name](self)
        elif name in _NUMBERED:
            _NUMBERED[name](self, 1 if number is None else number)

    def paragraph(self) -> None:
        """End a paragraph."""
        state = self.state
        if not state.place:
            self._turn()
            state.flow.paragraph(self._role(), state.centred, state.in_table)

    def _turn(self) -> None:
        """Note the break before what begins a page; a row breaks once."""
        self.breaks.turn(self.state.on_new_page)
        self.state.on_new_page = self.state.on_new_page and not self.state.in_table

    def _role(self) -> str:
        name = self.styles.get(self.state.style, "")
        if self.state.flow.role != "text":
            return self.state.flow.role
        if name in ("title", "标题"):
            return "title"
        return "heading" if self.state.outlined or _HEADING.match(name) else "text"

    def cell(self) -> None:
        """End a cell."""
        if not self.state.place:
            self._turn()
            self.state.flow.cell()

    def row(self) -> None:
        """End a row."""
        if not self.state.place:
            self.state.flow.row()

    def page(self) -> None:
        """Begin a page."""
        self.breaks.count += 1
        self._put("\n")

    def section(self) -> None:
        """End a section."""
        self.paragraph()
        self.breaks.section()

    def charset(self, number: int) -> None:
        """Note the code page of the font that is being described."""
        if self.state.place == "fonttbl" and number in CHARSETS:
            self.fonts[self.state.font] = CHARSETS[number]

    def codepage(self, number: int) -> None:
        """Note the code page of text whose font says nothing."""
        self.codec = codec_of(number)

    def outline(self, number: int) -> None:
        """Note the level of a paragraph in the outline; 9 is none."""
        if self.state.place != "stylesheet":
            self.state.outlined = number < 9

    def wide_size(self, number: int) -> None:
        """Note the size of Chinese text; the word is used for other scripts too."""
        if self.state.association == "dbch":
            self.state.size = number / 2


def _set(**values: object) -> Callable[[Document], None]:
    """Return the action that sets values of the state."""

    def action(document: Document) -> None:
        for name, value in values.items():
            setattr(document.state, name, value)

    return action


def _counted(name: str, within: float = 1) -> Callable[[Document, int], None]:
    """Return the action that sets a value of the state to the word's number."""
    return lambda document, number: setattr(document.state, name, max(number, 0) * within)


def _dated(part: str) -> Callable[[Document, int], None]:
    """Return the action that notes a part of a date in the properties."""

    def action(document: Document, number: int) -> None:
        if document.state.place in ("creatim", "revtim"):
            document.said[f"{document.state.place}.{part}"] = f"{number:02d}"

    return action


_ACTIONS: Mapping[str, Callable[[Document], None]] = {
    **dict.fromkeys(("par", "\r", "\n"), Document.paragraph),
    **{
        "sect": Document.section,
        **dict.fromkeys(("sbknone", "sbkcol"), lambda document: document.breaks.flow_on()),
    },
    **{"cell": Document.cell, "row": Document.row, "page": Document.page},
    "pard": _set(style=0, centred=False, in_table=False, outlined=False, on_new_page=False),
    **{"plain": _set(size=0, deleted=False), "intbl": _set(in_table=True), "qc": _set(centred=True)},
    **dict.fromkeys(("ql", "qr", "qj", "qd"), _set(centred=False)),
}
#: What depends on the word's number, which is 1 when it has none.
_NUMBERED: Mapping[str, Callable[[Document, int], None]] = {
    **{"f": _counted("font"), "s": _counted("style"), "uc": _counted("skip"), "fs": _counted("size", 0.5)},
    **{"deleted": _counted("deleted"), "afs": Document.wide_size, "outlinelevel": Document.outline},
    **{"fcharset": Document.charset, "ansicpg": Document.codepage, "pagebb": _counted("on_new_page")},
    **{part: _dated(part) for part in ("yr", "mo", "dy")},
}
