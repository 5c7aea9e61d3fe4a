"""Says of a sentence or a title that what it speaks of was not done: denied, put off, counted none.

What speaks well of an office by a denial (未发生事故, 零投诉, 没有人不参加) and what only holds a sign of
denial (未成年人, 无偿, 未经批准) is no such sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What an office does, when a denial stands before it.
_DEED = (
    "开展|举办|举行|组织|召开|成立|制定|制订|印发|出台|建立|设立|完成|落实|学习|传达|慰问|走访|看望|评选|表彰|参加|参与"
    "|检查|巡查|整改|整治|公示|签订|捐款|捐赠|清理|清扫|劝导|服务|培训|宣讲|授课|参观|祭扫|演练|演出|比赛|活动|会议"
    "|安装|配备|帮扶|资助|结对|注册|招募|征集|讨论|研究|审议|考核|测评|达标|达到|通过|获得|获评|荣获|评为|授予|命名"
    "|实施|进行|执行|启动|到位|设置|健全|(?<!离)[办开搞做](?:成|起来|过)"
)
#: What nobody wants, and what makes of it again something that an office does about it.
_BAD = (
    "事故|投诉|违纪|违规|违法|违章|犯罪|案件|事件|纠纷|上访|信访|舆情|差评|举报|腐败|邪教|赌博|缺席|迟到|请假|弃权"
    "|反对|处分|处罚|问责|批评|曝光|不合格|失信|伤亡|隐患|负面|浪费|推诿|红黄牌|黄牌|警告|约谈|责令|检讨|落后|未达标"
)
_ABOUT_IT = (
    "整改|整治|治理|排查|防范|预防|防治|处置|警示|教育|演练|调[解处]|化解|查[处纠]|自查|检查|制止|专项|行动|办法"
    "|制度|预案|受理"
)
#: Between a denial and its deed: what turns it round, and what makes it one more thing's.
_TURNS = "不|停|中断|间断|缺|落下|忘|例外|的|者"
_NOT = (
    r"(?<!有)没有?|(?<!从)尚未|从未|未(?!成年|来|必|经|婚|雨|知|尽)|不再|不曾"
    r"|(?:^|(?<=[年月度均暂并也尚内间]))无(?!偿|障碍|烟|线|人机|纸|名|声|论|数|限|一|所|私|党派|记)"
)
#: Whom something is done about, who did not do it: 对未参加的人员.
_DENIED = re.compile(rf"(?<![对给为向请])(?:{_NOT})((?:(?!{_TURNS})[^…\t]){{0,10}}?)(?:{_DEED})")
#: A thing that nobody did, and is praised for it: 未参与赌博, 没有组织违规活动.
_PRAISED = re.compile(rf"({_BAD})(?!.{{0,20}}({_ABOUT_IT})).{{0,6}}$")
_NEVER = re.compile(
    r"一(次|场|个|人|名|项)[也都](没有?|未|无)(?!.{{0,20}}[不缺停])"
    rf"|({_DEED}).{{0,6}}?[:：\s]*(没有|无|暂无|暂缺|空白)$"
)
_UNIT = "人次|人|名|次|场|期|项|个|户|小时|学时|份|篇|支"
#: Counted, and none: 0次, 人数为0, a cell under 人数.
_NONE = re.compile(
    rf"(?<![\d.,，百千万〇零一二三四五六七八九十])[0零〇]\s?(?:{_UNIT})(?!以)"
    r"|(?:人数|次数|人次|场次|时长|数量|率)(?:[（(].{1,4}[)）])?(?:为|是|[:：\s])*(?:0|零)(?:%|$)"
)
_PUT_OFF = r"取消|推迟|延期|延后|暂停|暂缓|改期|搁置|中止|终止|停办|停止|叫停|泡汤|告吹"
#: Put off where the deed stands beside it, or at the end of a clause whose deed stands before.
_OFF = re.compile(
    rf"(?<![未没有不得可以])(?:{_PUT_OFF})(?:了|至|到|原定|计划|所有|全部|本次|今年|当[天日]|一切){{0,3}}.{{0,16}}(?:{_DEED})"
    rf"|(?:{_DEED}).{{0,16}}(?<![未没有不得可以])(?:{_PUT_OFF})"
    rf"|(?<![未没有不得可以费])(?:{_PUT_OFF})(?:了|至.{{1,12}}|到.{{1,12}})?$|^(?:原定|原计划|原拟|本应|本拟)"
)
#: What is put off or taken away by a rule, and is no deed: 取消评优资格, 暂停营业.
_TAKEN = re.compile(
    r"(取消|停止|暂停|暂缓|终止).{0,12}(资格|称号|评优|评先|礼遇|收费|供应|使用|营业|放行|执行|借阅|供[水电气])"
)
#: A condition, or what follows on one: 未按时参加的扣2分, 必要时中止活动.
_CONDITION = re.compile(
    r"^(必要时|如|若|凡|遇|一旦)|[的者]$|的[予将扣由按应给视一取于当]|(?<!目)的(?=暂缓|取消)"
)
_PLANNED = re.compile(
    rf"(拟|(?<!按)计划|打算|准备|将|预计)(于|在|[下今明年本近]|(?<!将)\d{{1,4}}[年月]).{{0,24}}({_DEED})|^(我[们局]?|下一步,?)?(打算|拟|即将)"
)
_CLAUSE = re.compile(r"[,，;；。!！?？\t\n]+")


def undone(plain: str) -> bool:
    """Say whether a part of ``plain``, folded for comparing, says that a deed was not done."""
    if "而是" in plain:
        return False
    praised = False
    for clause in filter(None, map(str.strip, _CLAUSE.split(plain))):
        bad = bool(re.search(_BAD, clause))
        if _is_denied(clause) or (_NONE.search(clause) and not bad and not praised):
            return True
        praised = bad
    return False


def _is_denied(clause: str) -> bool:
    if _CONDITION.search(clause):
        return False
    if _OFF.search(clause) and not _TAKEN.search(clause):
        return True
    denied = _DENIED.search(clause)
    return bool((denied and not _PRAISED.search(clause[denied.start() :])) or _NEVER.search(clause))


def planned(plain: str) -> bool:
    """Say whether a part of ``plain`` speaks of a deed that is still to be done."""
    return any(_PLANNED.search(clause) for clause in map(str.strip, _CLAUSE.split(plain)))


def row(cells: Sequence[str], heads: Sequence[str]) -> str:
    """Return a table's row for judging, each cell below the head of its column if they match."""
    if len(cells) != len(heads):
        return "\t".join(cells)
    return "\t".join(
        f"{head.strip()}:{cell.strip()}" if cell.strip() else ""
        for head, cell in zip(heads, cells, strict=True)
    )


