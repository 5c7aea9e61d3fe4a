"""What a photo's caption should tell, and which of it some words tell."""

from __future__ import annotations

import re
from enum import StrEnum

from wenming_archive.text import dates
from wenming_archive.text.normal import matching


class Element(StrEnum):
    """One of the six things that evaluators want to read below a photo."""

    time = "时间"
    place = "地点"
    people = "人物"
    theme = "主题"
    background = "背景"
    cause = "事由"


#: How words of a sort end or are built; a word in front makes them a name: 二楼会议室, but not 现场.
_SAID: dict[Element, re.Pattern[str]] = {
    Element.place: re.compile(
        r"[\u4e00-\u9fff0-9](?:会议室|活动室|教室|办公室|礼堂|大厅|广场|操场|球场|剧场|市场|机场|食堂|社区|小区|校园|公园"
        r"|陵园|幼儿园|[医学法敬老福利]院|小学|中学|大学|学校|图书馆|纪念馆|[^报]馆|[大门教办二三四五]楼|街道?|公路|马路"
        r"|[^一道思]路|[^农乡]村|[^城乡]镇|中心|基地|车站|服务站|实践[所站]|路口|大门|门口|展厅|宿舍|公司|厂区|工地|河边|湖边)"
    ),
    Element.people: re.compile(
        r"志愿者|工作者|劳动者|[党团委队成人会演学教店社]员|干部|民警|职工|员工|居民|村民|市民|群众|师生|学生|教师|老师"
        r"|同志|领导|书记|主任|主席|经理|[局处科院校镇县市区村组班队部行站所]长|代表|嘉宾|老人|儿童|孩子|家长|妇女|青年|少年"
        r"|模范|班子|合影|全体|医生|护士|战士|老兵"
    ),
    Element.cause: re.compile(
        r"开展|举办|举行|召开|组织|参加|慰问|走访|宣传|宣讲|学习|培训|演练|比赛|竞赛|讲座|讲堂|活动|会议|大会|座谈|研讨|服务|义诊|义卖"
        r"|植树|清扫|打扫|清理|巡[查逻]|检查|调研|参观|捐[赠款]|献血|签名|签约|表彰|颁奖|授牌|揭牌|宣誓|升旗|诵读|朗诵|演出|评选|交流"
        r"|仪式|党课|运动会|联欢|祭扫|健步走|阅读|读书|发放|[^社工]会$"
    ),
    Element.background: re.compile(
        r"为了?[\u4e00-\u9fff]{3}|根据|按照|依据|响应|围绕|结合|贯彻|落实|迎接|庆祝|纪念|之际|期间|周年|[^过环季]节(?![约能水电目奏省])|学雷锋|创建"
        r"|主题|专项|行动|(?:宣传|活动|安全|生产|法制|读书|服务)[日周月]|三八|五[一四]|六一|七一|八一|十一"
    ),
}


def told(text: str) -> set[Element]:
    """Return what ``text`` tells; that it has a theme is for its reader to say."""
    plain = matching(text)
    found = {element for element, said in _SAID.items() if said.search(plain)}
    if any(hit.full for hit in (*dates.find(plain), *dates.find_in_name(plain))):
        found.add(Element.time)
    return found
