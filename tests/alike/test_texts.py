"""Near-duplicate documents: drafts are found, papers on one form are not, and many cost little."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_archive.alike import texts
from wenming_archive.content import Block

PARTS = (
    *(
        "为深入贯彻上级部署",
        "结合本单位实际",
        "各科室要高度重视",
        "明确专人负责",
        "按时报送进展情况",
        "取得了较好的效果",
    ),
    *(
        "把创建工作同业务工作同部署",
        "形成长效机制",
        "宣传形式不够丰富",
        "进一步完善制度",
        "细化措施",
        "推动任务落到实处",
    ),
    *("走访慰问困难职工", "清理河道垃圾", "举办道德讲堂", "开展消防演练", "组织无偿献血", "检查食堂卫生"),
    *("更换宣传栏内容", "登记外来人员", "整理档案资料", "评选身边好人", "签订责任书", "通报考核结果"),
)


def prose(seed: int, sentences: int = 30) -> list[str]:
    chance = random.Random(seed)
    return [
        "，".join(chance.sample(PARTS, 3)) + f"，涉及{chance.choice('甲乙丙丁戊己庚辛')}方。"
        for _ in range(sentences)
    ]


def fingerprint(lines: Sequence[str]) -> bytes:
    return texts.fingerprint([Block("row" if "\t" in line else "text", line) for line in lines])


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    found = texts.near([fingerprint(one), fingerprint(other)])
    return found[0].similarity if found else 0


TEXT = prose(1)


def test_a_document_is_told_by_its_words_alone() -> None:
    wrapped = "".join(TEXT).replace("，", ", ").replace("。", "。\n")
    assert alike(TEXT, [wrapped]) == pytest.approx(1)
    assert alike(TEXT, ["　".join(TEXT).upper()]) == pytest.approx(1)


def test_a_draft_and_its_final_are_alike() -> None:
    final = [line.replace("高度重视", "十分重视") for line in TEXT[1:]]
    assert alike(TEXT, ["清水发〔2023〕5号", *final, "2023年5月6日"]) > 0.8


def test_another_document_of_the_same_phrases_is_another() -> None:
    assert alike(TEXT, prose(2)) == 0


def test_what_stands_around_the_text_does_not_count() -> None:
    blocks = [Block("text", line) for line in TEXT]
    around = [
        Block("header", "内部资料 " * 30),
        *blocks,
        Block("footer", "第1页"),
        Block("note", "批注" * 40),
    ]
    assert texts.fingerprint(blocks) == texts.fingerprint(around)


def test_too_little_text_has_no_fingerprint() -> None:
    assert fingerprint(["关于开会的通知", "定于5月3日开会。"]) == b"" and fingerprint([]) == b""


def pledge(who: str, day: int) -> list[str]:
    return ["文明职工承诺书", *prose(7, 8), f"承诺人：{who}　科室：{who[0]}科", f"2023年5月{day}日"]


def ledger(month: int) -> list[str]:
    chance = random.Random(month)
    rows = [f"{n}\t{PARTS[n]}\t{chance.randint(100, 999)}\t{chance.randint(1, 90)}" for n in range(1, 20)]
    return [f"{month}月份水电用量统计表", "序号\t项目\t用水\t用电", *rows]


def minutes(topic: int) -> list[str]:
    head = [
        "办公室例会记录",
        f"时间：2023年{topic}月5日",
        "主持人：王某",
        "参加人员：王某、李某、张某、赵某、陈某",
    ]
    return [*head, *prose(100 + topic, 6), "以上记录与会人员已签字确认。"]


@pytest.mark.parametrize(
    "papers",
    [
        [pledge("张三", 3), pledge("李四", 8)],
        [pledge(f"{c}某", n) for n, c in enumerate("赵钱孙李周吴郑王", 1)],
        [ledger(3), ledger(4)],
        [ledger(n) for n in range(1, 13)],
        [minutes(n) for n in range(1, 9)],
        [["2022年工作总结", *TEXT], ["2023年工作总结", *TEXT]],
        [["工作简报", "第1期", *TEXT], ["工作简报", "第2期", *TEXT]],
    ],
    ids=["two pledges", "pledges", "two months", "a year", "minutes", "two years", "two issues"],
)
def test_papers_on_one_form_are_not_alike(papers: list[list[str]]) -> None:
    prints = [fingerprint(lines) for lines in papers]
    assert all(prints) and texts.near(prints) == []


def test_a_ledger_with_a_row_more_is_the_same_ledger() -> None:
    assert alike(ledger(3), [*ledger(3), "20\t补登一户\t120\t11"]) > 0.9


def test_what_many_share_counts_little() -> None:
    """Two documents whose common part is everybody's are less alike than two alone with it."""
    common = prose(3, 12)
    one, other = [*common, *prose(4, 5)], [*common, *prose(5, 5)]
    crowd = [fingerprint([*common, *prose(n, 5)]) for n in range(20, 32)]
    alone = alike(one, other)
    together = texts.near([fingerprint(one), fingerprint(other), *crowd])
    assert alone > 0.8 and not together


