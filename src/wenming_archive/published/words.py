"""What published tables call their columns, sections and rows: word stems, no list of whole heads."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    level = "level"
    number = "number"
    standard = "standard"
    grading = "grading"
    methods = "methods"
    score = "score"
    lead = "lead"
    support = "support"
    units = "units"
    needs = "needs"
    due = "due"
    note = "note"
    person = "person"
    blank = "blank"
    other = "other"


#: What people call each.
NAMES = {
    Role.level: "指标", Role.number: "编号", Role.standard: "标准", Role.grading: "评分办法",
    Role.methods: "测评方法", Role.score: "分值", Role.lead: "牵头单位", Role.support: "配合单位",
    Role.units: "责任单位", Role.needs: "应备材料", Role.due: "时限", Role.note: "备注",
    Role.person: "联系人", Role.blank: "待填的格子", Role.other: "其他",
}  # fmt: skip

#: The first that is found in a head decides; what is more special stands first.
_STEMS: tuple[tuple[Role, str], ...] = (
    (Role.note, r"^(备注|附注|说明|注)$"),
    (
        Role.blank,
        r"(?<!标准)(?<!应)得分|自评|自查(得分|情况|结果)|复评|考评结果|打分|扣分$|扣分(原因|情况|说明)|实得|审核(得分|结果|意见)|评审(得分|意见)"
        r"|(检查|测评|考核|考评|落实|完成|整改)(情况|结果|记录)|是否|签字|签名|^评分$|等次$|存在问题",
    ),
    (
        Role.score,
        r"分值|分数|权重|满分|标准分|基[本准础]分|赋分|总分|配分|计分$|占比|^分$|^值$|权[数值]|比重|应得分|(?<![得扣评核测])分$|^(规定|项目)?分\s*[(（]",
    ),
    (
        Role.person,
        r"责任人$|联系人|联络|电话|手机|邮箱|分管|责任领导|牵头领导|包片|经办人|联系方式|姓名|职务",
    ),
    (Role.lead, r"牵头|主责|主办|第一责任"),
    (Role.support, r"配合|协办|协助|参与|联动|成员单位|参加|协同|协作|会同|相关(单位|部门)"),
    (
        Role.due,
        r"时限|期限|进度|(完成|报送|提交|上报|交档|截止|归档|提供)(的)?(时间|日期|时段)|时间节点|时间要求",
    ),
    (
        Role.units,
        r"(责任|负责|承办|落实|承担|实施|主管|报送|提供|归口|主抓|执行|主体)(的)?(单位|部门|科室|处室|部室|股室|班组|主体|机构|人员|方|组|者|站所|乡镇|街道|科|处|室|办)|责任分工|任务分工|分工$"
        r"|^(单位|部门|科室|处室|股室|责任|责任者|站所)$|(单位|部门|科室|处室)$",
    ),
    (
        Role.grading,
        r"(评分|计分|打分|扣分|赋分|得分|评定|计算|给分)(的)?(办法|方法|方式|细则|说明|规则|依据|要点|标准及办法|及标准)|扣分标准|计分标准|分值说明|等级评定|^评分标准$|评定标准",
    ),
    (
        Role.methods,
        r"(测评|考核|考评|检查|评价|采集|取证|核查|验收|评估|审核|督查|评审|获取|操作|认定|考察|评议|测试|测查|调查|查验|评比|数据)(的)?(方法|方式|办法|途径|手段|形式|渠道|来源)|^(方法|方式|途径|手段|办法)$|数据来源|信息来源|测评途径",
    ),
    (
        Role.needs,
        r"材料|佐证|印证|资料|台账|支撑|见证|凭证|证据|档案(要求|内容|目录)?$|报送说明|份数|提供内容|查阅内容",
    ),
    (
        Role.standard,
        r"标准|要求|描述|解释|细则|要点|内涵|说明|指标含义|释义|(观测|考察|评价|测评|考核)点$|具体内容|存档内容|详细内容|达标|条件$",
    ),
    (
        Role.number,
        r"^(序号|编号|代码|编码|序|号|[盒卷件档案]{1,2}号|指标号|条目|项次|序\s*列|No\.?|NO\.?)$|(指标|项目|任务|材料)?(编号|序号|代码|编码)$",
    ),
    (
        Role.level,
        r"级指标|项目|类别|指标|内容|方面|任务|板块|模块|领域|分类|大项|小项|事项|名称|维度|目标|体系|部分|要素|类型|卷宗|卷|专题|措施|举措|单元|环节|科目|条款|工作|[大小子]类|[子分细]项|点位|场所|部位|岗位|对象|方向",
    ),
)
_RULES = tuple((role, re.compile(pattern)) for role, pattern in _STEMS)
_NOTE = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_FIRST = re.compile("[一二三四五ⅠⅡⅢⅣⅤ1-5]")


def bare(text: str) -> str:
    """Return a head without blanks and remarks in brackets."""
    return re.sub(r"\s+", "", _NOTE.sub("", re.sub(r"\s+", "", text))) or re.sub(r"[\s()（）]", "", text)


def role(head: str) -> Role | None:
    """Return what a column called ``head`` holds; ``None`` if the words say nothing."""
    plain = bare(head)
    if not plain or len(plain) > 20:
        return None
    parts = [part for part in re.split(r"(?<!涉)及(?!时)|和(?!谐)|(?<!参)与|[、/／或]", plain) if part]
    if len(parts) > 1:
        roles = [found for part in parts if (found := role(part))]
        return _both(roles, plain)
    return next((found for found, rule in _RULES if rule.search(plain)), None)


def _both(roles: list[Role], plain: str) -> Role | None:
    """Return what a column with two names holds: 内容和标准 a standard, 标准及分值 a standard with points."""
    if not roles:
        return next((found for found, rule in _RULES if rule.search(plain)), None)
    if set(roles) & {Role.standard, Role.grading} and set(roles) & {Role.level, Role.score, Role.needs}:
        return Role.needs if Role.needs in roles and roles[-1] is Role.needs else Role.standard
    for strong in (Role.lead, Role.units, Role.methods, Role.needs):
        if strong in roles and not set(roles) & {Role.level}:
            return Role.units if strong is Role.lead and Role.support in roles else strong
    return roles[0]


def rank(head: str) -> int | None:
    """Return which level a head names: 二级指标 is 2."""
    match = re.search(r"([一二三四五六])级|([ⅠⅡⅢⅣⅤ])级?|([1-6])级|第([一二三四五六])层", bare(head))
    if not match:
        return None
    said = next(group for group in match.groups() if group)
    return "一二三四五六".find(said) + 1 or "ⅠⅡⅢⅣⅤ".find(said) + 1 or int(said)


TOTAL = re.compile(
    r"^(合|总|小|共)\s*(计|分)(\s*[(（].*[)）])?[:：]?\s*\d*\s*分?$|^(累计|满分合计|分值合计|总计分|总分值)[:：]?"
)
SUBTOTAL = re.compile(r"^小\s*计")
NOTE = re.compile(
    r"^\s*[*＊※]?\s*[【\[(（]?(备\s*注|附\s*注|注\s*释|说\s*明|特别说明|填表说明|几点说明|注意事项|注|附\s*件|填表人|审核人|制表|单位负责人|测评组)\s*[\d①-⑨一二三]?\s*[】\])）]?\s*[:：.．、]"
)
BONUS = re.compile(r"加\s*分|奖分|奖励(分|加分|项目?|指标|事项)?$|附加(分|项|题|指标)|特色.*(项目?|指标)$")
DEDUCTION = re.compile(
    r"(减|扣|倒扣|负)\s*分\s*(项目|指标|事项|内容|项|情形|因素|清单)|反向(指标|测评)|^(减分|扣分|倒扣分?)$"
)
VETO = re.compile(
    r"一票否决|否决(项|指标|事项|条件|内容)|负面清单|负面事项|(取消|撤销|不得|不予|不能).{0,8}(资格|申报|参评|参加|推荐|称号|评选|评为|命名)|一律不得|前置条件|禁入"
)
METHOD = re.compile(
    r"审核|审查|考察|调查|申报|汇报|意见|观察|问询|访谈|暗访|明察|走访|查阅|查看|查|询问|座谈|抽查|检查|测试|统计|核实|核查|评议|数据|访|听|看|测评|资料|监测|认定|考核|评审|采集|比对|截图|抽样|巡查|问卷|网上|现场|实地"
)


def section(title: str) -> str:
    """Return what a heading opens: ``bonus``, ``deduction``, ``veto``, or nothing."""
    plain = bare(title)
    if len(plain) > 40:
        return ""
    if VETO.search(plain):
        return "veto"
    if DEDUCTION.search(plain):
        return "deduction"
    return "bonus" if BONUS.search(plain) and len(plain) <= 24 else ""
