"""decisions.yaml: what people decided, by content hash, with the path beside it for people.

The only file of a workspace that cannot be rebuilt.  A decision follows the content wherever it
is moved or renamed; when a file is edited in place, the decision made for its path holds on.
Empty files are all alike: of them a decision holds for the path alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from wenming_archive.allowances import Allowed
from wenming_archive.errors import Faults
from wenming_archive.text import dates
from wenming_archive.yamlfile import shape, tree

TEMPLATE = """\
# 人工决定：由 archive assign、ignore、unassign、review、not-held 写入，也可以手工修改。
# 这是工作区里唯一不能自动重建的文件，请一并备份。

# 对材料的决定。sha256 是文件内容的指纹，path 是作决定时文件的位置：文件移走，决定跟着
# 内容走；文件改动过，决定跟着位置走。assign 归入的指标，主要的写在最前；
# ignore: true 表示不作为材料，再加 related: true 表示内容相关、只是不用（如旧稿），相近的材料不受影响；
# unassign: true 表示不归入任何指标；caption 是题名（如照片说明），代替自动取的；photo 是照片说明的
# 各要素：time 时间、place 地点、persons 人物、theme 主题、background 背景、cause 事由、photographer 摄影者。
items: []

# 未开展或不适用的指标：code 编号，note 说明；due 预计完成的日期；na: true 表示不适用。
not_held: []

# 减分项和一票否决项：code 编号，happened: true 发生过、false 经核实没有，note 说明。
negative: []

# 自己写的结论性说明：code 编号，text 全文；代替程序按材料写的那一段。
conclusions: []

# 准予交出的：what 为什么本来要拦下，reason 理由；文件改动过，就要重新决定。
allowed: []
"""


#: SHA-256 of no bytes at all.
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#: What a decision is about: the content, and of an empty one the path.
Key = tuple[str, str]


def key(sha256: str, path: str = "") -> Key:
    """Return what a decision on ``sha256``, found at ``path``, is about."""
    return sha256, path.strip() if sha256 == EMPTY else ""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Elements(_Model):
    """What a person said for the caption of a photo, beside its title; empty where nothing was said."""

    time: str = ""
    place: str = ""
    persons: str = ""
    theme: str = ""
    background: str = ""
    cause: str = ""
    photographer: str = ""

    def over(self, other: Elements) -> Elements:
        """Return these, and what ``other`` says where these say nothing."""
        return other.model_copy(update=self.model_dump(exclude_defaults=True))


class Decision(_Model):
    """What a person decided of one item."""

    sha256: str
    path: str = ""
    assign: tuple[str, ...] = ()
    ignore: bool = False
    #: Of an ignored one: that it has to do with the assessment, and is only not wanted.
    related: bool = False
    unassign: bool = False
    caption: str = ""
    photo: Elements = Elements()
    at: str = ""

    @property
    def key(self) -> Key:
        """What the decision is about."""
        return key(self.sha256, self.path)

    @property
    def places(self) -> bool:
        """True when it says where the item goes; a caption alone does not."""
        return bool(self.assign or self.ignore or self.unassign)


class NotHeld(_Model):
    """An indicator whose work was not done, or does not apply; with the reason."""

    code: str
    note: str = ""
    #: The day by which it will be done after all, ISO; empty if it will not.
    due: str = ""
    #: True when it does not apply to this unit at all.
    na: bool = False
    at: str = ""

    @property
    def due_day(self) -> dt.date | None:
        """The day by which it will be done, if that is a day."""
        hits = dates.find(self.due)
        return dates.span(hits[0].iso)[1] if hits else None


class Negative(_Model):
    """Whether something that costs points, or the title, has happened."""

    code: str
    happened: bool = True
    note: str = ""
    at: str = ""


class Concluded(_Model):
    """What a person wrote as the concluding statement (结论性说明) of an indicator."""

    code: str
    text: str
    at: str = ""


class Decisions(_Model):
    """All decisions of a workspace; of two for one content the later holds."""

    items: tuple[Decision, ...] = ()
    not_held: tuple[NotHeld, ...] = ()
    negative: tuple[Negative, ...] = ()
    conclusions: tuple[Concluded, ...] = ()
    allowed: tuple[Allowed, ...] = ()

    def cleared(self) -> frozenset[tuple[str, str]]:
        """Return the contents that were let pass for a reason, each with the check that had held it."""
        return frozenset((one.sha256, one.what) for one in self.allowed if one.reason)

    def latest(self) -> dict[Key, Decision]:
        """Return the decisions that hold, by what they are about."""
        return {d.key: d for d in self.items}

    def notes(self) -> dict[str, NotHeld]:
        """Return the not-held notes by indicator code."""
        return {n.code: n for n in self.not_held}

    def negative_by_code(self) -> dict[str, Negative]:
        """Return what was said of deductions and vetoes, by their codes."""
        return {n.code: n for n in self.negative}

    def conclusions_by_code(self) -> dict[str, Concluded]:
        """Return the concluding statements that people wrote, by indicator code."""
        return {c.code: c for c in self.conclusions if c.text}

    def taking(self, made: Iterable[Decision]) -> Decisions:
        """Return all with those ``made``; what one does not speak of (place, title) stays as it was."""
        known = self.latest()
        for one in made:
            before = known.get(one.key, one)
            said = {name: getattr(one, name) for name in one.model_dump(exclude_defaults=True)}
            if one.places:
                said |= {"caption": one.caption or before.caption}
            said |= {"photo": before.photo if one.photo == Elements() else one.photo}
            known[one.key] = (one if one.places else before).model_copy(update=said)
        return self.model_copy(update={"items": tuple(known.values())})


def load(path: Path) -> Decisions:
    """Return the decisions of the file at ``path``; none if there is no such file.

    :raises Faults: with a line for each fault of a file changed by hand.
    """
    return parse(tree.read_text(path), str(path)) if path.exists() else Decisions()


def parse(text: str, name: str = "decisions.yaml") -> Decisions:
    """Return the decisions written in ``text``; ``name`` stands before each fault.

    :raises Faults: with a line for each fault.
    """
    parsed = tree.parse(text, name)
    parsed.data = {} if parsed.data is None else parsed.data
    found = [*parsed.faults, *shape.faults(parsed, Decisions)]
    if found:
        raise Faults([shape.shown(fault, name) for fault in found])
    return Decisions.model_validate(parsed.data)
