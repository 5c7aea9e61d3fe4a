"""The tokens of an RTF file, and what its words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

#: Characters by number, each with a stand-in for old programs; a word with its number; bytes
#: in hexadecimal; a symbol; a brace; text.
_TOKEN = re.compile(
    rb"((?:\\u-?\d{1,6} ?(?:\\'[0-9a-fA-F]{2}|\?)){2,})"
    rb"|\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-zA-Z])|([{}])|([^\\{}]+)|\\"
)
#: Tokens taken of one file; the largest reports have a tenth.
_MOST = 3_000_000

#: Code pages of the fonts' character sets; 0, 1 and 2 say nothing of the text's.
CHARSETS: Mapping[int, str] = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    204: "cp1251",
    238: "cp1250",
}
#: Words and symbols that stand for characters.
CHARACTERS: Mapping[str, str] = {
    **{"tab": "\t", "line": "\n", "softline": "\n", "nestcell": " ", "nestrow": " "},
    **{"emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"},
}
#: Groups whose text is no text of the document.
SKIPPED = frozenset(
    [
        *("colortbl", "pict", "nonshppict", "shprslt", "objdata", "nonesttables", "annotation", "template"),
        *(
            "xe",
            "rxe",
            "tc",
            "fldinst",
            "datafield",
            "filetbl",
            "listtable",
            "revtbl",
            "bkmkstart",
            "bkmkend",
        ),
        *(
            "operator",
            "company",
            "subject",
            "keywords",
            "comment",
            "doccomm",
            "manager",
            "category",
            "printim",
        ),
        *("pntxta", "pntxtb", "private", "hlinkbase", "themedata", "mmathPr", "sp", "atnid", "atnauthor"),
    ]
)
#: Groups with a text of their own, by the role it has.
FLOWS: Mapping[str, str] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    "footnote": "note",
}
#: Groups that are read for what they say of the document.
TABLES = frozenset(["fonttbl", "stylesheet", "info", "title", "author", "creatim", "revtim"])
#: Groups marked as safe to skip that hold text, or lead to it.
ENTERED = frozenset(["shpinst", "ud", "do", "dptxbxtext", "shptxt", "footnote"])

#: Words that change how text looks, where it belongs or how it is to be decoded.
ACTED_ON = frozenset(
    [
        *("par", "sect", "cell", "row", "page", "pard", "plain", "intbl", "ql", "qr", "qj", "qc", "qd"),
        *("f", "s", "uc", "fs", "afs", "deleted", "outlinelevel", "fcharset", "ansicpg", "yr", "mo", "dy"),
        *("pagebb", "sbknone", "sbkcol"),
        *("u", "bin", "rtlch", "ltrch", "loch", "hich", "dbch", "do", "upr", "shppict"),
    ]
)
_HEARD = frozenset(
    word.encode() for word in (*CHARACTERS, *SKIPPED, *FLOWS, *TABLES, *ENTERED, *ACTED_ON) if word.isalpha()
)


class Token(NamedTuple):
    """One token: ``kind`` is ``wide word byte symbol open close`` or ``text``; ``byte`` is one or more."""

    kind: str
    name: str = ""
    number: int | None = None
    raw: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; words that mean nothing here and binary data are passed over."""
    at, starred = 0, False
    for _ in range(_MOST):
        match = _TOKEN.match(data, at)
        if match is None:
            return
        at = match.end()
        if match[2] and not starred and match[2] not in _HEARD:
            continue
        token = _token(match)
        if token.name == "bin":
            at += max(token.number or 0, 0)
        else:
            yield token
        starred = token.name == "*"


def _token(match: re.Match[bytes]) -> Token:
    wide, word, number, coded, symbol, brace, text = match.groups()
    if wide is not None:
        return Token("wide", raw=wide)
    if text is not None:
        return Token("text", raw=text)
    if word is not None:
        return Token("word", word.decode("ascii"), None if number is None else int(number))
    if coded is not None:
        return Token("byte", raw=bytes.fromhex(coded.replace(b"\\'", b"").decode("ascii")))
    if brace is not None:
        return Token("open" if brace == b"{" else "close")
    return Token("symbol", (symbol or b"").decode("latin-1"))
