"""Everything wrong with a catalogue, at once, each with its place and what would be right.

Shape (types, unknown and missing keys) comes from pydantic; sense (codes, units, kinds, counts,
periods) is checked on the raw tree, so that one broken part never hides another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wenming_archive import kinds
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.catalogue.needs import piece
from wenming_archive.text import unseen
from wenming_archive.yamlfile import shape
from wenming_archive.yamlfile.shape import nearest
from wenming_archive.yamlfile.tree import Fault, Route, Tree

_COUNT: TypeAdapter[int] = TypeAdapter(int)
_SHARE: TypeAdapter[float] = TypeAdapter(float)

EMPTY = "文件是空的；至少要有 title 和 indicators；可用 archive init 文件夹 --template 模板 生成一份"


def find(tree: Tree) -> list[Fault]:
    """Return every fault of the catalogue in ``tree``, by line; empty when it is right."""
    if tree.data is None:
        return [Fault((1, 1), (), EMPTY)]
    found = [*tree.faults, *shape.faults(tree, Catalogue)]
    if isinstance(tree.data, dict):
        found += _sense(tree)
    return sorted(set(found), key=lambda fault: (fault.place, str(fault.route), fault.text))


def _sense(tree: Tree) -> Iterator[Fault]:
    units = _unit_names(tree)
    yield from _repeated(tree, _unit_ids(tree), "单位代号")
    yield from _period_faults(tree, ("period",), tree.data.get("period"))
    if tree.data.get("indicators") == []:
        yield Fault(tree.place(("indicators",)), ("indicators",), "至少要有一项指标")
    nodes = list(_nodes(tree.data.get("indicators"), ("indicators",)))
    yield from _repeated(tree, _codes(nodes), "编号")
    yield from _repeated(tree, _codes([*_rows(tree, "deductions"), *_rows(tree, "veto")]), "编号")
    yield from _grade_faults(tree, ("scoring", "grades"), _inside(tree.data.get("scoring"), "grades"))
    for route, node in nodes:
        yield from _code_faults(tree, (*route, "code"), node.get("code"))
        yield from _period_faults(tree, (*route, "period"), node.get("period"))
        yield from _node_faults(tree, route, node)
        yield from _unit_faults(tree, route, node, units)
        yield from _grade_faults(tree, (*route, "grades"), node.get("grades"))
        yield from _need_faults(tree, route, node)


def _codes(rows: Iterable[tuple[Route, dict[str, Any]]]) -> list[tuple[Route, str]]:
    return [((*route, "code"), row["code"]) for route, row in rows if _text(row.get("code"))]


def _rows(tree: Tree, key: str) -> Iterator[tuple[Route, dict[str, Any]]]:
    rows = tree.data.get(key)
    for n, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield (key, n), row


def _inside(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _grade_faults(tree: Tree, route: Route, grades: Any) -> Iterator[Fault]:
    """The first grade that fits holds: one after a better, or after one that always fits, never would."""
    rows = [row for row in grades if isinstance(row, dict)] if isinstance(grades, list) else []
    for n, (before, row) in enumerate(pairwise(rows), 1):
        higher, lower = _share(before.get("percent")), _share(row.get("percent"))
        if higher is not None and lower is not None and higher <= lower:
            text = f"等次要从高到低写；{lower:g} 不低于前一等的 {higher:g}"
            yield Fault(tree.place((*route, n)), (*route, n, "percent"), text)
        if before.get("missing") is None and before.get("share") is None:
            text = "前一等没有写条件（missing 或 share），轮不到这一等；只有最后一等可以不写"
            yield Fault(tree.place((*route, n)), (*route, n), text)


def _nodes(value: Any, route: Route) -> Iterator[tuple[Route, dict[str, Any]]]:
    for n, node in enumerate(value if isinstance(value, list) else ()):
        if isinstance(node, dict):
            yield (*route, n), node
            yield from _nodes(node.get("children"), (*route, n, "children"))


def _code_faults(tree: Tree, route: Route, code: Any) -> Iterator[Fault]:
    """Codes are compared, typed and printed everywhere: what nobody sees has no place in them."""
    if _text(code) and unseen.line(code.strip()) != unicodedata.normalize("NFC", code.strip()):
        yield Fault(tree.place(route), route, "编号里有看不见的字符（如换行、零宽空格）；请删去重新输入")


def _node_faults(tree: Tree, route: Route, node: dict[str, Any]) -> Iterator[Fault]:
    if node.get("children") and node.get("evidence"):
        at = (*route, "evidence")
        text = "有下级指标（children）的指标不能再写应备材料（evidence）；请把它移到末级指标下"
        yield Fault(tree.key_place(at), at, text)


def _unit_ids(tree: Tree) -> list[tuple[Route, str]]:
    units = tree.data.get("units")
    rows = enumerate(units if isinstance(units, list) else ())
    return [(("units", n, "id"), u["id"]) for n, u in rows if isinstance(u, dict) and _text(u.get("id"))]


def _unit_names(tree: Tree) -> set[str]:
    units = tree.data.get("units")
    rows = [u for u in (units if isinstance(units, list) else ()) if isinstance(u, dict)]
    lists = [u.get("aliases") for u in rows]
    aliases = [a for names in lists if isinstance(names, list) for a in names]
    names = [*(u.get("id") for u in rows), *(u.get("name") for u in rows), *aliases]
    return {name.strip() for name in names if _text(name)}


def _unit_faults(tree: Tree, route: Route, node: dict[str, Any], known: set[str]) -> Iterator[Fault]:
    support = node.get("support")
    wanted: list[tuple[Route, Any]] = [((*route, "lead"), node.get("lead"))]
    names = enumerate(support if isinstance(support, list) else ())
    wanted += [((*route, "support", n), name) for n, name in names]
    for at, name in wanted:
        if _text(name) and (name := name.strip()) not in known:
            guess = nearest(name, known)
            hint = f"，是不是 {guess}？" if guess else "；请先在 units 里登记"
            yield Fault(tree.place(at), at, f"units 里没有单位 {name}{hint}")


def _need_faults(tree: Tree, route: Route, node: dict[str, Any]) -> Iterator[Fault]:
    needs = node.get("evidence")
    for n, need in enumerate(needs if isinstance(needs, list) else ()):
        if isinstance(need, dict):
            at = (*route, "evidence", n)
            yield from _kind_faults(tree, (*at, "kind"), need.get("kind"))
            yield from _count_faults(tree, at, need)
            yield from _period_faults(tree, (*at, "period"), need.get("period"))
            yield from _form_faults(tree, at, need)
            for key in ("any_of", "bundle"):
                yield from _part_faults(tree, (*at, key), need.get(key))


def _form_faults(tree: Tree, route: Route, need: dict[str, Any]) -> Iterator[Fault]:
    """A need is of a kind, of one of several or of a set; a count a year needs the years."""
    written = [key for key in ("kind", "any_of", "bundle") if key in need]
    if not written:
        yield Fault(tree.place(route), (*route, "kind"), "缺少必填的 kind（或写 any_of、bundle）")
    for key in written[1:]:
        text = f"{written[0]} 和 {key} 只能写一个；要的是两样就写成两项"
        yield Fault(tree.key_place((*route, key)), (*route, key), text)
    if need.get("per") is not None and str(need.get("any_date")).strip().lower() == "true":
        text = "不限日期（any_date）的材料不能再按 per 计数；请删去其中一个"
        yield Fault(tree.key_place((*route, "per")), (*route, "per"), text)
    elif need.get("per") is not None and not _timed(tree, route):
        text = "按 per 计数要有测评周期；请在文件开头、这个指标或这一项写上 period"
        yield Fault(tree.key_place((*route, "per")), (*route, "per"), text)
    parts = need.get("any_of")
    if any(_inside(part, "min") is not None for part in (parts if isinstance(parts, list) else ())):
        for idle in sorted({"min", "per"} & need.keys()):
            text = f"any_of 里写了各要几份（min），就不能再写 {idle}；请删去其中一个"
            yield Fault(tree.key_place((*route, idle)), (*route, idle), text)


def _timed(tree: Tree, route: Route) -> bool:
    """Return whether what stands at ``route``, or something above it, has a period."""
    at = tree.data
    found = _inside(at, "period") is not None
    for step in route:
        at = at[step]
        found = found or _inside(at, "period") is not None
    return found


def _part_faults(tree: Tree, route: Route, parts: Any) -> Iterator[Fault]:
    if parts == []:
        yield Fault(tree.place(route), route, "至少要有一项")
    for n, part in enumerate(parts if isinstance(parts, list) else ()):
        at = (*route, n)
        if isinstance(part, dict):
            yield from _kind_faults(tree, (*at, "kind"), part.get("kind"))
        same = _wish(part)
        if same and same in map(_wish, parts[:n]):
            yield Fault(tree.place(at), at, "和前面写的是同一样；要几份请写 min，如 {kind: 照片, min: 3}")


def _wish(part: Any) -> tuple[Any, ...]:
    """Return what a part asks for, to compare; empty of what nobody can tell."""
    known = piece(part.strip()) if isinstance(part, str) else part
    kind = kinds.find(str(_inside(known, "kind"))) if isinstance(known, dict) else None
    return (kind.id, str(_inside(known, "words") or "")) if kind else ()


def _kind_faults(tree: Tree, route: Route, kind: Any) -> Iterator[Fault]:
    if not _text(kind) or kinds.find(kind):
        return
    if form := piece(kind.strip()):
        yield Fault(tree.place(route), route, _as_kind(kind, form))
        return
    guess = nearest(kind, [name for k in kinds.KINDS for name in (k.id, k.label)])
    hint = f"，是不是 {guess}？" if guess else "；"
    known = "、".join(f"{k.id}（{k.label}）" for k in kinds.KINDS)
    yield Fault(tree.place(route), route, f"不认识的材料类型 {kind}{hint}可用的类型：{known}")


def _as_kind(word: str, form: dict[str, Any]) -> str:
    """Return how a form (方案, 签到表) is asked for by the kind that it is of."""
    only = f"（只要{word}的，再写 words: [{'、'.join(form['words'])}]）" if "words" in form else ""
    return f"不认识的材料类型 {word}，请写 kind: {kinds.BY_ID[form['kind']].label}{only}"


def _count_faults(tree: Tree, route: Route, need: dict[str, Any]) -> Iterator[Fault]:
    low, high = _count(need.get("min", "1")), _count(need.get("max"))
    if low is not None and high is not None and low > high:
        at = (*route, "min" if "min" in need else "max")
        yield Fault(tree.place(at), at, f"min（{low}）大于 max（{high}）；至少的份数不能多于至多的份数")


def _period_faults(tree: Tree, route: Route, value: Any) -> Iterator[Fault]:
    dates = {k: v for k, v in value.items() if k in ("start", "end")} if isinstance(value, dict) else value
    try:
        period = Period.model_validate(dates)
    except ValidationError:
        return
    if period.end < period.start:
        text = f"周期的末日 {period.end} 早于首日 {period.start}；请把 start 和 end 对调或改正"
        yield Fault(tree.place((*route, "end")), (*route, "end"), text)


def _repeated(tree: Tree, values: list[tuple[Route, str]], what: str) -> Iterator[Fault]:
    first: dict[str, Route] = {}
    for route, value in values:
        key = value.strip()
        if key in first:
            text = f"{what} {key} 重复，第 {tree.place(first[key])[0]} 行已有；每个{what}只能用一次"
            yield Fault(tree.place(route), route, text)
        first.setdefault(key, route)


def _count(value: Any) -> int | None:
    try:
        return _COUNT.validate_python(value)
    except ValidationError:
        return None


def _share(value: Any) -> float | None:
    try:
        return _SHARE.validate_python(value)
    except ValidationError:
        return None


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
