"""What all models of the catalogue are made of."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from wenming_archive import kinds
from wenming_archive.text import dates


def _date(value: Any) -> Any:
    """Accept 2021-1-1, 2021.01.01 and 2021年1月1日 beside the ISO form."""
    hits = dates.find(value) if isinstance(value, str) else []
    return hits[0].iso if len(hits) == 1 and hits[0].full else value


def _kind(value: Any) -> Any:
    """Return the id of a kind named by its id or its Chinese label."""
    kind = kinds.find(value) if isinstance(value, str) else None
    return kind.id if kind else value


Text = Annotated[str, Field(min_length=1)]
Date = Annotated[dt.date, BeforeValidator(_date)]
KindId = Annotated[str, Field(min_length=1), BeforeValidator(_kind)]
#: Every name of a kind, for editors.
KIND_NAMES = [name for k in kinds.KINDS for name in (k.id, k.label)]


class Model(BaseModel):
    """A frozen mapping that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Period(Model):
    """测评周期：首日和末日，含当日。"""

    start: Date = Field(description="首日，如 2021-01-01")
    end: Date = Field(description="末日，如 2023-12-31")

    def holds(self, date: str) -> bool:
        """True when a date (that may lack its day or month) touches the period."""
        first, last = dates.span(date)
        return first <= self.end and last >= self.start

    def within(self, other: Period) -> Period | None:
        """Return the days that lie in both, or ``None`` if there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start=start, end=end) if start <= end else None
