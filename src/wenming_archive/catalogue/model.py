"""The catalogue (测评体系) as frozen models: exactly the keys of its YAML file.

``schemas/catalogue.schema.json`` is generated from here, so a field's description is what an
editor shows while the file is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from wenming_archive.catalogue.base import Date, Model, Period, Text
from wenming_archive.catalogue.needs import Need
from wenming_archive.catalogue.scoring import Deduction, Grade, Scoring, Veto
from wenming_archive.text import codes

#: Methods (测评方法) that look at files; an indicator with none of them needs no evidence.
FILE_METHODS = ("材料审核", "网上申报", "听取汇报")


class Unit(Model):
    """责任单位或科室。"""

    id: Text = Field(description="代号，供 lead、support 引用，如 dangban")
    name: str = Field("", description="名称，如 党办；不写则用代号")
    aliases: tuple[Text, ...] = Field((), description="别名，如 [党委办公室]")
    contact: str = Field("", description="联系人，印在催办单上")
    phone: str = Field("", description="联系电话，印在催办单上")

    @property
    def label(self) -> str:
        """The name people know."""
        return self.name or self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Every word the unit goes by, its id apart."""
        return (self.label, *self.aliases)


class Indicator(Model):
    """指标；没有 children 的是末级指标，材料归在末级指标下。"""

    code: Text = Field(description='编号，请加引号，如 "Ⅰ-1"')
    title: Text = Field(description="指标名称")
    children: tuple[Indicator, ...] = Field((), description="下级指标，层数不限")
    standard: str = Field("", description="测评标准，一至三句话")
    score: float | None = Field(None, ge=0, allow_inf_nan=False, description="分值")
    methods: tuple[Text, ...] = Field((), description="测评方法，如 [材料审核, 实地考察]")
    lead: str | None = Field(None, description="牵头单位，units 中的代号")
    support: tuple[Text, ...] = Field((), description="配合单位，units 中的代号")
    evidence: tuple[Need, ...] = Field((), description="应备材料")
    keywords: tuple[Text, ...] = Field((), description="可选：本指标材料常见的词")
    exclude: tuple[Text, ...] = Field((), description="可选：出现即不属于本指标的词")
    period: Period | None = Field(None, description="可选：本指标单独的测评周期")
    bonus: bool = Field(False, description="true 表示加分项")
    grades: tuple[Grade, ...] = Field((), description="可选：本指标（及下级）单独的等次")
    due: Date | None = Field(None, description="可选：材料要在哪一天前交齐")

    @property
    def wants_files(self) -> bool:
        """True unless every method is without files and no need is stated."""
        by_file = any(known in method for method in self.methods for known in FILE_METHODS)
        return bool(self.evidence) or not self.methods or by_file


@dataclass(frozen=True)
class Leaf:
    """A leaf with its place in the tree."""

    indicator: Indicator
    #: From the first level down, the leaf itself left out.
    ancestors: tuple[Indicator, ...]
    #: Position among the leaves: the evaluators' order.
    position: int
    period: Period | None

    @property
    def code(self) -> str:
        """The leaf's code as the catalogue writes it."""
        return self.indicator.code

    @property
    def title(self) -> str:
        """The leaf's title."""
        return self.indicator.title

    @property
    def lead(self) -> str | None:
        """The lead unit's id, the leaf's own or the nearest ancestor's."""
        return next((node.lead for node in self.chain if node.lead), None)

    @property
    def support(self) -> tuple[str, ...]:
        """The supporting units' ids, the leaf's own or the nearest ancestor's."""
        return next((node.support for node in self.chain if node.support), ())

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades of the leaf's own or of the nearest ancestor."""
        return next((node.grades for node in self.chain if node.grades), ())

    @property
    def due(self) -> dt.date | None:
        """The day by which its evidence is to be there, the leaf's own or the nearest ancestor's."""
        return next((node.due for node in self.chain if node.due), None)

    @property
    def chain(self) -> tuple[Indicator, ...]:
        """The leaf and what it stands under, from the leaf up."""
        return (self.indicator, *reversed(self.ancestors))


class Catalogue(Model):
    """测评体系。"""

    title: Text = Field(description="体系名称")
    issuer: str = Field("", description="发布单位")
    edition: str = Field("", description='版本，如 "2023"')
    period: Period | None = Field(None, description="测评周期；周期外的材料不计")
    units: tuple[Unit, ...] = Field((), description="责任单位")
    scoring: Scoring = Field(Scoring(), description="计分办法")
    due: Date | None = Field(None, description="材料要在哪一天前交齐，印在催办单上")
    indicators: tuple[Indicator, ...] = Field(description="指标，按测评的顺序，至少一项")
    deductions: tuple[Deduction, ...] = Field((), description="减分项")
    veto: tuple[Veto, ...] = Field((), description="一票否决项（负面清单）")

    @property
    def negative(self) -> tuple[Deduction | Veto, ...]:
        """The deductions and then the vetoes."""
        return (*self.deductions, *self.veto)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves in catalogue order."""
        found = [pair for node in self.indicators for pair in _leaves(node, ())]
        return tuple(
            Leaf(node, above, n, _period((*above, node), self.period))
            for n, (node, above) in enumerate(found)
        )

    @cached_property
    def by_code(self) -> dict[str, Leaf]:
        """The leaves by code."""
        return {leaf.code: leaf for leaf in self.leaves}

    def find(self, code: str) -> Leaf | None:
        """Return the leaf that a person means by ``code`` (Ⅱ—1, II-1), or ``None`` if unclear."""
        exact = self.by_code.get(code.strip())
        if exact:
            return exact
        wanted = codes.canonical(code)
        same = [leaf for leaf in self.leaves if codes.canonical(leaf.code) == wanted]
        alike = same or [x for x in self.leaves if codes.numbers(x.code) == codes.numbers(code) != ()]
        return alike[0] if len(alike) == 1 else None

    def unit(self, name: str | None) -> Unit | None:
        """Return the unit whose id, name or alias is ``name``."""
        return next((u for u in self.units if name in (u.id, *u.names)), None)

    def unit_label(self, name: str | None) -> str | None:
        """Return what people call the unit ``name``, or ``None``."""
        unit = self.unit(name) if name else None
        return unit.label if unit else name

    def walk(self) -> Iterator[tuple[int, Indicator]]:
        """Yield every node with its depth, parents first, in catalogue order."""
        for node in self.indicators:
            yield from _walk(node, 0)


def _walk(node: Indicator, depth: int) -> Iterator[tuple[int, Indicator]]:
    yield depth, node
    for child in node.children:
        yield from _walk(child, depth + 1)


def _leaves(
    node: Indicator, above: tuple[Indicator, ...]
) -> Iterator[tuple[Indicator, tuple[Indicator, ...]]]:
    if not node.children:
        yield node, above
    for child in node.children:
        yield from _leaves(child, (*above, node))


def _period(chain: tuple[Indicator, ...], default: Period | None) -> Period | None:
    return next((node.period for node in reversed(chain) if node.period), default)
