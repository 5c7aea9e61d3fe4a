"""What was not done is told from what was, and from what only holds a sign of denial."""

from __future__ import annotations

import time

import pytest

from wenming_archive.report import denials


@pytest.mark.parametrize(
    "line",
    [
        "我单位没有组织志愿者开展志愿服务活动",
        "2022年全年0次",
        "3月5日,未开展志愿服务活动,参加0人",
        "未能如期举行学雷锋活动",
        "志愿服务活动尚未开展",
        "暂未组织志愿者培训",
        "原定于3月5日的志愿服务活动因雨取消",
        "因疫情原因,志愿服务活动推迟至4月举行",
        "3月5日的活动,因下雨延期",
        "暂停一切志愿服务活动",
        "全年无志愿服务活动",
        "本年度无人参加志愿服务",
        "一次也没有开展",
        "志愿服务次数为0",
        "志愿服务活动:无",
        "没有一名职工参加志愿服务",
        "会议没开成",
    ],
)
def test_what_was_denied_put_off_or_counted_none_was_not_done(line: str) -> None:
    assert denials.undone(line)
    assert denials.undone(f"领导高度重视,{line}。")


@pytest.mark.parametrize(
    "line",
    [
        "组织26名未成年人参加志愿服务",
        "开展无偿献血活动,26人参加",
        "全年无偿献血30人次",
        "第34个世界无烟日开展宣传活动",
        "无障碍设施改造10处",
        "邀请无党派人士参加座谈会",
        "未发生安全事故,全年开展演练2次",
        "投诉0件,事故0起",
        "全年安全事故0次",
        "没有一名职工不参加志愿服务",
        "没有一人缺席,26人全部参加培训",
        "从未间断开展志愿服务",
        "未参与赌博等活动",
        "未经批准,不得举办活动",
        "未按时参加的,扣2分",
        "对未参加人员进行补课",
        "有没有组织活动",
        "取消当年评优资格",
        "必要时中止活动并切断信号",
        "10人参加,20次,100场,第一百零四次",
        "没有先讲流程,而是组织大家参观",
        "时长不少于10小时",
    ],
)
def test_praise_rules_and_words_that_hold_a_sign_of_denial_are_none(line: str) -> None:
    assert not denials.undone(line)


@pytest.mark.parametrize(
    ("line", "ahead"),
    [
        ("计划于4月开展志愿服务", True),
        ("拟在年底组织培训", True),
        ("下一步,将于5月举办比赛", True),
        ("按计划3月开展了培训", False),
        ("制定计划并开展培训", False),
        ("模拟演练2次", False),
    ],
)
def test_what_is_still_to_be_done_is_told_from_what_was(line: str, ahead: bool) -> None:
    assert denials.planned(line) is ahead


def test_a_cell_is_judged_below_the_head_of_its_column() -> None:
    heads = ("日期", "内容", "人数")
    assert denials.undone(denials.row(("3月5日", "清扫社区", "0"), heads))
    assert not denials.undone(denials.row(("3月5日", "清扫社区", "20"), heads))
    assert not denials.undone(denials.row(("3月5日", "清扫社区", "0"), ("日期", "内容", "缺席")))
    assert denials.row(("甲", "乙"), ("一",)) == "甲\t乙"


@pytest.mark.parametrize(
    ("title", "revoked", "critical", "wished"),
    [
        ("关于取消××文明单位荣誉称号的通报", True, False, False),
        ("关于推迟举办职工运动会的通知", True, False, False),
        ("关于停止执行旧考核办法的通知", True, False, False),
        ("关于未完成创建任务的情况说明", True, False, False),
        ("志愿服务管理办法（征求意见稿）", True, False, False),
        ("关于我局两名职工违纪问题的通报简报", False, True, False),
        ("关于推荐拟表彰对象的通知", False, False, True),
        ("违规吃喝专项整治工作总结", False, False, False),
        ("关于问题整改情况的报告", False, False, False),
        ("关于2022年度无投诉情况的报告", False, False, False),
        ("未成年人思想道德建设工作总结", False, False, False),
        ("防汛模拟演练简报", False, False, False),
        ("关于开展春节前走访慰问困难职工的通知", False, False, False),
        ("打击违法犯罪工作总结", False, False, False),
        ("投诉办理情况报告", False, False, False),
        ("民主生活会批评与自我批评情况报告", False, False, False),
        ("关于2022年度食堂安全事故的报告", False, True, False),
        ("关于检查中发现问题的通报", False, True, False),
        ("关于表彰先进集体的决定", False, False, False),
    ],
)
def test_titles_that_take_back_blame_or_wish(title: str, revoked: bool, critical: bool, wished: bool) -> None:
    found = denials.is_revoked(title), denials.is_critical(title), denials.is_wished(title)
    assert found == (revoked, critical, wished)


@pytest.mark.parametrize(
    "word", ["没有", "取消", "投诉", "未", "0", "没有 ", "活动:", "计划于", "没有组织投诉"]
)
def test_a_hostile_line_takes_no_time(word: str) -> None:
    begun = time.process_time()
    line = word * (100_000 // len(word))
    denials.undone(line)
    denials.planned(line)
    denials.is_critical(line)
    assert time.process_time() - begun < 5
