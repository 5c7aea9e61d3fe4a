"""What a web page says of itself in its head: title, author, date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from wenming_archive.content import Properties
from wenming_archive.read import known
from wenming_archive.read.ooxml import Element

#: Names of the date of publication, of the author, of the title, lower case, the surest first;
#: the plain ones are the government's standard for its sites.
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "datepublished",
    "publish_date",
    "og:release_date",
    "weibo: article:create_at",
    "article:create_at",
    "date",
)
_AUTHORS = ("author", "article:author", "contentsource", "source", "mediaid", "og:article:author")
_TITLES = ("articletitle", "og:title")
_SITES = ("sitename", "og:site_name")
#: What parts a page's title from the name of its site.
_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<=[\u4e00-\u9fff）)])-(?=[\u4e00-\u9fff])|\s*>>\s*")
_SITE = re.compile(
    r"(网|网站|门户|门户网站|政府|人民政府|频道|首页|平台|客户端|日报|晚报|新闻中心|文明办|委员会|办公室|\.(com|cn|net|org|gov)\S*)$"
)
#: Whoever looks after the site wrote no page of it.
_KEEPERS = re.compile(r"^(editor|webmaster|管理员|网站管理员)$", re.IGNORECASE)
#: Dates that office programs write.
_MADE, _CHANGED = ("created", "dcterms.created"), ("changed", "modified", "dcterms.modified")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


def properties(tree: Element) -> Properties:
    """Return the title without the site's name, the author or source, and the date of publication."""
    stated = _stated(tree)
    heading = next((t for t in (_text(node) for node in tree.iter("h1")) if t), "")
    whole = next((_text(node) for node in tree.iter("title")), "")
    title = _first(stated, _TITLES) or _without_site(whole, _first(stated, _SITES), heading)
    author = _first(stated, _AUTHORS)
    published, made, changed = (_day(stated, names) for names in (_DATES, _MADE, _CHANGED))
    person = author[:100] if author and not _KEEPERS.match(author) else None
    return known.properties(title[:300] or None, person, published or made, changed)


def same(one: str, other: str) -> bool:
    """Say whether two titles are the same but for spaces."""
    return "".join(one.split()) == "".join(other.split())


def _stated(tree: Element) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        value = " ".join((node.get("content") or "").split())
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _values(stated: Mapping[str, str], names: Sequence[str]) -> Iterator[str]:
    return (stated[name] for name in names if name in stated)


def _first(stated: Mapping[str, str], names: Sequence[str]) -> str:
    return next(_values(stated, names), "")


def _without_site(whole: str, site: str, heading: str) -> str:
    """Return the part of a page's title that is the document's: the longest that names no site."""
    parts = [part.strip() for part in _PARTS.split(whole) if part and part.strip()]
    own = [part for part in parts if part != site and not _SITE.search(part)]
    if heading and any(same(part, heading) for part in own):
        return heading
    return max(own, key=len) if own and len(own) < len(parts) else whole


def _day(stated: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((date for date in map(_date, _values(stated, names)) if date), None)


def _date(value: str) -> str | None:
    match = _DATE.search(value)
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _text(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())
