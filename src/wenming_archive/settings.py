"""archive.yaml: the settings of a workspace, each optional and each with a comment."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from wenming_archive.errors import Faults
from wenming_archive.yamlfile import shape, tree

#: What a file name's pattern may use.
_NAME_PARTS = frozenset({"code", "nn", "title", "original", "ext"})


class Boldness(StrEnum):
    """How sure the program must be to file by itself."""

    careful = "稳妥"
    balanced = "均衡"
    bold = "积极"


def _path(text: str) -> str:
    """Refuse what no system takes for a path."""
    if "\0" in text:
        raise PydanticCustomError("path", "路径里有看不见的字符（\\0）；请改正")
    return text


class Fonts(StrEnum):
    """Which faces the volume names: those of official papers, or those every Windows has."""

    gov = "gov"
    system = "system"


class Columns(StrEnum):
    """The columns of the list of an indicator's evidence."""

    evidence = "证据目录"
    volume = "卷内目录"
    archive = "归档文件目录"


class Layout(BaseModel):
    """How the volume (测评材料汇编) is laid out."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    fonts: Fonts = Field(Fonts.gov, description="gov 公文字体，system 系统自带字体")
    bold: bool = Field(False, description="标题加粗")
    columns: Columns = Field(Columns.evidence, description="材料目录的栏目")
    forms: bool = Field(True, description="每项指标印《测评材料提交表》")
    photos: int = Field(1, ge=0, le=2, description="图片每页几张，0 为不印")
    excerpts: bool = Field(False, description="印证摘录")
    links: bool = Field(False, description="题名链接到归档副本")
    appendix: bool = Field(True, description="附归档文件目录")
    head: bool = Field(True, description="印页眉")
    lacking: bool = Field(False, description="写明尚缺什么，供内部核对")
    project: str = Field("", description="封面上的项目名称")
    basis: str = Field("", description="编制依据，如通知的名称和文号")


class Portal(BaseModel):
    """What the portal takes; national and provincial ones differ, so nothing is assumed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    max_mb: float | None = Field(None, gt=0, allow_inf_nan=False, description="单个文件最大多少 MB")
    forms: tuple[str, ...] = Field((), description="收哪些格式，如 [pdf, jpg, docx]")
    max_name: int | None = Field(None, gt=0, description="文件名最多多少个字")

    @field_validator("forms")
    @classmethod
    def _plain(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(form.lower().lstrip(".") for form in forms)


class Settings(BaseModel):
    """The settings; field by field what ``archive.yaml`` may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    unit: str = Field("", description="申报单位")
    sources: tuple[Annotated[str, AfterValidator(_path)], ...] = Field((), description="材料所在文件夹")
    skip: tuple[str, ...] = Field((), description="不扫描的文件或文件夹，可用 * 和 ?")
    file_name: str = Field("{code}-{nn} {title}{ext}", description="归档文件名的样式")
    filing: Boldness = Field(Boldness.balanced, description="自动归档的把握")
    report_limit: int = Field(500, ge=0, description="说明报告最多多少字，0 为不限")
    portal: Portal = Field(Portal(), description="申报系统的要求")
    volume: Layout = Field(Layout(), description="测评材料汇编的样式")
    checks_off: dict[str, Annotated[str, Field(min_length=1)]] = Field({}, description="不做的检查和理由")

    @field_validator("file_name")
    @classmethod
    def _complete(cls, pattern: str) -> str:
        """A name must hold its number and its ending, and nothing unknown."""
        parts = list(Formatter().parse(pattern))  # ValueError: a brace without its other
        names = [name for _, name, _, _ in parts if name is not None]
        bare = all(not spec and not conversion for _, _, spec, conversion in parts)
        complete = "nn" in names and names[-1] == "ext" and pattern.endswith("{ext}")
        if not bare or not complete or set(names) - _NAME_PARTS or set("/\\") & set(pattern):
            raise ValueError("bad pattern")
        return pattern


#: What ``init`` writes: every option, its default, and what it does.
TEMPLATE = """\
# 档案工作区设置。每一项都可以不写，不写即用这里的默认值；改完保存，下次运行即生效。

# 申报单位全称，印在目录封面上。
unit: ""

# 材料所在的文件夹。archive scan 文件夹 会自动记在这里；不再扫描的可以删去一行。
sources: []

# 不扫描的文件或文件夹名，可用 * 和 ?，例如 ["个人*", "*.tmp"]。
# 隐藏文件、~$ 开头的临时文件、Thumbs.db 等本来就不扫描，不用写。
skip: []

# 归档文件名的样式。可用：{code} 指标编号，{nn} 两位序号，{title} 题名，
# {original} 原文件名，{ext} 扩展名。{nn} 和 {ext} 不能少，{ext} 要在最后。
file_name: "{code}-{nn} {title}{ext}"

# 自动归档的把握：稳妥（少归、更准）、均衡、积极（多归）。没把握的都等您在 archive review 中决定。
filing: 均衡

# 每项指标的说明报告最多多少字，超过的在 archive check 中提醒；0 为不限。
report_limit: 500

# 网上申报系统的要求，各地不同；不写即不检查。
#   max_mb 单个文件最大多少 MB；forms 收哪些格式，如 [pdf, jpg, docx]；max_name 文件名最多多少个字。
portal: {}

# 测评材料汇编（archive export-docx）的样式，不写的用下面的默认值，例如 {photos: 2, forms: false}。
#   fonts: gov 公文字体（仿宋_GB2312、方正小标宋简体等）；system 系统自带的仿宋、宋体；bold: true 标题加粗
#   columns: 材料目录的栏目，证据目录、卷内目录（GB/T 9705）或 归档文件目录（DA/T 22）
#   forms: 每项指标印《测评材料提交表》；photos: 图片每页 1 张或 2 张，0 不印；excerpts: 印证摘录
#   links: 题名链接到归档副本，拷到 U 盘也能点开；appendix: 附归档文件目录；head: 印页眉
#   lacking: 在结论性说明、备考表里写明尚缺什么，供内部核对；上交的不写
#   project: 封面上的项目名称，如 市级文明单位申报；basis: 编制依据，如通知的名称和文号
volume: {}

# 不做的检查：左边是检查的代号（archive check --json 里的 check），右边是理由，
# 例如 {near-duplicate: 我们的台账每月格式相同}。理由会写在检查结果里。
checks_off: {}
"""

_SAYINGS = {
    "file_name": "样式不对：要含 {nn}，以 {ext} 结尾，"
    "只能用 {code} {nn} {title} {original} {ext}，不含 / 和 \\",
    "filing": "应是 稳妥、均衡 或 积极",
    "volume.fonts": "应是 gov 或 system",
    "volume.columns": "应是 证据目录、卷内目录 或 归档文件目录",
    "volume.photos": "应是 0、1 或 2",
}


def load(path: Path) -> Settings:
    """Return the settings of the file at ``path``.

    :raises Faults: with a line for each fault.
    """
    parsed = tree.parse(tree.read_text(path), str(path))
    parsed.data = {} if parsed.data is None else parsed.data
    found = [*parsed.faults, *shape.faults(parsed, Settings)]
    if found:
        raise Faults([shape.shown(_worded(fault), str(path)) for fault in found])
    return Settings.model_validate(parsed.data)


def _worded(fault: tree.Fault) -> tree.Fault:
    said = _SAYINGS.get(".".join(map(str, fault.route)))
    if said and "不认识的键" not in fault.text:
        return tree.Fault(fault.place, fault.route, said)
    return fault
