"""What people did in 材料/ by hand: shown before it is done, and asked about where that is not plain."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from wenming_archive.console import bars, screen
from wenming_archive.errors import InputError
from wenming_archive.filing.hands import Act, Answer, Hand, usual

_SHOWN = 20
#: What is said of each.
_SAID = {
    Act.moved: "{before} → {code}：{name}",
    Act.renamed: "{code}：{old} → {name}",
    Act.copied: "又放进 {code}：{name}",
    Act.added: "新放进 {code}：{name}",
    Act.withdrawn: "移进“_撤下”：{old}（原在 {before}）",
    Act.misplaced: "移到不是末级指标的文件夹：{target}",
    Act.deleted: "删去：{target}",
    Act.changed: "改动了内容：{target}",
}
#: What is made of it, by what was answered.
_MADE = {
    (Act.moved, Answer.follow): "记为决定，归入移到的指标",
    (Act.moved, Answer.restore): "放回原处",
    (Act.renamed, Answer.follow): "新名称记为题名",
    (Act.renamed, Answer.restore): "恢复原名",
    (Act.copied, Answer.follow): "记为决定，同时归入这个指标",
    (Act.added, Answer.follow): "作为新材料归入这个指标",
    (Act.withdrawn, Answer.follow): "记为决定，不再归入指标",
    (Act.withdrawn, Answer.restore): "放回原处",
    (Act.misplaced, Answer.restore): "放回原处",
    (Act.deleted, Answer.follow): "记为决定，不再归在那里",
    (Act.deleted, Answer.restore): "从来源补上；不要它，请用 archive unassign 或 ignore",
    (Act.changed, Answer.follow): "以改动后的为准，原来的不再归入",
    (Act.changed, Answer.restore): "改动过的移到“_撤下”，从来源恢复",
}
#: The same where what was deleted or changed is nowhere else.
_MADE_OF_LAST = {
    (Act.deleted, Answer.follow): "别处也没有，从清单去掉",
    (Act.deleted, Answer.restore): "来源和别的副本都已不在，无法补上",
    (Act.changed, Answer.follow): "原来的内容别处也没有，以改动后的为准",
}
_LEFT = "没有动"
_PLAIN = (Act.moved, Act.renamed, Act.copied, Act.added, Act.withdrawn)


def ask(done: Sequence[Hand]) -> Mapping[Hand, Answer]:
    """Show what was done and ask about it; where nobody can answer, do what loses nothing."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return usual(done)
    with bars.paused():
        return _asked(done)


def _asked(done: Sequence[Hand]) -> dict[Hand, Answer]:
    screen.say(f"上次运行之后，有人动过 材料/ 里的 {len(done)} 份文件：")
    answers = usual(done)
    plain = [hand for hand in done if hand.act in _PLAIN or (hand.act is Act.changed and hand.last)]
    if plain:
        _list(plain)
        restored = any(_undone(hand) is Answer.restore for hand in plain)
        other = "恢复原样" if restored else "不动它们"
        if _choice("按这样记录？", {"y": "是", "n": f"否，{other}"}) == "n":
            answers |= {hand: _undone(hand) for hand in plain}
    answers |= _each(done, Act.deleted, {"b": "从来源补上", "q": "不要了，记为决定"}, {"q": Answer.follow})
    options = {"l": "先不管", "g": "以改动后的为准", "h": "恢复原样（改动过的移到“_撤下”）"}
    answers |= _each(done, Act.changed, options, {"g": Answer.follow, "h": Answer.restore})
    return answers


def _undone(hand: Hand) -> Answer:
    theirs = hand.act in (Act.added, Act.copied, Act.changed)
    return Answer.leave if theirs else Answer.restore


def _each(
    done: Sequence[Hand], act: Act, options: Mapping[str, str], meant: Mapping[str, Answer]
) -> dict[Hand, Answer]:
    """Ask once about all files of which the same was done, and that can be had from elsewhere."""
    some = [hand for hand in done if hand.act is act and not hand.last]
    if not some:
        return {}
    _list(some)
    chosen = _choice(f"这 {len(some)} 份怎么办？", options)
    return dict.fromkeys(some, meant[chosen]) if chosen in meant else {}


def _choice(question: str, options: Mapping[str, str]) -> str:
    """Return the key of what is chosen; the first one on Enter.

    :raises InputError: if the answers end: nothing has been done then.
    """
    shown = "　".join(f"{key} {said}" for key, said in options.items())
    while True:
        screen.say(f"{question}　{shown}　（直接回车：{next(iter(options))}）")
        try:
            answer = input("> ").strip().lower()
        except EOFError:
            raise InputError("没有回答，材料/ 里没有作任何改动") from None
        if not answer or answer in options:
            return answer or next(iter(options))


def show(made: Mapping[Hand, Answer], *, dry: bool = False) -> None:
    """Print what was done by hand and what became of it, or with ``dry`` would."""
    if not made:
        return
    screen.say(f"有人动过 材料/ 里的 {len(made)} 份文件（{'将' if dry else '已'}这样处理）：")
    groups: dict[str, list[Hand]] = {}
    for hand, answer in made.items():
        groups.setdefault(_made(hand, answer), []).append(hand)
    for said, some in groups.items():
        screen.say(f"  {said}（{len(some)}）：")
        _list(some, "    ")


def _made(hand: Hand, answer: Answer) -> str:
    known = _MADE | _MADE_OF_LAST if hand.last else _MADE
    return known.get((hand.act, answer), _LEFT)


def pending(made: Mapping[Hand, Answer]) -> None:
    """Say that something was done by hand that only a scan looks into."""
    if made:
        screen.tell(f"注意：有人动过 材料/ 里的 {len(made)} 份文件，这次没有处理；请运行 archive scan")


def _list(some: Sequence[Hand], indent: str = "  ") -> None:
    for hand in some[:_SHOWN]:
        screen.say(f"{indent}{screen.safe(_said(hand))}")
    if len(some) > _SHOWN:
        screen.say(f"{indent}…另有 {len(some) - _SHOWN} 份")


def _said(hand: Hand) -> str:
    return _SAID[hand.act].format(
        code=hand.code,
        before=hand.code_before,
        name=hand.target.rsplit("/", 1)[-1],
        old=hand.before.rsplit("/", 1)[-1],
        target=f"材料/{hand.target}",
    )
