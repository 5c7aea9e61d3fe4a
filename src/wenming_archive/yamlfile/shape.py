"""Faults of shape: unknown and missing keys, wrong types, against any pydantic model."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from wenming_archive.text.normal import narrow
from wenming_archive.yamlfile.tree import Fault, Route, Tree

#: Chinese words a clerk may write for a key.
_CHINESE_KEYS = {
    "title": "名称 标题 指标名称 指标 体系名称 题名",
    "code": "编号 代码 指标编号 序号",
    "standard": "标准 测评标准 描述 说明 内容",
    "score": "分值 分数 得分",
    "methods": "方法 测评方法 测评方式 method",
    "lead": "牵头 牵头单位 责任单位 负责部门 unit leader",
    "support": "配合 配合单位 协办",
    "evidence": "材料 应备 应备材料 needs need requirements",
    "children": "下级 子项 二级指标 indicators items",
    "kind": "类型 材料类型 种类 type",
    "min": "至少 最少 数量 份数 count required",
    "max": "至多 最多",
    "note": "备注 说明 要求",
    "any_date": "不限日期 不限时间",
    "period": "周期 测评周期 时间",
    "start": "开始 起 首日 from begin",
    "end": "结束 止 末日 to",
    "keywords": "关键词 关键字",
    "exclude": "排除 排除词",
    "units": "单位 科室 责任单位",
    "id": "代号 编号",
    "name": "名称 单位名称",
    "aliases": "别名 简称 alias",
    "issuer": "发布单位 印发单位",
    "edition": "版本 年份 version year",
    "indicators": "指标 测评指标 items",
    "bonus": "加分 加分项",
    "any_of": "任一 任选 几类均可 or either",
    "bundle": "一套 成套 整套 set",
    "per": "频次 周期 every",
    "words": "含词 题名含 字样",
    "official": "正式文件 红头文件",
    "scoring": "计分 计分办法 评分",
    "grades": "等次 等级",
    "deductions": "减分 扣分 减分项",
    "veto": "否决 一票否决 负面清单",
    "due": "期限 截止 截止日期 完成时限",
    "contact": "联系人",
    "phone": "电话 联系电话",
    "caption": "题名 照片说明 title",
    "photo": "照片 照片要素",
    "time": "时间 拍摄时间 date",
    "place": "地点 拍摄地点",
    "persons": "人物 人员 people",
    "theme": "主题",
    "background": "背景",
    "cause": "事由",
    "photographer": "摄影者 拍摄者 作者",
}
_EXPECTED = {
    "string_type": "应是文字",
    "int_parsing": "应是整数，如 2",
    "int_type": "应是整数，如 2",
    "int_parsing_size": "应是整数，如 2",
    "int_from_float": "应是整数，如 2",
    "float_parsing": "应是数字，如 4 或 2.5",
    "float_type": "应是数字，如 4 或 2.5",
    "bool_parsing": "应是 true 或 false",
    "bool_type": "应是 true 或 false",
    "tuple_type": "应是列表，每项一行以“- ”开头，或写成 [甲, 乙]",
    "list_type": "应是列表，每项一行以“- ”开头，或写成 [甲, 乙]",
    "model_type": "应是“键: 值”的形式",
    "model_attributes_type": "应是“键: 值”的形式",
    "dict_type": "应是“键: 值”的形式",
    "string_too_short": "不能为空",
    "too_short": "至少要有一项",
    "greater_than_equal": "不能小于 0",
    "less_than_equal": "不能大于 100",
    "greater_than": "应大于 0",
    "finite_number": "应是数字，如 4 或 2.5",
}


def shown(fault: Fault, name: str) -> str:
    """Return ``FILE:LINE:COLUMN: PATH: text``."""
    line, column = fault.place
    route = route_text(fault.route)
    return (
        f"{name}:{line}:{column}: {route}: {fault.text}" if route else f"{name}:{line}:{column}: {fault.text}"
    )


def route_text(route: Route) -> str:
    """Return a route as people write it: ``indicators[0].evidence[1].kind``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in route)
    return "".join(parts).lstrip(".")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, if any is alike."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return close[0] if close else None


def faults(tree: Tree, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield what in ``tree`` does not fit ``model``, each with its place."""
    try:
        model.model_validate(tree.data)
    except ValidationError as error:
        for entry in error.errors(include_url=False):
            yield _fault(tree, model, entry)


def _fault(tree: Tree, model: type[BaseModel], entry: Any) -> Fault:
    route: Route = tuple(entry["loc"])
    if entry["type"] == "extra_forbidden":
        return Fault(tree.key_place(route), route, _unknown_key(str(route[-1]), _model_at(model, route[:-1])))
    if entry["type"] == "missing":
        return Fault(tree.place(route), route, f"缺少必填的 {route[-1]}")
    text = _EXPECTED.get(entry["type"]) or _date_text(entry["type"]) or entry["msg"]
    return Fault(
        tree.place(route), route, f"{_written(entry['input'])}{text}{_full_width_hint(entry['input'])}"
    )


def _date_text(kind: str) -> str | None:
    return "应是日期，如 2023-12-31" if kind.startswith("date") else None


def _written(value: Any) -> str:
    return f"“{value[:40]}”" if isinstance(value, str) and value else ""


def _full_width_hint(value: Any) -> str:
    if not isinstance(value, str) or narrow(value) == value:
        return ""
    return "（用了全角冒号“：”，请改成半角“: ”）" if "：" in value else "（用了全角字符，请改成半角）"


def _unknown_key(key: str, model: type[BaseModel]) -> str:
    known = list(model.model_fields)
    # From the last: 指标 means indicators where there are any, else title.
    meant = next((k for k in reversed(known) if key in _CHINESE_KEYS.get(k, "").split()), None)
    guess = meant or nearest(key, known)
    hint = f"，是不是 {guess}？" if guess else "；"
    return f"不认识的键 {key}{hint}可用的键：{'、'.join(known)}"


def _model_at(model: type[BaseModel], route: Route) -> type[BaseModel]:
    """Return the model of the mapping at ``route`` below ``model``."""
    for part in route:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for arg in get_args(annotation) if (m := _inner(arg))), None)
