"""What one line about a photo says, in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.report.phrases import Said, bare, narrated, said, topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-05 机关职工在阳光社区学雷锋清扫楼道", Said("阳光社区", "机关职工", "学雷锋清扫楼道")),
        ("局党组成员在四楼会议室集体学习党史", Said("四楼会议室", "局党组成员", "集体学习党史")),
        ("20230512 三楼会议室 全体干部听党课", Said("三楼会议室", "全体干部", "听党课")),
        ("机关全体党员在一楼大厅收看大会直播", Said("一楼大厅", "机关全体党员", "收看大会直播")),
        ("党组书记陈立言在四楼会议室领学报告", Said("四楼会议室", "党组书记陈立言", "领学报告")),
        ("书记王某讲党课", Said("", "书记王某", "讲党课")),
        ("文明办主任到敬老院慰问老人", Said("敬老院", "文明办主任", "慰问老人")),
        ("走访慰问困难职工", Said("", "困难职工", "走访慰问困难职工")),
        ("志愿者清扫楼道(2)", Said("", "志愿者", "清扫楼道")),
        ("志愿者在颐养院为老人理发", Said("颐养院", "志愿者", "为老人理发")),
        ("第二期道德讲堂在一楼多功能厅举行", Said("一楼多功能厅", "", "第二期道德讲堂")),
        ("机关纪委在四楼会议室组织全体党员观看警示教育片", Said("四楼会议室", "全体党员", "观看警示教育片")),
        ("知识产权日执法人员在广场宣传", Said("广场", "执法人员", "宣传")),
        ("2023年12月8日晚志愿者在滨江路口宣讲", Said("滨江路口", "志愿者", "宣讲")),
        (
            "为庆祝重阳节，志愿者在阳光社区慰问老人",
            Said("阳光社区", "志愿者", "慰问老人", "为庆祝重阳节"),
        ),
        ("为庆祝建党102周年举办歌咏比赛", Said("", "", "举办歌咏比赛", "为庆祝建党102周年")),
        (
            "区委常委、宣传部部长李明到城关镇调研",
            Said("城关镇", "区委常委、宣传部部长李明", "调研"),
        ),
        (
            "3月5日，局机关组织20名志愿者到阳光社区居民活动室开展义诊服务",
            Said("阳光社区居民活动室", "20名志愿者", "开展义诊服务"),
        ),
        (
            "正值学雷锋纪念日，水务局学雷锋志愿服务队26名队员走进春和社区，为居民送服务上门",
            Said("春和社区", "水务局学雷锋志愿服务队26名队员", "为居民送服务上门", "正值学雷锋纪念日"),
        ),
    ],
)
def test_who_did_what_where_and_why(text: str, expected: Said) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text", ["IMG_1234", "合影", "会场布置", "节约用电", "微信图片_20230305112233", "2023年3月5日", ""]
)
def test_what_says_nothing_says_nothing(text: str) -> None:
    assert said(text) == Said()


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("文明校园创建", "place"),
        ("县中心组学习", "place"),
        ("收到社区来信", "place"),
        ("存在小区管理问题", "place"),
        ("职工书屋", "persons"),
        ("青年文明号授牌", "persons"),
        ("老人活动室", "persons"),
        ("党的领导", "cause"),
    ],
)
def test_words_that_only_look_like_an_element_are_none(text: str, element: str) -> None:
    assert getattr(said(text), element) == ""


def test_a_sentence_narrates_only_if_it_says_where_something_was_done() -> None:
    assert narrated("志愿者到阳光社区清扫楼道").place == "阳光社区"
    assert narrated("三楼会议室，全体干部听党课") == Said()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("志愿服务活动现场照片3", "志愿服务"),
        ("学雷锋活动", "学雷锋活动"),
        ("照片", "照片"),
        ("清扫楼道(2)", "清扫楼道"),
        ("培训的照片一", "培训"),
    ],
)
def test_what_ends_a_pictures_name_is_taken_away(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_a_topic_has_no_date() -> None:
    assert topic("20220930廉政警示教育") == "廉政警示教育"
    assert topic("2023-03-05 学雷锋现场") == "学雷锋"


@given(st.text(alphabet="在到赴的志愿者社区会议室清扫楼道慰问老人，。 2023年月日书记王为庆祝节", max_size=40))
def test_whatever_is_said_stands_in_the_line(text: str) -> None:
    found = said(text)
    for words in (found.place, found.persons, found.cause, found.background):
        assert words in text
