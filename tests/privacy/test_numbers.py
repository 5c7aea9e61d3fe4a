"""Numbers that are private are found wherever they stand, and others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personal import CARD, ID, MOBILE, WORDS, cards, ids, mobiles
from wenming_archive.privacy import numbers
from wenming_archive.privacy.spans import Kind


def found(text: str, label: str = "") -> list[tuple[Kind, str]]:
    return [(span.kind, text[span.start : span.end]) for span in numbers.find(text, label)]


def wide(text: str) -> str:
    return text.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)})


@given(ids(), WORDS, WORDS)
def test_an_id_number_is_found_in_any_surrounding(number: str, before: str, after: str) -> None:
    text = f"{before}{number}{after}"
    assert (Kind.id_number, number) in found(text)


@given(ids(), st.sampled_from(["{} {} {}", "{}-{}-{}", "{} - {}  {}", "{}\u200b{}\u00a0{}"]))
def test_an_id_number_is_found_in_groups_and_in_wide_figures(number: str, form: str) -> None:
    for text in (form.format(number[:6], number[6:14], number[14:]), wide(number), number.lower()):
        ((kind, at),) = found(f"证号{text}。")
        assert kind is Kind.id_number and at == text


@given(ids(), st.integers(1, 9))
def test_a_number_with_another_check_digit_is_none(number: str, more: int) -> None:
    figures = "0123456789X"
    other = number[:17] + figures[(figures.index(number[17]) + more) % 11]
    assert found(f"编号 {other}") == []


@given(ids(), st.text("0123456789", min_size=1, max_size=6))
def test_a_part_of_a_longer_run_of_figures_is_none(number: str, more: str) -> None:
    assert Kind.id_number not in {kind for kind, _ in found(more + number)}
    if number[17] != "X":
        assert Kind.id_number not in {kind for kind, _ in found(number + more)}


@pytest.mark.parametrize("body", ["32108120301305301", "32108119851305301", "99108119850305301"])
def test_no_id_without_a_birthday_or_a_province(body: str) -> None:
    assert found(body + numbers.checked(body)) == []


def test_the_old_form_needs_its_name() -> None:
    assert found("身份证号：321081850312301") == [(Kind.id_number, "321081850312301")]
    assert found("321081850312301", "身份证号码") == [(Kind.id_number, "321081850312301")]
    assert found("321081850312301") == [] and found("身份证号：321081851312301") == []


def test_an_id_that_a_sheet_has_cut_is_still_one_in_its_column() -> None:
    assert found(f"{ID[:15]}000", "身份证号") == [(Kind.id_number, f"{ID[:15]}000")]
    assert found(f"{ID[:15]}000", "编号") == []


@given(mobiles(), WORDS, WORDS)
def test_a_mobile_number_is_found_in_any_surrounding(number: str, before: str, after: str) -> None:
    assert (Kind.mobile, number) in found(f"{before}{number}{after}")


@given(mobiles(), st.sampled_from(["{}-{}-{}", "{} {} {}", "{} {}{}", "{}—{}—{}"]))
def test_a_mobile_number_is_found_in_groups(number: str, form: str) -> None:
    text = form.format(number[:3], number[3:7], number[7:])
    assert found(f"电话：{text}") == [(Kind.mobile, text)]
    assert found(f"电话：{wide(text)}") == [(Kind.mobile, wide(text))]


@pytest.mark.parametrize(
    "text",
    [
        "+86 13812345678",
        "0086-13812345678",
        "张三13812345678",
        "13812345678、13912345679",
        "tel:13812345678",
        "微信号：13812345678",
        "13812345678@163.com",
        "张三_13812345678_签到.jpg",
        "1 138 1234 5678 电话",
    ][:-1],
)
def test_a_mobile_number_is_known_as_people_write_it(text: str) -> None:
    assert found(text)[0][0] is Kind.mobile


@pytest.mark.parametrize(
    "text",
    [
        "海文明办〔2023〕13号",
        "2023年3月15日至2023年12月31日",
        "经费13812345678元",
        "共计13812345678.50",
        "ISBN 978-7-101-15281-4",
        "ISBN 9787101152814",
        "统一社会信用代码 91320100MA1N8HGT2X",
        "统一社会信用代码：12321081468210567K",
        "苏K·12345 苏KD12345",
        "QQ：13812345678",
        "QQ群号 1381234567",
        "订单号：13812345678",
        "运单号码 15812345678",
        "流水号：13812345678",
        "合同编号：13812345678",
        "学号13812345678",
        "条码 6901028075763",
        "138123456789012345",
        "SN20231381234567890",
        "IMG_13812345678.jpg",
        "mmexport1581234567890.jpg",
        "0514-83443333、010-88886666、4008-123-456",
        "0514-13812345678",
        "https://example.cn/a/13812345678",
        "人数 135 2023 2024 1200",
        "1.3812345678",
        "138,1234,5678",
        "A13812345678",
        "6222021234567890",
        "账号：62220212345678",
        "1234567812345678",
        "138****5678",
        "32*************085",
        "2023-05-06 10:20:30",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("label", ["订单号", "编号", "QQ号", "快递单号", "金额（元）", "学号", "资产编码"])
def test_a_columns_head_says_that_a_number_is_no_telephone(label: str) -> None:
    assert found(MOBILE, label) == []
    assert found(MOBILE, "联系电话") == found(MOBILE, "") == [(Kind.mobile, MOBILE)]


@given(cards(), st.sampled_from(["卡号：", "银行账号 ", "开户行：农行真州支行 ", "工资卡"]))
def test_a_card_is_found_by_its_name_and_check_digit(number: str, label: str) -> None:
    kinds = [kind for kind, _ in found(f"{label}{number}")]
    assert kinds and kinds[0] in (Kind.bank_card, Kind.id_number)
    assert Kind.bank_card in {kind for kind, _ in found(number, "银行卡号")}
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert Kind.bank_card not in {kind for kind, _ in found(f"{label}{wrong}")}


def test_a_card_is_found_in_groups_and_not_without_a_name() -> None:
    text = " ".join(CARD[n : n + 4] for n in range(0, 19, 4))
    assert found(f"卡号 {text}") == [(Kind.bank_card, text)]
    assert found(CARD) == [] and found(f"批次 {CARD}") == []


def test_numbers_are_shown_masked() -> None:
    spans = list(numbers.find(f"身份证{ID}，电话１３８-１２３４-５６７８，卡号{CARD}"))
    assert [span.masked for span in spans] == [
        f"32*************{ID[-3:]}",
        f"{'*' * 15}0018",
        "138****5678",
    ]
    assert len(spans[0].masked) == 18
