"""Names that somebody made to do harm, or that systems and people make by accident; from a seed.

``forged`` and ``flaws`` say what must never come of them.  They are written from the rules of the
systems, and know nothing of the program.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator

#: What a name may not do: lead away, be a device, be empty, steer a terminal, turn the writing round.
LEADING = ["../../x", "..\\..\\x", "/etc/x", "C:\\x", "C:x", "\\\\host\\share", "//x", "....//", "%2e%2e%2f"]
LEADING += [
    ".",
    "..",
    "...",
    " .. ",
    ".\0.",
    "．．／",
    "~/x",
    "$HOME",
    "file:///x",
    "a/../../b",
    "x!/y",
    "x.zip!",
]
DEVICES = ["con", "CON", "PRN.txt", "aux.", "NUL .docx", "com1", "COM¹", "com²", "lpt9.x.y", "LPT³", "CONIN$"]
DEVICES += ["conout$", "CLOCK$", "~con", ".nul", " aux", "con\u200b", "COM0", "com１"]
EMPTY = ["", " ", "  ", "\u3000", "\u200b", ".", ". .", "\u202e", "\xa0", "\t", "\u3164", "\ufeff", "\u2800"]
STEERING = [
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x9b2J",
    "\x7f",
    "\b\b\b",
    "\r伪造",
    "\n伪造 已归档",
    "\x85伪造",
    "\u2028伪造",
]
STEERING += [
    "\u2029伪造",
    "\x0b伪造",
    "\x0c",
    "\x1b[8m",
    "\x1bc",
    "\x00",
    "\t伪造",
    "[red]x[/red]",
    "[link=x]",
]
TURNING = [
    "\u202egpj",
    "\u2066x",
    "\u2067",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u202b",
    "\u200e",
    "\u2060",
    "\U000e0041",
]
TURNING += [
    "\U000e0100",
    "\ufe0f",
    "\u034f",
    "\u115f",
    "\uffa0",
    "\u180e",
    "\ufff9x\ufffa",
    "\u00ad",
    "\u206a",
]
FORMULAS = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    " =1",
    "'=1",
    '"=1',
    "＝1",
    "＠x",
    "|a",
    "a|b",
]
FORMULAS += [
    "![x](http://x)",
    "<img src=x>",
    "`x`",
    "]]>",
    "&lt;",
    "</w:t>",
    "{0}",
    "{title}",
    "%s",
    "$(x)",
    "';--",
]
FORMULAS += ["- a: b", "*a", "&a x", "!!python/object:os.system x", "---", "# x", "- [x", "@", "?", '"']
LONG = [
    "长" * 300,
    "a" * 255,
    "각" * 85,
    "ΐ" * 130,
    "ế" * 90,
    "e\u0301" * 90,
    "😀" * 64,
    "ｆ" * 90,
    "x." * 130,
]
OFFICE = [
    "~$总结",
    "._x",
    "Thumbs",
    "desktop.ini",
    "x.part~",
    "_撤下",
    ".移动中",
    "manifest-sha256.txt",
    "材料",
    ".archive",
]
CLASHING = [
    "É",
    "E\u0301",
    "é",
    "e\u0301",
    "ß",
    "SS",
    "ss",
    "ı",
    "i",
    "İ",
    "K",
    "\u212a",
    "ſ",
    "Ω",
    "\u2126",
    "ﬁ",
    "fi",
]
SIGNS = [
    "\U0001f468\u200d\U0001f469",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "العربية",
    "עברית",
    "ไทย",
    "\U0001f9d1\u200d",
    "a\u0337\u0338\u0339",
    "\ufffe",
    "\ufdd0",
    "\U0001fffe",
]
SIGNS += ["\u0378", "\ue000", "\uf8ff", "龘", "𠮷", "㌀", "Ⅰ", "①", "­", "\ufffd"]
SORTS = (LEADING, DEVICES, EMPTY, STEERING, TURNING, FORMULAS, LONG, OFFICE, CLASHING, SIGNS)
PLAIN = ["志愿服务总结", "通知", "a", "2023", "x"]
ENDINGS = [".txt", ".TXT", "", ".", ".txt ", ".txt\u200b", ".文档", ".txt\n", ".t\u0301xt", ".con", ".tar.gz"]

#: Signs that Unicode counts among formats and that are seen all the same.
_SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13439)}
#: Signs that Unicode counts among letters and marks and that nobody sees, and no characters.
_UNSEEN = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFE, 0xFFFF}
_UNSEEN |= {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"}
_DEVICES |= {f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"}


def names(seed: int, count: int) -> Iterator[str]:
    """Yield ``count`` names, no two alike."""
    rng, seen = random.Random(seed), set[str]()
    while len(seen) < count:
        parts = [rng.choice(rng.choice(SORTS)), *rng.choices(PLAIN, k=rng.randrange(2))]
        parts += [rng.choice(rng.choice(SORTS))] * (rng.random() < 0.4)
        rng.shuffle(parts)
        name = "".join(parts)
        if name not in seen:
            seen.add(name)
            yield name


def ending(seed: int, n: int) -> str:
    """Return the ending of the n-th file."""
    return random.Random(f"{seed} {n}").choice(ENDINGS)


def forged(text: str, beside: str = "\n") -> list[str]:
    """Return the signs in ``text`` that steer a terminal, turn the writing round, or nobody sees."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return [
        hex(ord(sign))
        for sign in set(text) - set(beside)
        if (unicodedata.category(sign) in kinds and ord(sign) not in _SEEN) or ord(sign) in _UNSEEN
    ]


def flaws(name: str) -> list[str]:
    """Return why Windows, macOS or Linux would not take ``name`` for a file or folder."""
    stem = name.split(".", maxsplit=1)[0].rstrip(" ").upper()
    decomposed = unicodedata.normalize("NFD", name)
    found = {
        "empty": name in ("", ".", ".."),
        "forbidden": any(sign in '<>:"/\\|?*' or ord(sign) < 32 for sign in name),
        "end": name.endswith((".", " ")) or name.startswith(" "),
        "device": stem in _DEVICES,
        "long": len(name.encode("utf-16-le", "replace")) > 510 or len(name.encode("utf-8", "replace")) > 255,
        "long on a Mac": len(decomposed.encode("utf-16-le", "replace")) > 510,
        "no characters": any(unicodedata.category(sign) in ("Cn", "Cs") for sign in name),
        "not composed": unicodedata.normalize("NFC", name) != name,
        "forged": bool(forged(name, "")),
        "hidden": name.startswith((".", "~")),
    }
    return [why for why, holds in found.items() if holds]


def clashes(names: Iterable[str]) -> list[str]:
    """Return the names that a disk takes for another of ``names``: it heeds neither case nor form."""
    seen, found = set[str](), []
    for name in names:
        key = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
        found += [name] if key in seen else []
        seen.add(key)
    return found