def test_the_very_same_text_is_paired_with_the_first_however_often() -> None:
    prints = [fingerprint(prose(9)), *[fingerprint(TEXT)] * 40]
    found = texts.near(prints)
    assert [(pair.one, pair.other, pair.similarity) for pair in found] == [(1, n, 1.0) for n in range(2, 41)]


def test_a_long_document_is_told_by_a_sample() -> None:
    long = [f"{line}{chr(0x4E00 + n)}{chr(0x5E00 + n * 7 % 900)}" for n, line in enumerate(prose(1, 3000))]
    assert len(fingerprint(long)) < 8000
    changed = [line if n % 10 else "这一行后来改写过" for n, line in enumerate(long)]
    assert 0.85 < alike(long, changed) < 0.97


def test_of_two_long_documents_of_unequal_length_the_same_sample_is_compared() -> None:
    long = [f"{line}{chr(0x4E00 + n)}{chr(0x5E00 + n * 7 % 900)}" for n, line in enumerate(prose(1, 3000))]
    longer = [*long, *(f"{chr(0x6E00 + n)}{chr(0x7E00 + n)}另{chr(0x8E00 + n)}" for n in range(1700))]
    ours, theirs = (len(set(_runs(lines))) for lines in (long, longer))
    assert ours > 4000 and theirs > 1.25 * ours
    assert alike(long, longer) == pytest.approx(2 * ours / (ours + theirs), abs=0.03)


def _runs(lines: Sequence[str]) -> list[str]:
    text = "".join(lines).replace("，", "").replace("。", "")
    return [text[n : n + 3] for n in range(len(text) - 2)]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 29), st.text("甲乙丙丁。，\t １２ab", max_size=20))
def test_one_line_of_thirty_never_matters(seed: int, at: int, put: str) -> None:
    lines = prose(seed)
    assert alike(lines, [*lines[:at], put, *lines[at + 1 :]]) > 0.8


def test_the_order_does_not_matter() -> None:
    prints = [fingerprint(lines) for lines in (TEXT, prose(2), [*TEXT, "补充一句话。"])]
    (pair,), (back,) = texts.near(prints), texts.near(prints[::-1])
    assert (pair.one, pair.other, back.one, back.other) == (0, 2, 0, 2)
    assert pair.similarity == pytest.approx(back.similarity)
    assert texts.near([]) == []


def test_a_thousand_papers_on_one_form_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    similarity = texts._similarity

    def counted(*arguments: object) -> float:
        nonlocal compared
        compared += 1
        return similarity(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(texts, "_similarity", counted)
    names = [f"{chr(0x4E00 + n)}{chr(0x5000 + n * 3)}{chr(0x6000 + n * 7)}" for n in range(1000)]
    assert texts.near([fingerprint(pledge(name, 1)) for name in names]) == []
    assert compared < 5000
