"""How evaluators count (计分): points and grades, bonus, deductions and the veto list, all as data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from wenming_archive.catalogue.base import Model, Text


class By(StrEnum):
    """What is added up."""

    points = "points"
    tally = "count"


def _by(value: Any) -> Any:
    if value not in set(By):
        raise PydanticCustomError("by", "应是 points（按分值）或 count（按达标项数）")
    return value


class Grade(Model):
    """一个等次：得几成分，什么条件。"""

    name: Text = Field(description="等次，如 A")
    percent: float = Field(ge=0, le=100, allow_inf_nan=False, description="得分值的百分之几，如 66")
    missing: int | None = Field(None, ge=0, description="最多缺几项应备仍算这一等，如 1")
    share: float | None = Field(
        None, ge=0, le=100, allow_inf_nan=False, description="应备齐全到百分之几即算这一等，如 80"
    )


class Scoring(Model):
    """计分办法；不写即：齐备得满分，不齐备不得分。"""

    by: Annotated[By, BeforeValidator(_by)] = Field(
        By.points, description="points 按分值；count 按达标项数，每项算一"
    )
    grades: tuple[Grade, ...] = Field(
        (), description="等次，从高到低，最后一等不写条件，如 A、B、C、C# 得 100、66、33、0"
    )
    passing: float | None = Field(
        None, ge=0, allow_inf_nan=False, description="合格线：多少分（按项数的写百分之几）"
    )
    bonus_max: float | None = Field(None, ge=0, allow_inf_nan=False, description="加分最多多少")


class Deduction(Model):
    """减分项：发生即扣分。"""

    code: Text = Field(description='编号，请加引号，如 "减-1"')
    title: Text = Field(description="情形，如 发生较大安全生产事故")
    points: float = Field(ge=0, allow_inf_nan=False, description="扣多少分")


class Veto(Model):
    """一票否决（负面清单）：发生即取消资格。"""

    code: Text = Field(description='编号，请加引号，如 "否-1"')
    title: Text = Field(description="情形，如 领导班子成员严重违纪违法")
