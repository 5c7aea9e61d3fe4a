"""The documents that a phrase names: its last word tells, what stands before it says whether it is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenming_archive import kinds


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words for a document that no kind lists as a form of its own.
_MORE = {"文件": "notice", "发文": "notice", "公文": "notice", "表格": "ledger", "民情日记": "minutes"}
_MORE |= {"实景图": "photo", "现场图": "photo", "活动图": "photo", "对比图": "photo"}
#: Forms that are things or deeds as well, and mostly those.
_THINGS = _words(
    "民主生活会 组织生活会 宣传栏 荣誉 荣誉称号 授牌 公众号 作业 图 照 函 汇总 明细 约定 规矩 成效 推送 "
    "情况 部署 思路 设想"
)
#: Forms that are ordinary words as well: documents only where somebody asks for them.
_WEAK = _words(
    "规范 标准 要求 机制 程序 纪律 责任制 负责制 分析 信息 通讯 消息 动态 登记 统计 公示 "
    "命令 决定 决议 意见 安排 流程 承诺 倡议 回顾 概况 讲话 发言 演讲 签到 申请 感悟 "
    "体会 心得 标语 目录 说明 影像 批示 征求意见 回复 答复 指南 事迹 职责 公约 守则 分解 考察 "
    "自查 自评 宣言 寄语 剪影 掠影 实景 表 教材 菜谱 食谱 问卷 海报 方略 要点 议程 日程 清单"
)
_FORMS = {form: kind.id for kind in kinds.KINDS for form in (*kind.forms, kind.label)} | _MORE
_LONGEST = max(map(len, _FORMS))
#: Words that end like a document and are none.
_NONE = re.compile(r"(?:代|外|仪|发|师|地|手|电)表$|(?:文字|标题|图片)说明$")
#: What may follow the word: of what make it is, and that it is all there.
_TAIL = re.compile(
    r"(?:(?:相关|有关|佐证|等[^、]{0,4})?(?:的?资料|材料|档案|文本|原件|复印件|影印件|扫描件|电子版|样本|样张|"
    r"底稿|汇编|文稿|簿|本)|相关|有关|佐证|等|若干|多[张份篇]|数[张份篇]|各|[齐俱]全|齐备|完备|完整|健全|完善|规范|"
    r"详实|真实|(?:及时)?(?:上墙|存档|归档|备查|建档|入档|签订到.{1,10}|报送?.{1,8}备案)|"
    r"不限(?:时间|日期|年[份度])|均可|皆可|都可以?|之一|任一|中的|其一|[》”\"'\]】)\s]+)$"
)
#: So many such parts one after the other at most, each of so many characters.
_TAILS, _TAIL_LENGTH = 8, 24
#: Signs around a name that are no part of it.
_EDGES = re.compile(r"[》”\"'\]】)\s]+$")
_HEALTHY = re.compile(r"(?:[齐俱]全|齐备|完备|完整|健全|完善|规范|详实)[\s》”]*$")
_BEFORE = (
    r"(?:[均都须应要需并且还另请可当\s“\"]|必须|应当|需要|同时|做到|确保|统一|及时|专门|分别|其中|单位|学校)*"
)
_ASK = re.compile(
    rf"^.{{0,6}}?{_BEFORE}(?<![没含])(?:有(?!效|序|力|关|害|无)|备有|配有|提供|附|报送|上报|提交|上传|递交|出示|留存|留有|保存|"
    r"收集|查看|查阅|审核|调阅|形成|准备|编发|编印|印发|下发|出台|发布|制定|制订|拟定|编制|签订|签署|建立|"
    r"健全|完善|修订|撰写|起草)"
)
#: Verbs and adverbs of sentences that say how work is done, not what is to be shown.
_DOING = re.compile(
    r"落实|执行|坚持|遵守|符合|违反|违背|按照|根据|依据|依照|贯彻|完成|达到|纳入|列入|维护|服从|加强|推进|推动|"
    r"弘扬|提高|提升|树立|严格|自觉|认真|深入|积极|大力|切实|没有|严禁|禁止|杜绝|防止|反对|通过|围绕|对照|遵循|"
    r"履行|兑现|熟悉|了解|知晓|掌握|定期|及时|经常|不断|适时|善于|善始|加快|优化|强化|成为|实现|作为|得到|"
    r"进行|给予|不存在|争当|争做|注重|重视|尊重|接受|服务于|播放|播出|显示(?!屏|器)|随时|无(?!烟|偿|障碍|线|纸|人机|害化)|"
    r"^\s*(?:未(?!成年)|不(?!动产)|把|将|按(?!摩|月|季|期)|以(?!案|旧)|为(?!民|老)|向|在(?!职|线|建|编|岗|校)|"
    r"对(?!口|比|照|账)|使(?!用)|让|被|由|从|凭(?!证))"
)
#: What is kept to is not shown: 保存期限符合规定.
_KEPT = re.compile(r"(?:符合|违反|违背|达到|按照|依照|不低于)[^的]{0,6}$")
_NOT = re.compile(r"有无|没有|无(?!烟|偿|障碍|线|纸|人机|害化)|未(?!成年)")
#: Kinds that are traces of what was done: a sentence before 的 only says of what.
TRACES = frozenset(("minutes", "photo", "briefing", "video", "ledger", "summary", "certificate", "other"))
_OFFICIAL = re.compile(r"红头|正式(?:印发|下发|发布|行)?(?:的|文)|正式文件|文号|盖章|加盖公章|以文件形式")


@dataclass(frozen=True, slots=True)
class Noun:
    """A document named by a phrase."""

    form: str
    kind: str
    #: What stands before the word.
    before: str
    #: True when the word alone asks for nothing.
    weak: bool
    #: True when the phrase says that it must be there: 台账齐全.
    healthy: bool
    #: The word that its name must bear, so that it is not taken for another of its kind.
    only: str = ""

    @property
    def named(self) -> bool:
        """True when it is said of what the paper is, not only its form."""
        return len(self.form) > 3 or bool(_ASK.sub("", self.before).strip('《“" '))

    @property
    def words(self) -> tuple[str, ...]:
        """What its name must bear, where its kind holds many sorts that do not stand for each other."""
        return (self.only,) if self.only else _sort(self.kind, self.form)


#: Sorts of a kind whose names differ; of the others any form will do.
_SORTS = {"ledger", "pledge", "other"}
_SAME = (("名册", "花名册", "名单", "名录"), ("值班表", "排班表", "轮值表", "值日表"), ("发放表", "领取表"))
_ANY = {"台账", "台帐", "登记表", "统计表", "记录表", "一览表", "情况表", "报表", "表", "表格", "台账表"}
_ANY |= {"清单", "登记", "统计", "台账名册", "其他", "责任书承诺书", "明细表", "汇总表", "信息表"}


def _sort(kind: str, form: str) -> tuple[str, ...]:
    if form.endswith("预案"):
        return ("预案",)
    if kind not in _SORTS or form in _ANY:
        return ()
    same = next((row for row in _SAME if form in row), None)
    if same:
        return tuple(dict.fromkeys(one.rstrip("表") for one in same if one != "花名册"))
    return (form.rstrip("表簿册书") or form,)


def noun(phrase: str) -> Noun | None:
    """Return the document that ``phrase`` (without its counts) names with its last word."""
    whole = _EDGES.sub("", phrase.strip())
    bare = _cut(whole)
    found = _ending(bare, healthy=bool(_HEALTHY.search(whole)))
    if found and found.form == "文件":  # 制度文件 is a rule, 表彰文件 a paper on it
        inner = _ending(bare.removesuffix("文件"), healthy=found.healthy)
        found = inner if inner and not inner.weak else found
    # 服务规范: what mostly says how a paper is may be one itself.
    return found or (_ending(whole, healthy=False) if bare != whole else None)


def _cut(phrase: str) -> str:
    """Return ``phrase`` without what may follow the word that names the document."""
    for _ in range(_TAILS):
        found = _TAIL.search(phrase, max(len(phrase) - _TAIL_LENGTH, 0))
        if found is None:
            break
        phrase = phrase[: found.start()]
    return phrase


def _ending(bare: str, *, healthy: bool) -> Noun | None:
    for size in range(min(_LONGEST, len(bare)), 0, -1):
        form = bare[-size:]
        if form in _FORMS and form not in _THINGS and not _NONE.search(bare):
            weak = form in _WEAK and not bare.endswith(("岗位职责", "文明公约"))
            return Noun(form, _FORMS[form], bare[:-size], weak, healthy)
    return None


def asks(phrase: str) -> bool:
    """Say whether ``phrase`` opens with a verb that asks for something to show."""
    return bool(_ASK.match(phrase)) and not denies(phrase) and not _KEPT.search(phrase)


def denies(phrase: str) -> bool:
    """Say whether ``phrase`` tells of what there is not."""
    return bool(_NOT.match(phrase))


def tells(phrase: str, found: Noun | None) -> bool:
    """Say whether ``phrase`` tells of work to be done, so that the word at its end is no document."""
    before = phrase if found is None else found.before
    if found is not None and found.kind in TRACES and "的" in before:
        before = before[before.rindex("的") + 1 :]
    return bool(_DOING.search(before))


def official(phrase: str) -> bool:
    """Say whether the paper must be a formal one: 红头文件, 正式印发, 带文号."""
    return bool(_OFFICIAL.search(phrase))
