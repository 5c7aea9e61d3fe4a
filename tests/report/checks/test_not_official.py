"""Where an official document is wanted, what makes it one must be seen, or may be in a picture."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CATALOGUE
from pages import described, page, said
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.report.checks.not_official import CHECK

NOTED = load.parse(CATALOGUE.replace("{kind: plan, min: 1}", "{kind: notice, min: 1, note: 成立机构的发文}"))
MARKED = load.parse(CATALOGUE.replace("{kind: plan, min: 1}", "{kind: notice, official: true}"))
PLAIN = load.parse(CATALOGUE.replace("{kind: plan, min: 1}", "{kind: notice, min: 1}"))
BODY = ("关于成立领导小组的通知", "各科室：", "经研究，成立领导小组。", "特此通知。")


def told(*lines: str, tree: Catalogue = NOTED, unseen: tuple[int, ...] = (), **fields: object) -> list[str]:
    item = described(made_item("通知.docx", "Ⅰ-1", kind="notice", date_from="number"), **fields)
    return said(CHECK, page(item, *lines, unseen=unseen), tree=tree)


@pytest.mark.parametrize("tree", [NOTED, MARKED], ids=["by its note", "by its mark"])
def test_what_cannot_be_seen_is_named(tree: Catalogue) -> None:
    assert told(*BODY, tree=tree) == ["Ⅰ-1 要正式文件，这份看不到发文字号、发文单位、落款和盖章页"]
    assert told(*BODY, tree=tree, issuer="某局") == ["Ⅰ-1 要正式文件，这份看不到发文字号、落款和盖章页"]
    assert told(*BODY, "某局", "2023年5月6日", tree=tree, issuer="某局") == [
        "Ⅰ-1 要正式文件，这份看不到发文字号"
    ]


def test_an_official_document_is_not_told() -> None:
    whole: dict[str, Any] = {"number": "某发〔2023〕5号", "issuer": "某局"}
    assert told(*BODY, "某局", "2023年5月6日", **whole) == []
    assert told(*BODY, "（盖章）", **whole) == []
    assert told(*BODY, "某局", "2023年5月6日", "附件：1.名单", "张某", **whole) == []
    assert told(*BODY, number="第5期", issuer="某局") != []


def test_where_nobody_could_look_nothing_is_said() -> None:
    assert told() == []
    assert told(*BODY, unseen=(1,), number="某发〔2023〕5号") == []
    assert told(*BODY, tree=PLAIN) == []


def test_only_the_kind_that_is_wanted_so_is_looked_at() -> None:
    assert told(*BODY, kind="regulation") == []
    assert told(*BODY, tree=load.parse(CATALOGUE)) == []
