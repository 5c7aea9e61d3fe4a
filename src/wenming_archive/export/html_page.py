"""One page that shows the whole workspace: no network, nothing but this file, plain without scripts."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from importlib import resources

from wenming_archive.export import html_charts, html_findings, html_overview, html_rows, html_tree
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el, join
from wenming_archive.kinds import BY_ID
from wenming_archive.model import STATUS_LABELS, Status
from wenming_archive.report.gaps import STATE_LABELS

_PLACES = {
    "summary": "概况",
    "first": "先补这些",
    "charts": "图表",
    "tree": "指标",
    "loose": "其他材料",
    "faults": "问题",
}


def write(dossier: Dossier) -> bytes:
    """Return the page; the same dossier gives the same bytes."""
    style, script = _part("css"), _part("js")
    head = el("head", *_head(dossier, style, script))
    body = el("body", *_body(dossier), el("script", Html(script)))
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='zh-CN')}\n".encode()


def _part(ending: str) -> str:
    """Return a part of the page that lies beside this module, whichever way its lines end."""
    text = (resources.files(__package__) / f"html_page.{ending}").read_text("utf-8")
    return text.replace("\r\n", "\n")


def _head(dossier: Dossier, style: str, script: str) -> Iterator[Html]:
    rules = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield el("meta", charset="utf-8")
    yield el("meta", http_equiv="Content-Security-Policy", content=rules)
    yield el("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield el("meta", name="generator", content="wenming-archive")
    yield el("meta", name="referrer", content="no-referrer")
    yield el("meta", name="color-scheme", content="light dark")
    yield el("title", f"迎检档案　{dossier.unit or dossier.catalogue.title}　{_day(dossier.made)}")
    yield el("style", Html(style))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _body(dossier: Dossier) -> Iterator[Html]:
    yield el("a", "跳到指标", href="#tree", class_="skip")
    yield _banner(dossier)
    links = (el("a", name, href=f"#{place}") for place, name in _PLACES.items())
    yield el("nav", *links, aria_label="本页内容")
    yield el(
        "main",
        _section("summary", html_overview.overview(dossier)),
        _section("first", html_overview.first(dossier)),
        _section("charts", html_charts.charts(dossier)),
        _section("tree", _finder(dossier), html_tree.tree(dossier)),
        _section("loose", join(html_rows.piles(dossier)) or el("p", "没有")),
        _section("faults", join(html_findings.findings(dossier))),
    )
    yield el("footer", *(el("p", said) for said in _closing(dossier)))


def _section(place: str, *children: Html) -> Html:
    head = el("h2", _PLACES[place], id=f"{place}-h")
    return el("section", head, *children, id=place, aria_labelledby=f"{place}-h")


def _banner(dossier: Dossier) -> Html:
    catalogue, period = dossier.catalogue, dossier.gaps.period
    edition = f"{catalogue.edition.removesuffix('版')}版" if catalogue.edition else ""
    facts = [
        catalogue.title if dossier.unit else "",
        edition,
        f"测评周期 {period.start} 至 {period.end}" if period else "",
        f"截至 {_day(dossier.made)}",
    ]
    shown = (el("span", fact) for fact in facts if fact)
    return el("header", el("h1", dossier.unit or catalogue.title), el("p", *shown, class_="facts"))


def _finder(dossier: Dossier) -> Html:
    """Return the search and the filters, which show themselves where scripts run."""
    states = {"gap": "有缺口", **{state.value: label for state, label in STATE_LABELS.items()}}
    loose = {status.value: label for status, label in STATUS_LABELS.items() if status is not Status.filed}
    units = {str(n): name for n, name in enumerate(html_tree.units(dossier))}
    kinds = {kind.id: kind.label for kind in BY_ID.values()}
    words = el("input", type="search", name="words", autocomplete="off", placeholder="编号、题名、文号、单位")
    return el(
        "form",
        el("label", "查找", words),
        _choice(
            "状态",
            "state",
            el("optgroup", *_options(states), label="指标"),
            el("optgroup", *_options(loose), label="其他材料"),
        ),
        _choice("单位", "unit", *_options(units)),
        _choice("类型", "kind", *_options(kinds)),
        el("button", "清除", type="reset"),
        el("button", "全部展开", type="button", data_do="open"),
        el("button", "全部收起", type="button", data_do="close"),
        el("button", "打印", type="button", data_do="print"),
        el("p", role="status", id="told"),
        id="find",
        role="search",
        hidden=True,
    )


def _choice(name: str, key: str, *options: Html) -> Html:
    return el("label", name, el("select", el("option", "全部", value=""), *options, name=key))


def _options(options: Mapping[str, str]) -> Iterator[Html]:
    return (el("option", label, value=value) for value, label in options.items())


def _closing(dossier: Dossier) -> Iterator[str]:
    thumbs = dossier.thumbs
    yield from dossier.notes
    if thumbs.left_out:
        yield f"有 {thumbs.left_out} 张照片没有放缩略图，照片本身都在归档副本里"
    if thumbs.unseen:
        yield f"有 {thumbs.unseen} 张照片打不开，没有缩略图"
    if dossier.base is None:
        yield "本页在档案工作区之外，材料不带链接；导出到工作区的 输出 文件夹里才能点开材料"
    else:
        yield "点开的是工作区里的归档副本；请在原处打开本页，单独移走后链接会失效"
    yield "本页不联网。打印时只印展开的内容"