#: What takes back, puts off or is not yet valid, wherever a title says so.
_REVOKED = re.compile(rf"{_PUT_OFF}|撤[销回]|废止|失效|收回|征求意见稿|草案|草稿|初稿|讨论稿|送审稿|未通过")
#: What an office has to answer for, as titles say it.
_BLAME = (
    "事故|投诉|违纪|违规|违法|违章|犯罪|上访|处分|处罚|问责|通报批评|批评通报|曝光|不合格|失信|隐患|推诿|警告|约谈|责令"
    "|检讨|未达标|(问题|不足)(的|情况|通报|清单|台账|$)"
)
_CRITICAL = re.compile(rf"({_BLAME})(?!.{{0,40}}({_ABOUT_IT})|.{{0,4}}(工作|应对|答复|回复|办理|热线|机制))")
#: What says that there is nothing bad, or that something is done against it: 无投诉, 打击违法犯罪.
_CLEAN = re.compile(
    rf"(无|零|未发生|未出现|没有|防|反|打击|整治|治理|制止|抵制|拒绝|杜绝|查处|严禁|化解|解决|排查)[^的]{{0,8}}?({_BLAME})"
)
_WISHED = re.compile(
    "推荐|申报|候选|提名|初评|拟(表彰|命名|授予|任|聘|发展|评|确|选|录|转|报)|预告|即将|倒计时"
)


def is_revoked(title: str) -> bool:
    """Say whether a title tells of what was taken back, put off, not done, or is but a draft."""
    return bool(_REVOKED.search(title)) or undone(title)


def is_critical(title: str) -> bool:
    """Say whether a title tells of something bad, and of nothing done about it."""
    return bool(_CRITICAL.search(title)) and not _CLEAN.search(title)


def is_wished(title: str) -> bool:
    """Say whether a title tells of what is asked for or still to come."""
    return bool(_WISHED.search(title))
