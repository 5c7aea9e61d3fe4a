"""A draft as the text of a catalogue.yaml: to be read and corrected by hand.

What was not in the file is marked on its line; what was not understood stands as a comment where it
stood in the file, and all of it once more at the end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wenming_archive.published.draft import Draft, Node, Unread
from wenming_archive.text.unseen import visible

_GUESS = "  # 推断"
_HEAD = (
    "由程序从《{name}》导入，共 {leaves} 项末级指标。启用前请逐条核对。",
    "行末标“推断”的，编号或名称原文没有，是程序编的；",
    "note 里写“按原文推断”的应备材料，是从原文的话里推出来的。",
    "以“未读懂”开头的，是表里没有读懂的内容，一字未删，请看看要不要补进指标。",
    "改完运行 archive catalogue check。",
)
#: A plain scalar of YAML in a block, and inside [ ] or { }.
_PLAIN = re.compile(r"[\w“《（〔＋①-⑳\u3400-\u9fff][^\n\t#:]*")
_INSIDE = re.compile(r"[^\[\]{},\"'&*!|>%@`]*")
_WORDS = re.compile(r"(?i)~|null|true|false|yes|no|on|off|y|n|[-+.\d].*")
_PLACE = re.compile(r"(.*第)(\d+)行$")


def text(draft: Draft, name: str) -> str:
    """Return the catalogue that ``draft`` of the file called ``name`` makes."""
    lines = [*_head(draft, name), *_top(draft), "", *_units(draft), "indicators:"]
    unread = _by_place(draft)
    for node in draft.nodes:
        lines += [*_node(node, 1, draft, unread), ""]
    return "\n".join([*lines, *_negative(draft), *_left(draft)]).rstrip("\n") + "\n"


def _head(draft: Draft, name: str) -> Iterator[str]:
    for line in _HEAD:
        yield f"# {line.format(name=_one(name), leaves=len(draft.leaves))}"
    if draft.notes:
        yield "#"
        yield "# 原文表格之外的说明："
        yield from (f"#   {_one(note)}" for note in draft.notes)
    yield ""


def _top(draft: Draft) -> Iterator[str]:
    yield f"title: {scalar(draft.title)}"
    if draft.issuer:
        yield f"issuer: {scalar(draft.issuer)}"
    if draft.edition:
        yield f"edition: {_quoted(draft.edition)}"
    if draft.period:
        yield f"period: {{start: {draft.period[0]}, end: {draft.period[1]}}}"
    else:
        yield "# 原文没有写明测评周期，请补上：period: {start: 2023-01-01, end: 2023-12-31}"
    yield from (f"{key}: {_flow(value)}" for key, value in draft.extra.items())


def _units(draft: Draft) -> Iterator[str]:
    if draft.units:
        yield "units:"
        for unit in draft.units:
            row = {
                "id": unit.id,
                "name": unit.name,
                **({"aliases": list(unit.aliases)} if unit.aliases else {}),
                **{key: said for key in ("contact", "phone") if (said := getattr(unit, key, ""))},
            }
            yield f"  - {_flow(row)}"
        yield ""


def _node(node: Node, depth: int, draft: Draft, unread: Mapping[str, Sequence[Unread]]) -> Iterator[str]:
    pad = "  " * (2 * depth - 1)
    yield f"{pad}- code: {_quoted(node.code)}{_GUESS if 'code' in node.inferred else ''}"
    for line in _fields(node, draft):
        yield f"{pad}  {line}"
    for one in unread.get(node.where, ()) if not node.children else ():
        yield f"{pad}  # 未读懂（{one.where}）：{_one(one.text)}"
    if node.children:
        yield f"{pad}  children:"
        for child in node.children:
            yield from _node(child, depth + 1, draft, unread)


def _fields(node: Node, draft: Draft) -> Iterator[str]:
    yield f"title: {scalar(node.title)}{_GUESS if 'title' in node.inferred else ''}"
    if node.standard:
        yield from _long("standard", node.standard)
    if node.score is not None:
        yield f"score: {abs(node.score):g}"
    if node.methods:
        yield f"methods: {_flow(list(node.methods))}"
    if node.lead:
        yield f"lead: {scalar(node.lead)}"
    if node.support:
        yield f"support: {_flow(list(node.support))}"
    if node.bonus:
        yield "bonus: true"
    yield from (f"{key}: {_flow(value)}" for key, value in node.extra.items())
    if node.note:
        yield f"# 原文另有：{_one(node.note)}"
    if node.needs:
        yield "evidence:"
        yield from (f"  - {_flow(one.row(timed=draft.period is not None))}" for one in node.needs)


def _negative(draft: Draft) -> Iterator[str]:
    for key, said in (("deductions", False), ("veto", True)):
        rows = [one for one in draft.negative if one.is_veto == said]
        if rows:
            yield f"{key}:"
            for one in rows:
                points = "" if said else f", points: {one.points:g}"
                doubt = "" if said or one.points else "  # 原文没有写明扣多少分，请补上"
                yield f"  - {{code: {_quoted(one.code)}, title: {_quoted(one.title)}{points}}}{doubt}"
                if one.note:
                    yield f"    # 原文另有：{_one(one.note)}"
            yield ""


def _left(draft: Draft) -> Iterator[str]:
    if draft.unread:
        yield f"# 未读懂的内容，共 {len(draft.unread)} 处："
        for one in draft.unread:
            yield f"#   未读懂（{one.where}）：{_one(one.text)}　原因：{_one(one.reason)}"


def _by_place(draft: Draft) -> dict[str, list[Unread]]:
    """Return what was not understood by the place of the leaf after which it stood."""
    leaves = [
        (match[1], int(match[2]), leaf.where) for leaf in draft.leaves if (match := _PLACE.match(leaf.where))
    ]
    found: dict[str, list[Unread]] = defaultdict(list)
    for one in draft.unread:
        match = _PLACE.match(one.where)
        above = [where for name, row, where in leaves if match and name == match[1] and row <= int(match[2])]
        if above:
            found[above[-1]].append(one)
    return found


def _long(key: str, value: str) -> Iterator[str]:
    """Yield a text that may have several lines."""
    lines = [line for one in value.split("\n") if (line := _one(one))]
    if len(lines) == 1:
        yield f"{key}: {scalar(lines[0])}"
    else:
        yield f"{key}: |-"
        yield from (f"  {line}" for line in lines)


def scalar(value: str, *, inside: bool = False) -> str:
    """Return a text as YAML takes it, in quotes only where it must; ``inside`` of [ ] or { }."""
    value = _one(value)
    plain = (
        bool(_PLAIN.fullmatch(value))
        and not _WORDS.fullmatch(value)
        and (not inside or bool(_INSIDE.fullmatch(value)))
    )
    return value if plain else _quoted(value)


def _quoted(value: str) -> str:
    escaped = _one(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _flow(value: Any) -> str:
    """Return lists and mappings on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar(value, inside=True) if isinstance(value, str) else str(value)


def _one(value: str) -> str:
    return " ".join(visible(value).split())
