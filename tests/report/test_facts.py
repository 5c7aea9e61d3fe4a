"""What tells of facts, and what is but a turn of phrase."""

from __future__ import annotations

import pytest

from wenming_archive.report import facts


@pytest.mark.parametrize(
    "line",
    [
        "各科室、各单位:",
        "附件:名单",
        "联系人:王某",
        "主持人:李某",
        "会议时间:2023年3月5日",
        "某县水务局 2023年3月5日",
        "现将有关事项通知如下:",
        "本办法自印发之日起施行。",
        "为加强管理,制定本办法。",
        "本协议一式三份。",
        "请认真贯彻执行。",
        "一、工作目标……………… 3",
        "姓名____",
        "(此页无正文)",
        "——在大会上的讲话",
        "关于开展志愿服务活动的通知",
    ],
)
def test_heads_feet_and_turns_prove_nothing(line: str) -> None:
    assert facts.is_phrase(line)


@pytest.mark.parametrize(
    "line",
    [
        "3月5日,26名队员走进社区,清理楼道杂物。",
        "会议决定,由办公室牵头成立工作专班。",
        "办公室每季度通报一次。",
    ],
)
def test_sentences_are_no_turns(line: str) -> None:
    assert not facts.is_phrase(line) and facts.told(line, "notice") >= 0.5


def test_days_counts_and_deeds_add_up() -> None:
    bare, dated = "大家很高兴", "3月5日,大家很高兴"
    deed = "3月5日,组织26人清理垃圾3吨"
    assert facts.told(bare, "summary") == 0 < facts.told(dated, "summary") < facts.told(deed, "summary")


@pytest.mark.parametrize(
    ("line", "kind", "other"),
    [
        ("不得迟于三十分钟,逾期的扣发", "regulation", "summary"),
        ("会议同意这样做", "minutes", "summary"),
        ("被授予文明单位称号", "certificate", "summary"),
        ("拒绝酒后驾车", "pledge", "summary"),
    ],
)
def test_papers_of_each_kind_tell_facts_in_their_way(line: str, kind: str, other: str) -> None:
    assert facts.told(line, kind) > facts.told(line, other)


def test_purpose_and_slogan_take_away() -> None:
    plain = "组织26人清理垃圾"
    assert facts.emptiness(plain, 1.2) == 0
    assert facts.emptiness("为美化环境," + plain, 1.2) < facts.emptiness("为美化环境", 0)
    assert facts.emptiness("让我们携手共建美好家园", 0) > 0


def test_asides_counts_and_sorts() -> None:
    assert facts.is_aside("五、注意事项") and not facts.is_aside("一、活动内容")
    assert facts.is_counted("每人2册") and facts.is_counted("2023年") and not facts.is_counted("大家")
    assert facts.sorts("3月5日") == 1 and facts.sorts("3月5日,组织26人清理") == 3
    assert facts.is_purpose("为做好工作") and not facts.is_purpose("做好工作")
