"""What a sentence tells of facts: what was done, when, how often, by how many; or what shall be done."""

from __future__ import annotations

import re

_NUMBER = r"[0-9〇零一二三四五六七八九十百千万两几.]{1,12}"
_UNITS = (
    "人次|人|名|次|份|场|户|期|项|个|家|幅|块|张|册|本|部|篇|件|条|处|公里|小时|学时|课时|万元|元|平方米|盏|棵|株"
    "|台|辆|支|批|轮|分|%|天|所|节|对|桌|套|吨|位|周年|届|讲|起|班|遍|岁"
)
_DATE = re.compile(
    r"(19|20)\d\d[年.\-/]|\d{1,2}月(\d{1,2}日)?|[上下]半年|[一二三四1-4]季度|年初|年底|月底|当天"
)
_COUNT = re.compile(rf"{_NUMBER}\s?(余|多|来)?\s?({_UNITS})(?![a-z])|百分之|全部|全员|人均|全覆盖")
_DONE = re.compile(
    "开展了?|举办|举行|组织|召开|成立|制定|制订|印发|出台|建立|设立|完成|落实|学习|传达|慰问|走访|看望|发放|评选|评出|推荐"
    "|表彰|参加|参与|检查|巡查|整改|整治|公示|签订|张贴|悬挂|捐款|捐赠|募集|清理|清扫|劝导|服务|培训|宣讲|授课|讲解"
    "|观看|参观|祭扫|演练|演出|比赛|新建|改造|更换|维修|添置|投入|安装|配备|受理|办结|回复|帮扶|资助|结对|注册|招募"
    "|征集|收集|发现|查处|处理|销号|讨论|研究|审议|表决|投票|上传|发布|刊发|张榜|通报|考核|评议|测评|抽查|接待|帮助"
)
_DECIDED = re.compile(
    "决定|议定|同意|通过|明确|确定|决议|要求|议题|审定|批准|由.{1,14}(负责|担任|兼任|牵头)|组长|主任由"
)
_RULE = re.compile(
    "应当|必须|不得|严禁|禁止|不准|每(半?年|季度?|月|周|天|日|学期)|负责|实行|不少于|不低于|至少|以内|之内|定期"
    "|纳入|挂钩|一票否决|扣(除|减|发|\\d)|奖励|考核|承诺|保证|自觉"
)
_HONOUR = re.compile("授予|荣获|获得|获评|被评为|评为|表彰|命名|称号|一等奖|二等奖|三等奖|先进")
_PURPOSE = re.compile(
    r"^\s*(为|根据|按照|依据|遵照|通过.{0,20}(增强|提高|提升)|以.{2,40}为|坚持|高举|紧紧围绕|深入贯彻|全面贯彻|认真贯彻)"
)
_SLOGAN = re.compile(
    "让我们|携手|希望(大家|广大)|拜托|指导思想|重要意义|高举|紧紧围绕|深入贯彻|全面贯彻|统一思想|提高认识|高度重视|新的更大|奋力谱写|凝心聚力"
)
#: What a pledge is made of.
_PLEDGED = re.compile("不|做到|保证|遵守|拒绝|严格|主动|自愿|坚持")
#: What is around a thing, and not what was done.
_ASIDE = re.compile(
    "物料|物资准备|器材|道具|注意事项|经费|预算|附件|适用范围|体会|不足|存在.{0,4}问题|困难|下一步|意义|背景"
)
#: How lines begin that are but the head, the foot or a form's field of a paper.
_HEADS = (
    r"各.{1,80}[:：]$",
    r"[—-]{2}",
    r".{0,4}(时间|日期|地点|单位|科室|部门|[填制]表人?|对象)[:：]",
    r"(记录|主持)人?[:：]|散会|序号|目\s*录",
    r"(应到|实到|出席|缺席|列席|请假|参会|参加|到会)(人员|人数|领导)?[:：]",
    r"附件|附[:：]|抄送|主送|[报送发][:：]|联系(人|电话)|电话|地址|邮编|特此|此复",
    r"签发|拟稿|校对|打印|共印|[（(](此件|盖章|公章|签字)|第?\s*\d+\s*页",
    r"(来源|编辑|作者)[:：]|阅读量|未尽事宜",
    r"本(制度|办法|规定|方案|细则)自.*(施行|执行|实施)|本.{2,6}由.*负责解释",
    # A line that is a title of its own.
    r"[^,，。:：;；]{2,50}(通知|通报|方案|计划|办法|制度|总结|小结|汇报|报告|简报|纪要|记录|台账|责任书|承诺书|倡议书)$",
    # An issuer and a day: the foot of a paper.
    r"[^,，。:：;；]{0,30}\d{4}年\d{1,2}月\d{1,2}日$",
)
#: Turns that make a sentence one that every paper of its kind has, wherever they stand in it.
_TURNS = (
    r"(通知|汇报|报告|总结|公示|公告|安排|规定)如下[:：。]?$|印发给你们",
    r"本(制度|办法|规定|方案|细则|预案).{0,4}适用|制定本|订立(本|公约)|签订本|特制定",
    r"一式.{1,3}份|有效期(为|至|.{1,3}年)",
    r"请.{0,16}(遵照|贯彻|认真).{0,10}(执行|落实)[。.]?$",
    # What stands wholly in brackets, blanks to be filled in, a line of contents.
    r"^[（(][^（()）]*[)）]$|[_＿]{2,}|[（(]\s{2,20}[）)]|[.．…·]{3}\s{0,9}\d{1,4}$",
)
_PHRASE = re.compile(rf"^\s*({'|'.join(_HEADS)})|{'|'.join(_TURNS)}")


def is_phrase(plain: str) -> bool:
    """Say whether a sentence is but a turn that every paper of its kind has, or a line of its head."""
    return bool(_PHRASE.search(plain))


def is_purpose(plain: str) -> bool:
    """Say whether a sentence or clause begins with what something was done for."""
    return bool(_PURPOSE.match(plain))


def is_aside(plain: str) -> bool:
    """Say whether a heading or lead-in tells of what is around a thing: what it takes, what lacks."""
    return bool(_ASIDE.search(plain))


def is_counted(plain: str) -> bool:
    """Say whether there is a day or a count."""
    return bool(_DATE.search(plain) or _COUNT.search(plain))


def sorts(plain: str) -> int:
    """Return how many sorts of facts there are."""
    return sum(bool(rule.search(plain)) for rule in (_DATE, _COUNT, _DONE, _DECIDED, _RULE, _HONOUR))


def told(plain: str, kind: str) -> float:
    """Return how much a sentence tells of facts, as papers of its kind tell them."""
    dated, counted = bool(_DATE.search(plain)), len(_COUNT.findall(plain))
    done, decided = bool(_DONE.search(plain)), bool(_DECIDED.search(plain))
    rule, honour = len(_RULE.findall(plain)), bool(_HONOUR.search(plain))
    facts = 0.4 * dated + 0.4 * min(counted, 3) + 0.4 * done
    weight = 0.4 if kind in ("regulation", "pledge", "plan", "notice") else 0.2
    facts += weight * min(rule, 2)
    if kind == "pledge":
        facts += 0.5 * bool(_PLEDGED.search(plain))
    if kind in ("minutes", "notice"):
        facts += 0.5 * decided
    return facts + (0.8 if kind == "certificate" else 0.3) * honour


def emptiness(plain: str, facts: float) -> float:
    """Return how much a sentence is but purpose and slogan."""
    purpose = bool(_PURPOSE.match(plain))
    return (0.3 if facts >= 1 else 0.9) * purpose + 0.5 * bool(_SLOGAN.search(plain))
