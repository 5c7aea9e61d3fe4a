"""What an indicator wants to see (应备材料): so many of a kind, of one of several, or a whole set."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from wenming_archive import kinds
from wenming_archive.catalogue.base import KIND_NAMES, KindId, Model, Period, Text


class Per(StrEnum):
    """How often a need comes anew within its period."""

    year = "year"
    half = "half"
    quarter = "quarter"
    month = "month"


#: How people say it; the first is how the program does.
PER_WORDS: dict[Per, tuple[str, ...]] = {
    Per.year: ("每年", "年", "年度", "每年度"),
    Per.half: ("每半年", "半年"),
    Per.quarter: ("每季度", "季度", "季", "每季"),
    Per.month: ("每月", "月", "月度"),
}


def _per(value: Any) -> Any:
    said = value.strip() if isinstance(value, str) else value
    found = next((per for per, words in PER_WORDS.items() if said in (per.value, *words)), None)
    if found is None and value is not None:
        known = "、".join(f"{per.value}（{words[0]}）" for per, words in PER_WORDS.items())
        raise PydanticCustomError("per", f"应是 {known}")
    return found


def piece(word: str) -> dict[str, Any] | None:
    """Return what ``word`` (方案, 签到表, photo) asks for, as a mapping; ``None`` if nobody knows it.

    The name of a kind, or the first of its forms, is the whole kind; another form only what bears it.
    """
    kind = kinds.find(word)
    if kind:
        return {"name": word if word != kind.id else kind.label, "kind": kind.id}
    for known in kinds.KINDS:
        if word in known.forms:
            narrow = {} if word == known.forms[0] else {"words": [word.rstrip("表簿册") or word]}
            return {"name": word, "kind": known.id, **narrow}
    return None


def _piece(value: Any) -> Any:
    found = piece(value.strip()) if isinstance(value, str) else value
    if found is None:
        raise PydanticCustomError(
            "piece", "不认识；可写材料类型或文种，如 方案、通知、签到表、会议记录、照片、总结"
        )
    return found


def _by_word(schema: dict[str, Any]) -> None:
    """Let an editor take a part by its name alone."""
    schema["items"] = {"anyOf": [{"type": "string", "minLength": 1}, schema["items"]]}
    schema.pop("default", None)


def _pers(schema: dict[str, Any]) -> None:
    schema.pop("anyOf", None)
    schema["enum"] = [name for per, words in PER_WORDS.items() for name in (per.value, *words)]
    schema.pop("default", None)


def _one_form(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [{"required": [form]} for form in ("kind", "any_of", "bundle")]
    schema["properties"]["kind"].pop("default", None)


class Part(Model):
    """一套材料中的一件，或几种中的一种：可以只写名称，如 方案、签到表、照片。"""

    kind: KindId = Field(
        description="材料类型，代号或中文名", json_schema_extra={"enum": list[Any](KIND_NAMES)}
    )
    name: str = Field("", description="叫法，如 签到表；不写则用材料类型的名称")
    words: tuple[Text, ...] = Field((), description="题名或文件名要含其中一词，如 [签到]")
    min: int | None = Field(None, ge=0, description="至少几份")

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or kinds.BY_ID[self.kind].label


_Part = Annotated[Part, BeforeValidator(_piece)]


class Need(Model):
    """应备材料：哪一类、至少几份；几类中的任一类（any_of）；或一项活动的一整套（bundle）。"""

    model_config = ConfigDict(json_schema_extra=_one_form)

    kind: KindId = Field(
        "",
        description="材料类型，代号或中文名，如 minutes 或 会议纪要",
        json_schema_extra={"enum": list[Any](KIND_NAMES)},
    )
    any_of: tuple[_Part, ...] = Field(
        (),
        description="几类都可以，合计够数即可，如 [照片, 音像]；其中写了 min 的，单独够数即可",
        json_schema_extra=_by_word,
    )
    bundle: tuple[_Part, ...] = Field(
        (),
        description="一项活动的一整套，如 [方案, 通知, 签到表, 记录, 照片, 总结]；min 指几项活动",
        json_schema_extra=_by_word,
    )
    min: int = Field(1, ge=0, description="至少几份，默认 1；有 per 的，指每年（每季度、每月）几份")
    max: int | None = Field(None, ge=0, description="至多几份；有 per 的，指每年（每季度、每月）")
    per: Annotated[Per, BeforeValidator(_per)] | None = Field(
        None,
        description="year 每年、half 每半年、quarter 每季度、month 每月；不写即整个周期",
        json_schema_extra=_pers,
    )
    words: tuple[Text, ...] = Field((), description="题名或文件名要含其中一词，如 [班子会, 党组会]")
    note: str = Field("", description="说明，如 含议题、时间、地点、出席人员")
    any_date: bool = Field(False, description="true 表示不限测评周期，如仍在执行的制度")
    period: Period | None = Field(None, description="可选：这一项单独的周期")
    official: bool = Field(False, description="true 表示须为正式文件：有发文字号、发文单位和印章")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that an item may be of to count; of a set those of its pieces."""
        parts = (*self.any_of, *self.bundle)
        return (self.kind,) if self.kind else tuple(dict.fromkeys(part.kind for part in parts))

    @property
    def alternatives(self) -> tuple[Part, ...]:
        """The kinds of which one is enough, each with its own count; none if all count together."""
        return self.any_of if any(part.min is not None for part in self.any_of) else ()

    @property
    def label(self) -> str:
        """What is wanted, in a few words: 会议纪要, 照片或音像, 一套（方案、通知、照片）."""
        if self.bundle:
            return f"一套（{'、'.join(part.label for part in self.bundle)}）"
        if self.any_of:
            return "或".join(part.label for part in self.any_of)
        return kinds.BY_ID[self.kind].label

    @property
    def demand(self) -> str:
        """What is asked of it besides its kind: its note, and a word that its name must bear."""
        named = "或".join(f"“{word}”" for word in self.words)
        return "；".join(filter(None, (self.note, f"题名含{named}" if named else "")))
