"""Check what a colleague filled in against the items, the catalogue and the decisions of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wenming_archive import decisions
from wenming_archive.book import Choice
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.decisions import EMPTY, Decision, Decisions
from wenming_archive.errors import InputError
from wenming_archive.export import review_sheet as sheet
from wenming_archive.export.review_answers import Answer
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import deciding, finding
from wenming_archive.pipeline.decided import Decided
from wenming_archive.text import codes

#: Held by what a person took from every indicator.
_NOWHERE = ("",)


class Checker:
    """Turns answers into choices, and gathers what is wrong with them."""

    def __init__(
        self,
        catalogue: Catalogue,
        decided: Decisions,
        items: Sequence[Item],
        offered: Mapping[str, sheet.Choice],
    ) -> None:
        self.faults: list[str] = []
        self._catalogue = catalogue
        self._items = items
        self._by_key = {item.known.key: item for item in items}
        self._decided = Decided(decided, [item.known for item in items])
        self._leaves = Leaves(catalogue, offered)
        self._earlier: dict[decisions.Key, tuple[Answer, tuple[str, ...]]] = {}

    def choice(self, answer: Answer) -> Choice | None:
        """Return what a marked row chooses; ``None`` if that stands already, or the row is at fault."""
        before = len(self.faults)
        self._note(answer, *act_faults(answer))
        wanted = self._codes(answer)
        item = self._item(answer)
        if item is None:
            return None
        whole = len(self.faults) == before
        stands = self._stands(answer, item, wanted if whole else None)
        if not whole:
            return None
        choice = Choice(item.known.sha256 or "", item.found.source, wanted)
        self._compare(answer, choice)
        return None if stands else choice

    def _note(self, answer: Answer, *faults: str) -> None:
        shown = sheet.line(answer.identity.source if answer.identity else answer.shown)
        self.faults += [f"第 {answer.row} 行 {shown or '（没有写材料）'}：{fault}" for fault in faults]

    def _codes(self, answer: Answer) -> tuple[str, ...]:
        """Return the indicators of a row; what cannot be understood is noted."""
        found: list[str] = []
        for text in filter(None, answer.codes):
            try:
                found.append(self._leaves.find(text).code)
            except InputError as error:
                self._note(answer, str(error))
        return tuple(dict.fromkeys(found))

    def _item(self, answer: Answer) -> Item | None:
        """Return the item that a row is about; if it cannot be told, or is another now, that is noted."""
        about = answer.identity
        if about is None:
            self._note(
                answer, "隐藏的标记和这份材料对不上（材料一栏改过，或只对几列排过序）；请重新写出这张表再填"
            )
            return None
        there = self._by_key.get((about.root, about.source))
        if there and there.known.sha256 == about.sha256:
            return deciding.seen(self._items, there)
        moved = self._elsewhere(about.sha256)
        if moved is None:
            fault = "写出这张表之后内容改过" if there else "这份材料已不在"
            self._note(answer, f"{fault}；请清空或删去这一行，要处理就重新写出这张表")
        return moved

    def _elsewhere(self, sha256: str) -> Item | None:
        """Return the item that has a content by now: a decision goes with it, wherever it is moved."""
        if sha256 == EMPTY:
            return None
        same = (i for i in self._items if i.known.sha256 == sha256 and i.same_as is None)
        return next(same, None)

    def _stands(self, answer: Answer, item: Item, wanted: tuple[str, ...] | None) -> bool:
        """Say whether just this was decided before; if it is settled otherwise by now, note that."""
        decision = self._decided.of(item.known)
        held = _held(decision, self._catalogue) if decision else None
        placed = tuple(p.code for p in item.placement.indicators if p.by == "auto")
        if held is not None:
            if wanted is None or not _equal(held, wanted):
                self._note(answer, f"写出这张表之后已另有决定：{_told(held)}；请清空或删去这一行")
        elif item.status is Status.filed and placed and (wanted is None or not _equal(placed, wanted)):
            told = f"写出这张表之后程序已把它归入 {'、'.join(placed)}"
            self._note(answer, f"{told}；请清空或删去这一行，要改归就用 archive assign")
        return held is not None

    def _compare(self, answer: Answer, choice: Choice) -> None:
        """Note a row that chooses something else than an earlier one about the same content."""
        key = decisions.key(choice.sha256, choice.path)
        earlier, chosen = self._earlier.setdefault(key, (answer, choice.codes))
        if chosen != choice.codes:
            self._note(answer, f"和第 {earlier.row} 行是同一份材料，填得不一样；请只留一行")


def act_faults(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the marks of a row among each other."""
    for head in answer.numbers:
        yield f"“{head}”里是数字或日期，不是文字；请从下拉列表选"
    act, main = answer.act, answer.codes[0]
    if act and act not in (sheet.FILE, sheet.IGNORE) and sheet.ACT not in answer.numbers:
        yield f"“{sheet.ACT}”里写的是“{sheet.line(act)}”；只能选“{sheet.FILE}”或“{sheet.IGNORE}”，或者空着"
    if act == sheet.IGNORE and any(answer.codes):
        yield f"选了“{sheet.IGNORE}”，又选了指标；请只留一样"
    elif any(answer.codes) and not main:
        yield f"选了别的指标，没有选“{sheet.CODES[0]}”"
    elif act == sheet.FILE and not main:
        yield f"选了“{sheet.FILE}”，没有选“{sheet.CODES[0]}”"


