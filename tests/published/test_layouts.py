"""A tree laid out as offices lay it out, in any of their ways, is read back as it was."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_archive.published.draft import Draft
from wenming_archive.published.grid import Cell, Grid, Line, grid
from wenming_archive.published.read import understood

_GROUPS = (
    "组织领导",
    "思想道德建设",
    "文明风尚",
    "环境与秩序",
    "创建活动",
    "法治建设",
    "队伍建设",
    "宣传教育",
)
_TITLES = (
    "领导重视", "学习型组织建设", "道德讲堂", "志愿服务", "诚信建设", "网络文明传播", "办公环境", "内部安全管理",
    "节俭养德", "移风易俗", "普法宣传", "文体活动", "结对帮扶", "机制保障", "班子建设", "廉洁从业", "典型选树", "政务公开",
)  # fmt: skip
_SENTENCES = (
    "成立领导小组，主要负责人任组长，有正式文件",
    "每年专题研究创建工作不少于2次，会议记录完整",
    "制定年度实施方案，任务分解到科室，责任到人",
    "公开服务承诺并兑现，群众满意度在90%以上",
    "环境整洁优美，无脏乱差现象；车辆停放有序",
    "定期开展业务培训，有计划、有考核、有总结",
    "积极参与文明城市创建，完成交办的各项任务",
    "志愿服务队登记注册，每季度至少开展1次活动",
    "党员干部带头移风易俗，签订承诺书",
    "一年内未发生安全责任事故和违法违纪案件",
)
_METHODS = ("材料审核", "实地考察", "问卷调查", "听取汇报", "网络调查")
_UNITS = ("市教育局", "市公安局", "市民政局", "团市委", "市妇联", "市城管局")
_HEADS = {
    "group": ("测评项目", "考核项目", "一级指标", "类别", "项目名称", "创建项目"),
    "middle": ("二级指标", "测评内容", "主要内容", "指标名称"),
    "title": ("测评内容", "三级指标", "考核指标", "指标", "考核内容", "测评指标"),
    "standard": ("测评标准", "考核标准", "具体要求", "指标描述", "工作要求", "评价标准", "创建标准"),
    "score": ("分值", "满分", "分数", "标准分", "权重"),
    "methods": ("测评方法", "考核方式", "检查方法", "测评方式", "评价方式"),
    "lead": ("牵头单位", "牵头部门", "主责单位"),
    "support": ("配合单位", "协办部门", "参与单位"),
    "units": ("责任单位", "责任科室", "负责部门", "承办单位"),
}
_CODES = {
    "roman": ("Ⅰ-{n} ", "Ⅱ-{m} "),
    "ascii": ("I-{n} ", "II-{m} "),
    "han": ("{han}、", "{m}."),
    "brackets": ("{han}、", "（{khan}）"),
    "dotted": ("{n} ", "{n}.{k} "),
    "dashed": ("", "{n}-{k} "),
    "letters": ("{letter} ", "{letter}{k} "),
    "none": ("", ""),
    "anew": ("{han}、", "{k}、"),
}
_HAN = "零一二三四五六七八九十"


@dataclass(frozen=True)
class _Leaf:
    title: str
    standard: str
    score: float
    methods: tuple[str, ...]
    lead: str
    support: tuple[str, ...]


@dataclass(frozen=True)
class _Tree:
    groups: tuple[tuple[str, tuple[_Leaf, ...]], ...]


@dataclass(frozen=True)
class _Way:
    """How a tree is laid out."""

    codes: str
    #: merged, blank, repeated, or a row across the table.
    groups: str
    points: str  # column, title, group
    units: str  # none, one, two
    methods: bool
    numbered: bool  # a column 序号
    again: int  # the head again after so many rows; 0 never
    total: bool
    fold: bool  # lines broken in titles
    heads: tuple[int, ...]


@st.composite
def _trees(draw: st.DrawFn) -> _Tree:
    titles = iter(draw(st.permutations(_TITLES)))
    groups = []
    for name in draw(st.lists(st.sampled_from(_GROUPS), min_size=2, max_size=4, unique=True)):
        leaves = [
            _Leaf(
                next(titles),
                draw(st.sampled_from(_SENTENCES)),
                draw(st.sampled_from((1.0, 1.5, 2.0, 3.0, 5.0, 10.0))),
                tuple(draw(st.lists(st.sampled_from(_METHODS), min_size=1, max_size=2, unique=True))),
                (units := draw(st.lists(st.sampled_from(_UNITS), min_size=1, max_size=3, unique=True)))[0],
                tuple(units[1:]),
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
        groups.append((name, tuple(leaves)))
    return _Tree(tuple(groups))


_ways = st.builds(
    _Way,
    st.sampled_from(sorted(_CODES)),
    st.sampled_from(("merged", "blank", "repeated", "across")),
    st.sampled_from(("column", "title", "group")),
    st.sampled_from(("none", "one", "two")),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0, 0, 3, 5)),
    st.booleans(),
    st.booleans(),
    st.tuples(*[st.integers(0, 20)] * 8),
)


def _code(pattern: str, n: int, m: int, k: int) -> str:
    return pattern.format(n=n, m=m, k=k, han=_HAN[n], khan=_HAN[k], letter=chr(64 + n))


def _head(way: _Way, kind: str, n: int) -> str:
    return _HEADS[kind][way.heads[n] % len(_HEADS[kind])]


def _columns(way: _Way) -> list[tuple[str, str]]:
    """Return the kinds of the columns, and their heads."""
    group, title = _head(way, "group", 0), _head(way, "title", 1)
    found = [("number", "序号")] if way.numbered else []
    found += [] if way.groups == "across" else [("group", group)]
    found += [("title", title if title != group else "考核指标"), ("standard", _head(way, "standard", 2))]
    found += [("methods", _head(way, "methods", 3))] if way.methods else []
    found += [("score", _head(way, "score", 4))] if way.points != "title" else []
    if way.units == "one":
        found.append(("units", _head(way, "units", 5)))
    elif way.units == "two":
        found += [("lead", _head(way, "lead", 6)), ("support", _head(way, "support", 7))]
    return found


def laid_out(tree: _Tree, way: _Way) -> Grid:
    """Return the table that an office would make of ``tree``."""
    columns = _columns(way)
    rows: list[list[str | None]] = [[head for _, head in columns]]
    merges: dict[tuple[int, int], int] = {}
    across: set[int] = set()
    m = 0
    for n, (name, leaves) in enumerate(tree.groups, 1):
        points = sum(leaf.score for leaf in leaves)
        shown = (
            _code(_CODES[way.codes][0], n, n, n)
            + name
            + (f"（{points:g}分）" if way.points == "group" else "")
        )
        if way.groups == "across":
            across.add(len(rows))
            rows.append([shown, *[None] * (len(columns) - 1)])
        first = len(rows)
        for k, leaf in enumerate(leaves, 1):
            m += 1
            if way.again and m > 1 and (m - 1) % way.again == 0 and (way.groups != "merged" or k == 1):
                rows.append([head for _, head in columns])
                first = len(rows) if k == 1 else first
            rows.append([_cell(kind, leaf, way, shown, (n, m, k), k == 1) for kind, _ in columns])
        if way.groups == "merged":
            merges[first, [kind for kind, _ in columns].index("group")] = len(rows) - first
    if way.total:
        total = sum(leaf.score for _, leaves in tree.groups for leaf in leaves)
        rows.append(["合计", *[f"{total:g}" if kind == "score" else "" for kind, _ in columns[1:]]])
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                wide = len(columns) if r in across else 1
                cells.append(Cell(tuple(text.split("\n")), r, c, merges.get((r, c), 1), wide))
    return grid(cells, [f"表1第{r + 1}行" for r in range(len(rows))], "表1")


def _cell(kind: str, leaf: _Leaf, way: _Way, group: str, numbers: tuple[int, int, int], first: bool) -> str:
    n, m, k = numbers
    if kind == "number":
        return str(m)
    if kind == "group":
        return group if first or way.groups == "repeated" else ""
    if kind == "title":
        code = _code(_CODES[way.codes][1], n, m, k)
        points = f"（{leaf.score:g}分）" if way.points == "title" else ""
        gap = "\n" if way.fold else ""
        return (
            f"{code.strip()}{gap}{leaf.title}{gap}{points}"
            if way.fold and code
            else f"{code}{leaf.title}{points}"
        )
    return {
        "standard": leaf.standard,
        "methods": "、".join(leaf.methods),
        "score": f"{leaf.score:g}",
        "units": "、".join((leaf.lead, *leaf.support)),
        "lead": leaf.lead,
        "support": "、".join(leaf.support),
    }[kind]


def _read(tree: _Tree, way: _Way) -> Draft:
    return understood([Line("市级文明单位测评体系", "第1段"), laid_out(tree, way)], "某文件")


@settings(max_examples=150, deadline=None)
@given(_trees(), _ways)
def test_a_laid_out_tree_is_read_back(tree: _Tree, way: _Way) -> None:
    draft = _read(tree, way)
    assert not draft.unread
    read = [(node.title, [leaf.title for leaf in node.leaves]) for node in draft.nodes]
    assert read == [(name, [leaf.title for leaf in leaves]) for name, leaves in tree.groups]
    pairs = zip(draft.leaves, (leaf for _, leaves in tree.groups for leaf in leaves), strict=True)
    for found, leaf in pairs:
        assert found.standard == leaf.standard
        assert found.score == leaf.score
        assert found.methods == (leaf.methods if way.methods else ())
        if way.units != "none":
            assert (found.lead, found.support) == (leaf.lead, leaf.support)


@settings(max_examples=80, deadline=None)
@given(_trees(), _ways)
def test_codes_are_those_published_and_no_two_are_the_same(tree: _Tree, way: _Way) -> None:
    draft = _read(tree, way)
    codes = [node.code for _, node in draft.walk()]
    assert len(set(codes)) == len(codes)
    m = 0
    for n, (node, (_, leaves)) in enumerate(zip(draft.nodes, tree.groups, strict=True), 1):
        outer, inner = _CODES[way.codes]
        if outer:
            assert node.code == _code(outer, n, n, n).strip().rstrip("、")
        for k, leaf in enumerate(node.children or (node,), 1):
            m += 1
            own = _code(inner, n, m, k).strip().rstrip("、.").replace("（", "(").replace("）", ")")
            assert leaf.code.endswith(own), leaves
