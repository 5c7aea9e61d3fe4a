"""What of a web page is not its text: menus, scripts, hidden parts, buttons to share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wenming_archive.read.ooxml import Element, local

#: Elements that hold no text for people, or only controls.
_MUTE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "select",
        "option",
        "optgroup",
        "datalist",
        "button",
        "input",
        "textarea",
    ]
)
#: Elements that are around the text of a page, unless most of it stands there.
_AROUND = frozenset(["nav", "footer", "aside", "header", "menu"])
#: The same, as page makers name their parts.
_NAMED = re.compile(
    r"(^|[\s_-])(nav|navi|navbar|navigation|menu|submenu|topmenu|sidebar|side-?bar|foot|footer|bottom-?bar|top-?bar|header|"
    r"topnav|crumbs?|breadcrumbs?|share|bdshare|bdsharebuttonbox|jiathis|sharebox|social|copyright|toolbar|"
    r"search|searchbox|login|related|recommend|hot-?news|pager|pagination|prev-?next|comments?|advert|ads?|"
    r"qrcode|friend-?links?|tools?|font-?size|print|accessib\w*|wza)([\s_-]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
#: Elements that may be a menu by their links.
_HOLDERS = frozenset(["ul", "ol", "dl", "div", "td", "table", "p", "section", "tr", "tbody", "center"])
#: Links of a menu at least, and the share of its text that stands in them.
_LINKS, _LINKED = 5, 0.7
#: A part with more than this share of the page's own text is no boilerplate, whatever its name.
_BULK = 0.4


@dataclass
class _Weight:
    text: int = 0
    linked: int = 0
    links: int = 0
    heading: bool = False


def mute(node: Element) -> bool:
    """Say whether an element is never text: a script, a control, or hidden."""
    if local(node) in _MUTE or not isinstance(node.tag, str):
        return True
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(node.get("style") or ""))
    )


def around(body: Element) -> set[Element]:
    """Return the elements of a page that hold menus, footers and the like, and no text of its own."""
    weights = _weights(body)
    own = max((weights[body].text - weights[body].linked) * _BULK, 1)
    return {node for node, weight in weights.items() if node is not body and _is_around(node, weight, own)}


def _is_around(node: Element, weight: _Weight, own: float) -> bool:
    if weight.text - weight.linked > own:
        return False
    tag = local(node)
    if tag in _AROUND or _NAMED.search(f"{node.get('class') or ''} {node.get('id') or ''}".strip()):
        return not weight.heading
    return tag in _HOLDERS and weight.links >= _LINKS and weight.linked > _LINKED * weight.text


def _weights(body: Element) -> dict[Element, _Weight]:
    """Return how much text, and text in links, each element holds."""
    found: dict[Element, _Weight] = {}
    stack: list[tuple[Element, _Weight]] = []
    for event, node in walked(body):
        if event == "start":
            weight = _Weight(_length(node.text))
            stack.append((node, weight))
        elif event == "gone":
            stack[-1][1].text += _length(node.tail)
        else:
            _, weight = stack.pop()
            if local(node) == "a":
                weight.linked, weight.links = weight.text, 1
            weight.heading |= local(node) == "h1"
            found[node] = weight
            if stack:
                _add(stack[-1][1], weight, _length(node.tail))
    return found


def _add(to: _Weight, weight: _Weight, tail: int) -> None:
    to.text += weight.text + tail
    to.linked += weight.linked
    to.links += weight.links
    to.heading |= weight.heading


def walked(body: Element, without: AbstractSet[Element] = frozenset()) -> Iterator[tuple[str, Element]]:
    """Yield the starts and ends of the elements that may hold text; those in ``without`` are passed over.

    An element passed over still has its tail: it is yielded as ``gone``.
    """
    from lxml import etree

    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    gone: Element | None = None
    for event, node in walk:
        if node is gone:
            gone = None
        elif event == "start" and node is not body and (node in without or mute(node)):
            walk.skip_subtree()
            gone = node
            yield "gone", node
        elif event in ("comment", "pi"):
            yield "gone", node
        else:
            yield event, node


def _length(text: str | None) -> int:
    return len("".join((text or "").split()))
