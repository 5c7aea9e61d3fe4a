"""The checks on what must not leave the office, each on its own level and no more than it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import CATALOGUE
from personal import CARD, ID, MOBILE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.model import Item
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Finding, Held, Level
from wenming_archive.report.page import Page

TREE = load.parse(CATALOGUE)
IDS = ("secret", "id-number", "bank-card", "internal", "minors", "home-address", "mobile", "gps")
CHECKS = [check for check in registry.CHECKS if check.id in IDS]


def item(name: str = "a.docx", secrecy: str | None = None) -> Item:
    made = made_item(name, "Ⅰ-1", sha256="a" * 64)
    return replace(made, known=replace(made.known, description=replace(made.description, secrecy=secrecy)))


def found(
    one: Item, blocks: Sequence[Block] = (), picture: Picture | None = None, cleared: str = ""
) -> list[Finding]:
    pages = [Page(one, Extracted("docx", tuple(blocks), picture=picture))]
    held = Held([one], TREE, pages=lambda: pages, cleared=frozenset({("a" * 64, cleared)}))
    return registry.run(held, CHECKS)


def text(*lines: str) -> list[Block]:
    return [Block("text", line) for line in lines]


@pytest.mark.parametrize(
    ("line", "check", "level", "message"),
    [
        (f"身份证{ID}", "id-number", Level.error, f"身份证号 1 处：32*************{ID[-3:]}（第2行）"),
        (f"卡号{CARD}", "bank-card", Level.error, f"银行卡号 1 处：{'*' * 15}0018（第2行）"),
        (f"电话{MOBILE}", "mobile", Level.warning, "手机号 1 处：138****5678（第2行）"),
        ("住址：真州镇幸福路1号", "home-address", Level.warning, "家庭住址 1 处：真州镇***（第2行）"),
    ],
)
def test_each_kind_has_its_check(line: str, check: str, level: Level, message: str) -> None:
    (one,) = found(item(), text("名单", line))
    assert (one.check.id, one.check.level, one.fault.message) == (check, level, message)
    assert found(item(), text("名单", line), cleared=check) == []


def test_a_list_of_pupils_is_a_warning() -> None:
    rows = [Block("row", f"{name}\t一班\t好") for name in ("沈明", "李红", "王刚")]
    (one,) = found(item(), [Block("head", "姓名\t班级\t评语"), *rows])
    assert (one.check.id, one.check.level) == ("minors", Level.warning)
    assert one.fault.message == "未成年人姓名 3 处：沈*（第2行）、李*（第3行） 等"


def test_marks_are_errors_and_inner_papers_warnings() -> None:
    (one,) = found(item(secrecy="秘密★1年"))
    assert (one.check.id, one.check.level, one.fault.message) == ("secret", Level.error, "标有“秘密★1年”")
    assert found(item(secrecy="秘密★1年"), cleared="secret") == []
    (one,) = found(item(secrecy="内部资料"))
    assert (one.check.id, one.check.level) == ("internal", Level.warning)
    (one,) = found(item("【机密】方案.docx"))
    assert one.check.id == "secret"


def test_photos_with_a_place_are_one_hint() -> None:
    one, other, plain = (made_item(f"{n}.jpg", "Ⅰ-1", sha256=str(n)) for n in range(3))
    shots = [(one, (32.0, 119.0)), (other, (32.1, 119.0)), (plain, None)]
    pages = [Page(who, Extracted("jpg", picture=Picture(1, 1, gps=gps))) for who, gps in shots]
    (hint,) = registry.run(Held([one, other, plain], TREE, pages=lambda: pages), CHECKS)
    assert (hint.check.id, hint.check.level, hint.sources) == ("gps", Level.hint, ("0.jpg", "1.jpg"))


def test_the_name_of_a_file_and_a_persons_title_are_looked_at() -> None:
    (one,) = found(item(f"沈远{MOBILE}.docx"))
    assert one.fault.message == "手机号 1 处：138****5678（文件名）"
    (one,) = found(replace(item(), caption=f"沈远{MOBILE}"))
    assert one.fault.message == "手机号 1 处：138****5678（题名）"


def test_a_clean_document_has_no_findings() -> None:
    lines = (
        "海文明办〔2023〕6号",
        "关于开展学雷锋志愿服务活动的通知",
        "地址：真州镇解放东路68号，电话：0514-83443333，经费13800000000元",
        "统一社会信用代码：12321081468210567K，2023年3月1日",
    )
    assert found(item(), text(*lines)) == []
