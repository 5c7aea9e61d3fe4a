"""One page, one file: it reaches nowhere, runs nothing foreign, and holds together."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from dossiers import HOSTILE, SAFE, dossier, full, of_class, said, shown
from wenming_archive.export import html_page

STYLE = (resources.files("wenming_archive.export") / "html_page.css").read_text("utf-8")


@pytest.fixture(scope="module")
def page() -> Any:
    return shown(full())


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert html_page.write(full()) == html_page.write(full())


def test_only_the_style_and_the_script_of_the_program_may_run(page: Any) -> None:
    rules = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert rules.startswith("default-src 'none'; img-src data:; ")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        text = page.xpath(f"//{tag}")[0].text
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert len(page.xpath(f"//{tag}")) == 1 and f"{rule} 'sha256-{digest}'" in rules
    assert "unsafe" not in rules and "base-uri 'none'; form-action 'none'" in rules


def test_the_rules_stand_before_what_they_rule(page: Any) -> None:
    assert [node.tag for node in page.xpath("//head/*")][:2] == ["meta", "meta"]
    assert page.xpath("//head/meta[1]/@charset") == ["utf-8"]


def test_nothing_is_fetched(page: Any) -> None:
    assert not page.xpath("//link | //iframe | //object | //embed | //script[@src] | //@srcset | //base")
    sources = page.xpath("//@src")
    assert sources and all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert not re.search(r"url\(|@import|https?:", STYLE)
    script = page.xpath("//script")[0].text
    assert not re.search(r"https?:|fetch|XMLHttp|import|innerHTML|eval|document\.write", script)


def test_links_stay_on_the_page_or_lead_to_the_copies(page: Any) -> None:
    links = page.xpath("//a/@href")
    assert all(link.startswith(("#", "../%E6%9D%90%E6%96%99/")) for link in links)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_every_foreign_text_stays_text() -> None:
    hostile, plain = shown(full(HOSTILE)), shown(full())
    assert [node.tag for node in hostile.iter()] == [node.tag for node in plain.iter()]
    assert {name for node in hostile.iter() for name in node.attrib} == {
        name for node in plain.iter() for name in node.attrib
    }
    assert said(hostile, "//h1") == [SAFE] and "\u202e" not in hostile.text_content()
    assert said(hostile, of_class("standard")) == [SAFE]


def test_no_element_carries_code_or_a_style_of_its_own(page: Any) -> None:
    names = {str(name) for node in page.iter() for name in node.attrib}
    assert "style" not in names and not [name for name in names if name.startswith("on")]


def test_what_is_asked_for_is_labelled_and_hidden_until_scripts_run(page: Any) -> None:
    form = page.xpath("//form")[0]
    assert "hidden" in form.attrib and form.get("role") == "search"
    fields = form.xpath(".//input | .//select")
    assert len(fields) == 4 and all(field.getparent().tag == "label" for field in fields)
    assert [button.get("type") for button in form.xpath(".//button")] == [
        "reset",
        "button",
        "button",
        "button",
    ]
    assert form.xpath(".//*[@role='status']")


def test_headings_skip_no_level_and_sections_are_named(page: Any) -> None:
    levels = [int(node.tag[1]) for node in page.iter() if re.fullmatch("h[1-5]", str(node.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    named = page.xpath("//section/@aria-labelledby")
    assert len(named) == 6 and set(named) <= set(page.xpath("//h2/@id"))


def test_every_picture_is_described(page: Any) -> None:
    assert all(image.get("alt") for image in page.xpath("//img"))
    drawn = page.xpath("//svg")
    assert drawn and all(one.get("aria-hidden") == "true" or one.get("aria-label") for one in drawn)


def test_the_page_says_of_whom_of_when_and_what_it_leaves_out(page: Any) -> None:
    assert page.get("lang") == "zh-CN" and said(page, "//head/title") == ["迎检档案　讲堂　2024年1月5日"]
    assert "截至 2024年1月5日" in said(page, "//header")[0]
    assert said(page, "//footer/p")[:3] == [
        "讲堂",
        "有 3 张照片没有放缩略图，照片本身都在归档副本里",
        "有 1 张照片打不开，没有缩略图",
    ]


def test_outside_the_workspace_nothing_is_linked() -> None:
    page = shown(replace(full(), base=None))
    assert all(link.startswith("#") for link in page.xpath("//a/@href"))
    assert any("不带链接" in said for said in said(page, "//footer/p"))


def test_a_workspace_without_anything_makes_a_page_too() -> None:
    page = shown(dossier(unit=""))
    assert said(page, "//h1") == ["市级文明单位测评体系"]
    assert said(page, "//section[@id='loose']/p") == ["没有"]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


#: What is written on what.
_PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "link", "lack") for ground in ("paper", "ground")),
    *(
        ("lack", "lack-ground"),
        ("ok", "ok-ground"),
        ("mid", "mid-ground"),
        ("mid", "paper"),
        ("off", "off-ground"),
    ),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_writing_stands_out_from_its_ground(theme: str) -> None:
    light, dark = STYLE.split("@media screen and (prefers-color-scheme:dark)", 1)
    colours = _colours(light) if theme == "light" else {**_colours(light), **_colours(dark.split("}}")[0])}
    assert len(_colours(dark.split("}}")[0])) == len(_colours(light))
    weak = [(a, b) for a, b in _PAIRS if contrast(colours[a], colours[b]) < 4.5]
    assert weak == []
    drawn = ("complete", "insufficient", "empty", "not_held", "focus")
    assert [name for name in drawn if contrast(colours[name], colours["paper"]) < 3] == []
