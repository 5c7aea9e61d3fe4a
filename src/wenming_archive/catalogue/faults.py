"""Everything wrong with a catalogue, at once, each with its place and what would be right.

Shape (types, unknown and missing keys) comes from pydantic; sense (codes, units, kinds, counts,
periods) is checked on the raw tree, so that one broken part never hides another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wenming_archive import kinds
from wenming_archive.catalogue.model import Catalogue, Period
from wenming_archive.text import unseen
from wenming_archive.yamlfile import shape
from wenming_archive.yamlfile.shape import nearest
from wenming_archive.yamlfile.tree import Fault, Route, Tree

_COUNT: TypeAdapter[int] = TypeAdapter(int)

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
    yield from _repeated(tree, [((*r, "code"), n["code"]) for r, n in nodes if _text(n.get("code"))], "编号")
    for route, node in nodes:
        yield from _code_faults(tree, (*route, "code"), node.get("code"))
        yield from _period_faults(tree, (*route, "period"), node.get("period"))
        yield from _node_faults(tree, route, node)
        yield from _unit_faults(tree, route, node, units)
        yield from _need_faults(tree, route, node)


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
            yield from _kind_faults(tree, (*route, "evidence", n, "kind"), need.get("kind"))
            yield from _count_faults(tree, (*route, "evidence", n), need)


def _kind_faults(tree: Tree, route: Route, kind: Any) -> Iterator[Fault]:
    if not _text(kind) or kinds.find(kind):
        return
    names = [name for k in kinds.KINDS for name in (k.id, k.label)]
    forms = {form: k for k in kinds.KINDS for form in k.forms}
    guess = forms[kind].label if kind in forms else nearest(kind, names)
    hint = f"，是不是 {guess}？" if guess else "；"
    known = "、".join(f"{k.id}（{k.label}）" for k in kinds.KINDS)
    yield Fault(tree.place(route), route, f"不认识的材料类型 {kind}{hint}可用的类型：{known}")


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


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