class Leaves:
    """The indicators, as the sheet ``offered`` them and as people type them."""

    def __init__(self, catalogue: Catalogue, offered: Mapping[str, sheet.Choice]) -> None:
        self._catalogue = catalogue
        self._offered = offered
        self._shown = {sheet.Choice(x.code, x.title).label: x for x in catalogue.leaves}

    def find(self, text: str) -> Leaf:
        """Return the leaf meant by what was chosen or typed.

        :raises InputError: if there is none, or what is written speaks of two.
        """
        shown = self._shown.get(sheet.line(text))
        found = self._catalogue.find(text)
        if shown:
            return shown
        if text in self._offered:
            raise InputError(self._changed(self._offered[text]))
        if found is None:
            raise InputError(self._unknown(text))
        rest = codes.path(text)[1].strip()
        if codes.canonical(found.code) == codes.canonical(text) or rest in ("", found.title):
            return found
        raise InputError(
            f"“{sheet.line(text)}”的编号和标题对不上，{found.code} 是 {found.title}；请从列表选，或只写编号"
        )

    def _changed(self, chosen: sheet.Choice) -> str:
        now = self._catalogue.by_code.get(chosen.code)
        if now is None:
            return f"测评体系里已没有指标 {chosen.label}；请另选，或重新写出这张表"
        return (
            f"写出这张表之后测评体系改过：{chosen.code} 原是 {chosen.title}，现在是 {sheet.line(now.title)}；"
            f"仍要归入就只写编号 {chosen.code}"
        )

    def _unknown(self, text: str) -> str:
        shown = sheet.line(text)
        below = [x for x in self._catalogue.leaves if text in [node.code for node in x.ancestors]]
        if below:
            return f"{shown} 是上级指标，要选末级指标，如 {below[0].code} {sheet.line(below[0].title)}"
        rest = codes.path(text)[1].strip()
        guess = finding.near(self._catalogue, rest or text) or finding.near(self._catalogue, text)
        hint = f"是不是 {guess.code} {sheet.line(guess.title)}？" if guess else ""
        return f"没有指标 {shown}；{hint}全部指标在“{sheet.LEAVES}”表里"


def _held(decision: Decision, catalogue: Catalogue) -> tuple[str, ...] | None:
    """Return where a decision puts its item, nowhere if it is no evidence; ``None`` if it says none."""
    if decision.ignore:
        return ()
    if decision.unassign:
        return _NOWHERE
    known = tuple(dict.fromkeys(code for code in decision.assign if code in catalogue.by_code))
    return known or None  # codes the catalogue no longer has place nothing


def _told(held: tuple[str, ...]) -> str:
    if not held:
        return sheet.IGNORE
    return "不归入任何指标" if held == _NOWHERE else f"归入 {'、'.join(held)}"


def _equal(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two name the same main indicator and the same others."""
    return one[:1] == other[:1] and set(one) == set(other)
