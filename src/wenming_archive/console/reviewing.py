"""A sitting of review in the terminal: one item, its suggestions and reasons, one key."""

from __future__ import annotations

import re

from wenming_archive.console import bars, listing, scanning, screen
from wenming_archive.errors import InputError
from wenming_archive.kinds import BY_ID
from wenming_archive.model import Item
from wenming_archive.pipeline.deciding import Review
from wenming_archive.text.normal import narrow

_KEYS = (
    "回车=归入[1]　数字=归入该项（可多个）　c 编号=指定指标（可多个）　"
    "s=跳过　i=不作为材料　u=撤销上一步　q=结束"
)

#: What may stand between the words of an answer.
_BETWEEN = re.compile(r"[\s、,;；]+")


def sit(review: Review) -> None:
    """Go through the items that await a decision, then file what was decided."""
    if not review.waiting:
        screen.say("没有待确认的材料")
        return
    screen.say(f"待确认 {len(review.waiting)} 份。{_KEYS}")
    try:
        _go_through(review)
    except (EOFError, KeyboardInterrupt):
        screen.say()
    with bars.shown() as progress:
        outcome = review.finish(progress)
    if outcome is None:
        screen.say("没有作出决定")
        return
    screen.say(f"已记录 {review.decided} 项决定")
    scanning.totals(outcome)
    scanning.steps(outcome.plan.steps)


def _go_through(review: Review) -> None:
    at = 0
    while at < len(review.waiting):
        item = review.waiting[at]
        _show(review, item, at)
        words = [word for word in _BETWEEN.split(narrow(input("> "))) if word]
        if [word.lower() for word in words] == ["q"]:
            return
        at = _answered(review, item, words, at)


def _show(review: Review, item: Item, at: int) -> None:
    described = item.description
    screen.say()
    screen.say(f"{at + 1}/{len(review.waiting)}　{screen.safe(item.found.source)}", "bold")
    date = described.date or "日期不详"
    screen.say(f"  {screen.safe(described.title)}　{BY_ID[described.kind].label}　{date}")
    for n, guess in enumerate(item.placement.suggestions, 1):
        listing.suggestion(n, guess, review.session.catalogue)
    others = review.elsewhere(item)
    if others:
        screen.say(f"  相同的内容还在：{screen.safe('、'.join(others))}", "dim")


def _answered(review: Review, item: Item, words: list[str], at: int) -> int:
    """Do what was answered and return which item comes next."""
    suggestions = item.placement.suggestions
    match [word.lower() for word in words]:
        case ["s"]:
            return at + 1
        case ["u"]:
            return _undone(review, at)
        case ["i"]:
            review.ignore(item)
            return at + 1
        case ["c", *_]:
            return at + _assigned(review, item, words[1:])
    numbers = [int(word) if word.isdecimal() else 0 for word in words or ["1"]]
    if all(1 <= number <= len(suggestions) for number in numbers):
        return at + _assigned(review, item, [suggestions[number - 1].code for number in numbers])
    screen.say(f"没有听懂“{screen.safe(' '.join(words))}”。{_KEYS}")
    return at


def _assigned(review: Review, item: Item, codes: list[str]) -> int:
    if not codes:
        screen.say("请写出指标编号，如 c Ⅰ-1")
        return 0
    try:
        leaves = review.assign(item, codes)
    except InputError as error:
        screen.say(str(error))
        return 0
    screen.say(f"  归入 {'、'.join(leaves)}")
    return 1


def _undone(review: Review, at: int) -> int:
    item = review.undo()
    if item is None:
        screen.say("没有可以撤销的")
        return at
    return review.waiting.index(item)
