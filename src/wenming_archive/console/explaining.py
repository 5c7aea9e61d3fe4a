"""Why an item stands where it does, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import captioning, screen
from wenming_archive.console.listing import title
from wenming_archive.kinds import BY_ID
from wenming_archive.model import STATUS_LABELS, Guess, Item, Meeting, Placed, Status
from wenming_archive.pipeline.why import Passage, Why
from wenming_archive.report.counting import problems

_FROM = {
    "body": "文中",
    "number": "文号",
    "name": "文件名",
    "exif": "照片信息",
    "folder": "文件夹名",
    "mtime": "文件修改时间，仅供参考",
}


_WITHOUT = {
    "name": "不看文件名",
    "folders": "不看文件夹名",
    "content": "不看文件内容",
    "neighbours": "不看同一文件夹的其他材料",
    "decisions": "没有已作出的人工决定",
}


def why(found: Why, catalogue: Catalogue) -> None:
    """Print how an item was read and placed."""
    item = found.item
    screen.say(screen.safe(item.found.source), "bold")
    for label, text in (*_facts(item), *_recorded(found)):
        screen.say(f"  {label}：{screen.safe(text)}")
    if found.caption:
        screen.say("  图片材料页上的说明（用 archive caption 补写）：")
        for label, text in captioning.rows(found.caption):
            screen.say(f"    {label}：{screen.safe(text)}")
    for problem in problems(item, catalogue):
        screen.say(f"  ！{screen.safe(problem.message)}", "yellow")
    screen.say(f"结果：{_verdict(found, catalogue)}")
    for copy in item.filed_as:
        screen.say(f"  副本 {screen.safe(copy)}")
    others = [source for source in found.elsewhere if source != item.same_as]
    if others:
        screen.say(f"  相同的内容还在：{screen.safe('、'.join(others))}")
    _guesses(found, catalogue)


def _facts(item: Item) -> list[tuple[str, str]]:
    described = item.description
    date = f"{described.date}（{_FROM[described.date_from or 'body']}）" if described.date else "没有找到"
    pages = "" if described.pages is None else f"{'' if described.pages_exact else '约 '}{described.pages} 页"
    named = f"{described.title}（{_whence(item)}）" if described.title_inferred else described.title
    facts = [
        ("题名", named),
        ("类型", f"{BY_ID[described.kind].label}（{item.known.format}）"),
        ("文号", described.number or ""),
        ("责任者", described.issuer or ""),
        ("日期", date),
        ("页数", pages),
        ("密级", described.secrecy or ""),
        *_meeting(described.meeting),
    ]
    return [(label, text) for label, text in facts if text]


def _whence(item: Item) -> str:
    """Return where a title comes from that the item itself does not bear."""
    start = item.description.title[:3]
    return "取自文件名" if start in item.known.name else "取自同一活动的材料"


def _recorded(found: Why) -> list[tuple[str, str]]:
    """Return what a camera or recorder noted."""
    facts = []
    if found.picture:
        one = found.picture
        place = f"北纬 {one.gps[0]:.5f}，东经 {one.gps[1]:.5f}" if one.gps and min(one.gps) > 0 else ""
        facts = [("尺寸", f"{one.width} × {one.height}"), ("拍摄时间", one.taken or "")]
        facts += [("拍摄地点", place or str(one.gps or "")), ("相机", one.camera or "")]
    if found.duration:
        minutes, seconds = divmod(round(found.duration), 60)
        facts.append(("时长", f"{minutes} 分 {seconds} 秒"))
    return [(label, text) for label, text in facts if text]


def _meeting(meeting: Meeting | None) -> list[tuple[str, str]]:
    labels = {
        "time": "会议时间",
        "place": "会议地点",
        "host": "主持人",
        "present": "出席",
        "absent": "缺席",
        "recorder": "记录人",
    }
    return [(label, getattr(meeting, name, None) or "") for name, label in labels.items()]


def _verdict(found: Why, catalogue: Catalogue) -> str:
    item = found.item
    if item.same_as:
        same = f"与 {screen.safe(item.same_as)} 内容完全相同"
        stands = found.original or Status.filed
        rest = "只归档一份" if stands is Status.filed else f"那一份{STATUS_LABELS[stands]}"
        return f"{same}，{rest}"
    placed = "；".join(
        f"{p.code} {title(p.code, catalogue)}（{_by_whom(p)}）" for p in item.placement.indicators
    )
    return f"{STATUS_LABELS[item.status]}{'：' if placed else ''}{placed}"


def _by_whom(placed: Placed) -> str:
    return "人工指定" if placed.by == "person" else f"把握 {placed.confidence:.0%}"


def _guesses(found: Why, catalogue: Catalogue) -> None:
    if found.decision is not None:
        screen.say(f"人工决定于 {found.decision.at}，优先于程序的判断。程序的判断是：")
    else:
        screen.say("程序的判断（下面是各条依据所占的份额）：")
    for guess in found.guesses[:3]:
        screen.say(f"  {guess.confidence:5.0%}  {guess.code} {title(guess.code, catalogue)}")
        for reason in guess.reasons:
            screen.say(f"         {reason.weight:4.0%}  {screen.safe(reason.text)}")
    screen.say(f"  {found.none:5.0%}  不属于任何指标")
    _passages("文中依据：", found.passages)
    if len(found.guesses) > 1:
        _passages(f"文中也有像 {found.guesses[1].code} 的话：", found.against)
    _event(found, catalogue)
    _changes(found, catalogue)


def _passages(head: str, passages: Sequence[Passage]) -> None:
    if passages:
        screen.say(head)
    for passage in passages:
        screen.say(f"  “{screen.safe(passage.text)}”　关键词：{'、'.join(passage.words[:4])}")


def _event(found: Why, catalogue: Catalogue) -> None:
    if found.event:
        screen.say(f"同一活动的材料（同一文件夹，日期或名称相近）另有 {found.event_size} 份：")
    for member in found.event:
        screen.say(f"  {screen.safe(member.source)}　{_guessed(member.guess, catalogue)}")
    if found.event_size > len(found.event):
        screen.say(f"  …等 {found.event_size} 份")


def _changes(found: Why, catalogue: Catalogue) -> None:
    if found.changes:
        screen.say("什么会改变判断：")
    elif found.guesses and found.decision is None:
        screen.say("去掉文件名、文件夹名、内容或相邻材料中的任何一样，结果都一样。")
    for change in found.changes:
        ask = "" if change.sure else "（不会自动归档）"
        screen.say(f"  如果{_WITHOUT[change.without]}：{_guessed(change.guess, catalogue)}{ask}")
    if not found.guesses:
        screen.say("没有线索。把活动或内容写进文件名或文件夹名，再运行 archive scan，程序就能判断。")


def _guessed(guess: Guess | None, catalogue: Catalogue) -> str:
    if guess is None:
        return "看不出属于哪项"
    return f"{guess.code} {title(guess.code, catalogue)} {guess.confidence:.0%}"
