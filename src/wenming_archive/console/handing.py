"""What went out in a bag, and what came in with one."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.console import scanning, screen
from wenming_archive.model import STATUS_LABELS, Status
from wenming_archive.pipeline.handing import Received, Sent
from wenming_archive.workspace import RECEIVED

_LISTED = 20
#: What is not in a bag and might be missed, in the order it is said.
_MISSED = (Status.review, Status.unplaced, Status.unreadable)


def sent(one: Sent, unit: str) -> None:
    """Print where the bag stands, what is in it and what is not."""
    screen.say(f"已生成移交包 {screen.safe(str(one.path))}")
    screen.say(f"  材料 {one.items} 份，文件 {one.files} 个，附测评体系、人工决定和清单，每个文件都有校验值")
    if one.masked is not None:
        screen.say(f"  遮盖了 {one.masked} 份；图片、PDF 和其中的图片不能遮盖，请人工看一遍")
    _block("没有遮盖、原样装入的", one.not_masked)
    left = [f"{STATUS_LABELS[status]} {one.left[status]} 份" for status in _MISSED if one.left.get(status)]
    if left:
        screen.say(f"  不在其中：{'，'.join(left)}；归档之后重新导出才会带上")
    _block("没有归档副本、不在其中，请先运行 archive scan", one.without_copy)
    if not unit:
        screen.say(
            "申报单位未填，以工作区的文件夹名代替；请在 archive.yaml 的 unit 写上，收的人才知道是谁移交的"
        )
    screen.say(f"对方收到后运行：archive import-bag {screen.safe(one.path.name)}")


def received(one: Received, *, dry: bool) -> None:
    """Print what came in with the bag, or with ``dry`` would."""
    _bag(one)
    new = [place for place in one.places if not place.stands]
    _files(one, len(new), dry=dry)
    if dry:
        for place in new:
            screen.say(f"    {screen.safe(place.arrival.source)} → {RECEIVED}/{screen.safe(place.source)}")
    renamed = [f"{p.arrival.source} → {RECEIVED}/{p.source}" for p in new if p.renamed]
    if not dry:
        _block("同名文件内容不同，另取名称存放", renamed)
    _decisions(one, dry=dry)
    if one.outcome:
        scanning.show(one.outcome, dry=False)


def _bag(one: Received) -> None:
    day = one.report.value("Bagging-Date")
    described = screen.safe(one.office) + (f"，{screen.safe(day)} 打包" if day else "")
    screen.say(
        f"移交包 {screen.safe(one.report.name)}（{described}）：{len(one.report.payload)} 个文件核对无误"
    )
    for note in one.report.notes[:_LISTED]:
        screen.tell(f"注意：{screen.safe(note.message)}")
    if len(one.report.notes) > _LISTED:
        screen.tell(f"注意：…另有 {len(one.report.notes) - _LISTED} 处")
    if one.foreign:
        screen.say("  不是本程序生成的包：没有清单和人工决定，包里的文件都当作材料")


def _files(one: Received, new: int, *, dry: bool) -> None:
    folder = f"{RECEIVED}/{screen.safe(one.places[0].source.split('/', 1)[0])}/" if one.places else RECEIVED
    standing = len(one.places) - new
    if not one.places:
        screen.say("  包里没有材料")
    elif not new:
        screen.say(f"  没有新的材料：{standing} 份早已在 {folder}，没有重复存放")
    else:
        also = f"，另有 {standing} 份早已在那里，没有重复存放" if standing else ""
        screen.say(f"  {'将要' if dry else '已'}导入 {new} 份到 {folder}{also}")


def _decisions(one: Received, *, dry: bool) -> None:
    taken = one.taking
    if taken.rows:
        also = f"，另有 {taken.standing} 项早已记录" if taken.standing else ""
        screen.say(f"  {'将要' if dry else '已'}接收人工决定 {len(taken.rows)} 项{also}")
    elif taken.standing:
        screen.say(f"  人工决定 {taken.standing} 项早已记录")
    _block("本工作区已另有决定，保留不动", taken.kept)
    homeless = [f"{path}：{code} {title}".rstrip() for path, code, title in taken.homeless]
    _block("没有接收的决定：本工作区的测评体系没有这个指标", homeless)
    if taken.not_held:
        screen.say(f"  对方的未开展说明 {taken.not_held} 项没有接收；需要的请用 archive not-held 记录")


def _block(title: str, rows: Sequence[str]) -> None:
    if rows:
        screen.say(f"  {title}（{len(rows)}）：")
        for row in rows[:_LISTED]:
            screen.say(f"    {screen.safe(row)}")
        if len(rows) > _LISTED:
            screen.say(f"    …另有 {len(rows) - _LISTED} 项")
