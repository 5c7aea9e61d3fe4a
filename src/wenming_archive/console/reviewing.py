"""A sitting of review in the terminal: one item or group, its suggestions and reasons, one key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.console import bars, listing, scanning, screen
from wenming_archive.errors import InputError
from wenming_archive.kinds import BY_ID
from wenming_archive.model import Guess
from wenming_archive.pipeline.reviewing import Group, Review
from wenming_archive.report.gaps import LeafState
from wenming_archive.text.normal import narrow

#: Each line fits a terminal.
_KEYS = (
    "  回车=归入[1]　数字=归入该项（可多个）　c 编号=指定指标（可多个）",
    "  s=跳过　i=不作为材料　u=撤销上一步　q=结束",
)
_SPLIT = "d=拆开逐份确认"
#: What may stand between the words of an answer.
_BETWEEN = re.compile(r"[\s、,;；]+")
#: Columns for the names of a group's members: as many are named as one line holds.
_NAMED = 64


#: Items that are named of those that follow a decision.
_FOLLOWING = 5


def sit(review: Review) -> None:
    """Go through the items that await a decision, then file what was decided."""
    waiting = len(review.waiting)
    if not waiting:
        screen.say("没有待确认的材料")
        return
    _keys(f"待确认 {waiting} 份，能补缺口的在前。随时可以 q 结束，下次接着做。")
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
    scanning.changed(outcome)


def _go_through(review: Review) -> None:
    while group := review.next():
        guesses = review.explained(group.first)
        _show(review, group, guesses)
        words = [word for word in _BETWEEN.split(narrow(input("> "))) if word]
        if [word.lower() for word in words] == ["q"]:
            return
        _answered(review, group, guesses, words)


def _show(review: Review, group: Group, guesses: Sequence[Guess]) -> None:
    item, described = group.first, group.first.description
    screen.say()
    left = len(review.waiting)
    screen.say(f"还有 {left} 份　{screen.safe(item.found.source)}", "bold")
    if len(group.items) > 1:
        screen.say(f"  同一活动的 {len(group.items)} 份一起确认（{_SPLIT}）")
        screen.say(f"  另有 {_names(group)}")
    date = described.date or "日期不详"
    screen.say(f"  {screen.safe(described.title)}　{BY_ID[described.kind].label}　{date}")
    for n, guess in enumerate(guesses, 1):
        listing.suggestion(n, guess, review.session.catalogue)
    gap = review.closes(item)
    if gap:
        screen.say(f"  {gap.leaf.code} {_lacking(gap)}", "yellow")
    others = review.elsewhere(item)
    if others:
        screen.say(f"  相同的内容还在：{screen.safe('、'.join(others))}", "dim")


def _names(group: Group) -> str:
    """Return the names of the others of a group, one at least, as many as a line holds."""
    names = [screen.safe(one.known.name) for one in group.items[1:]]
    fit = len(names)
    while fit > 1 and screen.columns("、".join(names[:fit])) > _NAMED:
        fit -= 1
    return "、".join(names[:fit]) + (" 等" if fit < len(names) else "")


def _lacking(gap: LeafState) -> str:
    needs = [f"{n.need.label} {n.lacking} 份" for n in gap.needs if n.lacking]
    return f"还缺 {'、'.join(needs)}" if needs else "还没有材料"


def _answered(review: Review, group: Group, guesses: Sequence[Guess], words: list[str]) -> None:
    """Do what was answered."""
    match [word.lower() for word in words]:
        case ["s"]:
            return review.skip(group.items)
        case ["u"]:
            return None if review.undo() else screen.say("没有可以撤销的")
        case ["d"] if len(group.items) > 1:
            return review.split(group)
        case ["i"]:
            return review.ignore(group.items)
        case ["c", *_]:
            return _assigned(review, group, words[1:])
    numbers = [int(word) if word.isdecimal() else 0 for word in words or ["1"]]
    if all(1 <= number <= len(guesses) for number in numbers):
        return _assigned(review, group, [guesses[number - 1].code for number in numbers])
    known = f"可选 1 到 {len(guesses)}。" if all(words) and all(map(str.isdecimal, words)) else ""
    _keys(f"没有听懂“{' '.join(words)}”。{known}")
    return None


def _keys(said: str) -> None:
    for line in (said, *_KEYS):
        screen.say(line)


def _assigned(review: Review, group: Group, codes: list[str]) -> None:
    if not codes:
        screen.say("请写出指标编号，如 c Ⅰ-1")
        return
    before = {item.known.key: item.known.name for item in review.waiting}
    try:
        leaves = review.assign(group.items, codes)
    except InputError as error:
        for line in error.lines:
            screen.say(line)
        return
    screen.say(f"  归入 {'、'.join(leaves)}")
    still = {item.known.key for item in (*group.items, *review.waiting)}
    follow = [name for key, name in before.items() if key not in still]
    if follow:
        named = screen.safe("、".join(follow[:_FOLLOWING])) + (" 等" if len(follow) > _FOLLOWING else "")
        screen.say(f"  由此另有 {len(follow)} 份有了把握，结束后自动归档：{named}")
