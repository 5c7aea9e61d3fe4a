"""The commands by which people decide; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Item, Where, start, working


def review(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="文件", help="写成表格（xlsx），交给同事用 Excel、WPS 填"),
    ] = None,
    back: Annotated[
        Path | None, typer.Option("--from", metavar="文件", help="读回填好的表格，照着记录并归档")
    ] = None,
    suspects: Annotated[bool, typer.Option("--suspects", help="列出已归档、但看起来放得不对的材料")] = False,
    where: Where = None,
) -> None:
    """逐份确认没有把握的材料
    不写选项则在这里一份一份地问；也可以写成表格，交给同事填好再读回。
    """
    from wenming_archive.console import bars, reviewing, screen
    from wenming_archive.console import sheet as shown
    from wenming_archive.console import suspects as doubtful
    from wenming_archive.errors import InputError
    from wenming_archive.pipeline import session, sheet, stale, stray, views
    from wenming_archive.pipeline import suspects as looking
    from wenming_archive.pipeline.reviewing import Review

    if bool(to) + bool(back) + suspects > 1:
        raise InputError("--to、--from 和 --suspects 只能用一个")
    if back:
        with working(where, "review") as begun, bars.shown() as progress:
            screen.warn([*stale.stale(begun), *stray.strays(begun)])
            done = sheet.settle(begun, back, progress)
        shown.settled(done)
        return
    begun = session.begin(start(where))
    screen.warn([*stale.stale(begun), *stray.strays(begun)])
    if suspects:
        filed = any(item.codes for item in views.items(begun))
        doubtful.show(looking.suspects(begun), begun.catalogue, filed=filed)
    elif to:
        shown.sent(sheet.send(begun, to))
    else:
        reviewing.sit(Review(begun))


def assign(
    item: Item,
    codes: Annotated[list[str], typer.Argument(metavar="编号", help="归入的末级指标，主要的写在最前")],
    where: Where = None,
) -> None:
    """指定一份材料归入哪些指标"""
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "assign") as begun:
        shown.show(*deciding.assign(begun, item, codes, progress.Silent()))


def ignore(
    item: Item,
    related: Annotated[
        bool, typer.Option("--related", help="内容相关，只是不用它：旧稿、多余的、拍坏的、不能交的")
    ] = False,
    where: Where = None,
) -> None:
    """标明一份文件不是材料，不归档
    和测评无关的，程序会记住，相近的也不再归；内容相关、只是不用的加 --related。
    """
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "ignore") as begun:
        shown.show(*deciding.ignore(begun, item, progress.Silent(), related=related))


def unassign(item: Item, where: Where = None) -> None:
    """撤销对一份材料的人工决定；自动归入的则撤出"""
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "unassign") as begun:
        shown.show(*deciding.unassign(begun, item, progress.Silent()))


def not_held(
    code: Annotated[str, typer.Argument(metavar="编号", help="末级指标")],
    note: Annotated[str | None, typer.Option("--note", metavar="说明", help="未开展或不适用的原因")] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="日期", help="预计哪天完成；到那天之前不算失分")
    ] = None,
    na: Annotated[bool, typer.Option("--na", help="不适用于本单位，不计分")] = False,
    clear: Annotated[bool, typer.Option("--clear", help="取消这一说明")] = False,
    where: Where = None,
) -> None:
    """说明某项指标未开展或不适用"""
    from wenming_archive.console import screen
    from wenming_archive.pipeline import deciding, views

    with working(where, "not-held") as begun:
        done, changed = deciding.not_held(begun, code, note, clear=clear, due=due, na=na)
        held = 0 if clear else views.held(begun, done)
    said = "已取消未开展的说明" if clear else "已记为不适用" if na else "已记为未开展"
    screen.say(f"{done} {said if changed else '本来就没有未开展的说明，没有改动'}{_until(due)}")
    if held:
        screen.say(f"这项已归有 {held} 份材料：应备都齐了就仍算齐备；材料放错了的，请先改归别处")


def _until(due: str | None) -> str:
    """Return what the day means by which a work is to be done; nothing without one."""
    from wenming_archive.pipeline import clock, deciding

    if not due:
        return ""
    day = deciding.iso_day(due)
    late = day < clock.today().isoformat()
    return f"；但 {day} 已经过去，照样算失分" if late else f"，{day} 前不算失分"


def negative(
    code: Annotated[str | None, typer.Argument(metavar="编号", help="减分项或否决项；不写则列出全部")] = None,
    note: Annotated[str, typer.Option("--note", metavar="说明", help="是什么事、什么时候")] = "",
    cleared: Annotated[bool, typer.Option("--none", help="经核实，没有发生")] = False,
    forget: Annotated[bool, typer.Option("--clear", help="取消以前的记录")] = False,
    where: Where = None,
) -> None:
    """记录减分项、否决项（负面清单）有没有发生
    不写编号则列出全部和已核实的情况；发生了写 --note 说明，没有发生写 --none。
    """
    from wenming_archive.console import screen
    from wenming_archive.console import standing as shown
    from wenming_archive.pipeline import deciding, session

    if code is None:
        begun = session.begin(start(where))
        shown.negative(begun.catalogue, begun.decisions)
        return
    happened = None if forget else not cleared
    with working(where, "negative") as begun:
        title, changed = deciding.negative(begun, code, happened, note.strip())
    said = "已取消记录" if forget else "已记为没有发生" if cleared else "已记为发生过"
    screen.say(f"{code} {title}：{said if changed else '本来就没有记录，没有改动'}")


def conclude(
    code: Annotated[str, typer.Argument(metavar="编号", help="末级指标")],
    text: Annotated[str | None, typer.Option("--text", metavar="文字", help="自己写的结论性说明")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="文件", help="写在文件里的，txt、docx 等都可以")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="取消自己写的，改回按材料写")] = False,
    where: Where = None,
) -> None:
    """查看或自己写一项指标的结论性说明
    只写编号则显示程序按已归材料写的一段，可以复制出来修改；自己写的会代替它。
    """
    from wenming_archive.console import deciding as shown
    from wenming_archive.errors import InputError
    from wenming_archive.pipeline import concluding, deciding, session

    if (text is not None) + (file is not None) + clear > 1:
        raise InputError("--text、--file 和 --clear 只能用一个")
    if text is None and file is None and not clear:
        shown.statement(concluding.statement(session.begin(start(where)), code))
        return
    said = concluding.from_file(file) if file else text
    with working(where, "conclude") as begun:
        done, changed = deciding.conclude(begun, code, said)
        most = concluding.most(begun)
    shown.concluded(done, said, most, changed=changed)


def caption(
    items: Annotated[list[str], typer.Argument(metavar="材料", help="照片，可以写几张，也可以写文件夹")],
    *,
    title: Annotated[str | None, typer.Option("--title", metavar="题名", help="题名，副本也用它命名")] = None,
    time: Annotated[str | None, typer.Option("--time", metavar="时间", help="时间，如 2023-03-05")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="地点", help="地点")] = None,
    persons: Annotated[
        str | None, typer.Option("--persons", metavar="人物", help="人物：主要人员的姓名、职务")
    ] = None,
    theme: Annotated[str | None, typer.Option("--theme", metavar="主题", help="主题")] = None,
    background: Annotated[str | None, typer.Option("--background", metavar="背景", help="背景")] = None,
    cause: Annotated[str | None, typer.Option("--cause", metavar="事由", help="事由：做了什么")] = None,
    photographer: Annotated[
        str | None, typer.Option("--photographer", metavar="摄影者", help="摄影者：单位、姓名")
    ] = None,
    event: Annotated[bool, typer.Option("--event", help="同一活动的照片都照此写")] = False,
    clear: Annotated[bool, typer.Option("--clear", help="取消自己写的，改回自动取的")] = False,
    where: Where = None,
) -> None:
    """查看或补写照片的说明：时间、地点、人物等
    只写照片则显示现有的说明和出处；空着的要素用选项补上，写成空的（--place ""）则取消那一项。
    """
    from wenming_archive.console import bars
    from wenming_archive.console import captioning as shown
    from wenming_archive.errors import InputError
    from wenming_archive.pipeline import captioning, session

    said = {
        **{"time": time, "place": place, "persons": persons, "theme": theme},
        **{"background": background, "cause": cause, "photographer": photographer},
    }
    photo = {name: text.strip() for name, text in said.items() if text is not None}
    if clear and (photo or title is not None):
        raise InputError("--clear 不能和其他要素的选项一起用")
    if not (clear or photo or title is not None):
        begun = session.begin(start(where))
        shown.show(captioning.meant(begun, items, event=event), captioning.of_all(begun))
        return
    with working(where, "caption") as begun, bars.shown() as progress:
        some = captioning.meant(begun, items, event=event)
        if clear:
            count, outcome = captioning.clear(begun, some, progress)
        else:
            count = len(some)
            outcome = captioning.record(begun, some, title.strip() if title else title, photo, progress)
    shown.recorded(some, count, outcome, cleared=clear)
    shown.lacking(some, captioning.of_all(session.begin(start(where))))


def not_secret(
    item: Item,
    note: Annotated[str | None, typer.Option("--note", metavar="理由", help="为什么不是密级标志")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="取消这一说明")] = False,
    where: Where = None,
) -> None:
    """说明一份材料上的“密级”是误认的
    标有绝密、机密、秘密的一律不导出；确实不是密级标志的，写明理由，会记录下来。
    """
    from wenming_archive.console import screen
    from wenming_archive.pipeline import finding, gate, views

    with working(where, "not-secret") as begun:
        found = finding.item(views.items(begun), item, begun.workspace.root)
        changed = gate.not_secret(begun, found, note, clear=clear)
    said = "已取消说明" if clear else "已记为不是密级标志"
    screen.say(f"{found.found.source} {said if changed else '本来就没有说明，没有改动'}")


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "review": review,
    "assign": assign,
    "ignore": ignore,
    "unassign": unassign,
    "not-held": not_held,
    "not-secret": not_secret,
    "negative": negative,
    "conclude": conclude,
    "caption": caption,
}
