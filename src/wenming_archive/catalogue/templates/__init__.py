"""Bundled catalogues (模板): to add one, put its YAML file here and its name in ``NAMES``."""

from __future__ import annotations

from importlib import resources

from wenming_archive.errors import InputError

#: File stem and what people call it, in the order they are offered.
NAMES: dict[str, str] = {
    "wenming-danwei": "文明单位",
    "wenming-xiaoyuan": "文明校园",
    "wenming-chengshi": "文明城市（县城）",
    "wenming-cunzhen": "文明村镇",
    "weichengnianren": "未成年人思想道德建设",
    "zhiyuan-fuwu": "志愿服务",
    "weisheng-chengshi": "国家卫生城市",
}


def text(name: str) -> str:
    """Return the YAML text of the template called ``name`` (its stem or its Chinese name).

    :raises InputError: naming the templates there are.
    """
    stem = next((s for s, label in NAMES.items() if name in (s, label, label.split("（")[0])), None)
    if stem is None:
        known = "、".join(f"{s}（{label}）" for s, label in NAMES.items())
        raise InputError(f"没有名为 {name} 的模板；可用的模板：{known}")
    return (resources.files(__package__) / f"{stem}.yaml").read_text("utf-8")
