"""A published catalogue as it was understood: shown to be checked, and asked about where it matters."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from wenming_archive.console import screen
from wenming_archive.published.draft import Draft, Question
from wenming_archive.published.preview import Group, Preview, preview

_WIDTH = 80
#: So many leaves are shown one by one, and so many rows that were not understood.
_LEAVES, _UNREAD = 60, 12


def can_ask() -> bool:
    """Say whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(questions: Sequence[Question]) -> dict[str, str]:
    """Ask each question; an empty line, or an end of the input, takes what is proposed."""
    answers = {question.id: question.default for question in questions}
    for question in questions:
        screen.say(question.text, "bold")
        for n, option in enumerate(question.options, 1):
            screen.say(f"  [{n}] {option}{'（默认）' if option == question.default else ''}")
        try:
            said = input(f"选 1-{len(question.options)}，直接回车取默认：").strip()
        except EOFError:
            return answers
        chosen = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0
        if 0 < chosen <= len(question.options):
            answers[question.id] = question.options[chosen - 1]
    return answers


def show(draft: Draft) -> None:
    """Print what was understood: the tree with counts, points against what is stated, what is left."""
    shown = preview(draft)
    screen.say(_cut(f"{shown.title}{f'（{draft.edition}）' if draft.edition else ''}"), "bold")
    _tree(draft, shown)
    _figures(shown)
    _unread(shown)
    _confidence(shown)


def _tree(draft: Draft, shown: Preview) -> None:
    groups = {(g.depth, g.code): g for g in shown.groups}
    for depth, node in draft.walk():
        group = groups.get((depth, node.code))
        pad = "  " * depth
        if group:
            _line(f"{pad}{node.code} {node.title}", _points(group))
        elif shown.leaves <= _LEAVES:
            score = f"{node.score:g}分" if node.score is not None else ""
            _line(f"{pad}{node.code} {node.title}", score, f"应备{len(node.needs)}" if node.needs else "")


def _points(group: Group) -> str:
    stated = f"{group.stated:g}分" if group.stated is not None else ""
    added = f"合计{group.added:g}分" if group.added is not None else ""
    if group.differs:
        return f"{group.leaves}项　{stated}，但各项{added} ！"
    return "　".join(filter(None, [f"{group.leaves}项", stated or added]))


def _line(left: str, *right: str) -> None:
    told = "　".join(filter(None, right))
    room = _WIDTH - screen.columns(told) - 2
    clean = screen.safe(left)
    while screen.columns(clean) > room:
        clean = clean[:-2] + "…"
    gap = " " * max(room - screen.columns(clean), 0)
    screen.say(f"{clean}{gap}  {told}" if told else clean)


def _cut(text: str, room: int = _WIDTH) -> str:
    return screen.lines(screen.safe(text), room)[0] if text else ""


def _figures(shown: Preview) -> None:
    levels = "、".join(f"第{n}级 {count} 项" for n, count in enumerate(shown.levels, 1))
    screen.say(f"{levels}；末级指标 {shown.leaves} 项，应备 {shown.needs} 条，责任单位 {shown.units} 个")
    if shown.negative:
        screen.say(f"减分和一票否决 {shown.negative} 条")
    if shown.added is not None:
        bonus = f"（其中加分 {shown.bonus:g} 分）" if shown.bonus else ""
        stated = f"，原文总分 {shown.stated:g} 分" if shown.stated is not None else "，原文没有写总分"
        mark = {True: "，相符", False: "，不符！", None: ""}[shown.adds_up]
        screen.say(f"各项分值合计 {shown.added:g} 分{bonus}{stated}{mark}")


def _unread(shown: Preview) -> None:
    if not shown.unread:
        return
    screen.say(f"没有读懂的 {len(shown.unread)} 行，已作为注释写进文件：", "yellow")
    for one in shown.unread[:_UNREAD]:
        screen.say(f"  {_cut(f'{one.where}：{one.text}', _WIDTH - 2)}")
    if len(shown.unread) > _UNREAD:
        screen.say(f"  另有 {len(shown.unread) - _UNREAD} 行")


def _confidence(shown: Preview) -> None:
    screen.say(f"把握 {shown.confidence:.0%}" + ("：" if shown.doubts else "：分值、编号、标准都对得上"))
    for doubt in shown.doubts:
        screen.say(f"  · {doubt}")


def taken(questions: Sequence[Question], answers: Mapping[str, str]) -> None:
    """Tell what was taken where something could be decided, in the form that ``--answers`` reads."""
    if not questions:
        return
    screen.tell("下面几处按此处理；要改，存成文件改了再用 --answers 文件 重新导入：")
    for question in questions:
        options = " / ".join(question.options)
        screen.tell(
            f"{question.id}: {answers.get(question.id, question.default)}　# {question.text}（{options}）"
        )


def written(path: Path, leaves: int) -> None:
    """Tell where the catalogue is, and what to do next."""
    screen.say(f"已写入 {path}，末级指标 {leaves} 项")
    screen.say(f"下一步：对照原文看一遍，改好后运行 archive catalogue check {path}")


def unwritten(source: Path) -> None:
    """Tell how what was shown becomes a catalogue."""
    screen.say(f"还没有写成文件。要写：archive catalogue import {source} -o catalogue.yaml")
