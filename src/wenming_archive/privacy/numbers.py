"""Resident ID numbers (GB 11643), bank cards (ISO/IEC 7812) and mobile numbers in a text.

What a number is called, before it or at the head of its column, tells a mobile number from an
order's; checksums and birth dates tell an ID number from any other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from wenming_archive.privacy.spans import Kind, Span
from wenming_archive.text.normal import narrow

#: What people and recognition put between the figures of a number.
_GAP = "[ \u00a0\u2009\u200b-\u200d\u2060\ufeff\\-\u2010-\u2015\u2212]{0,3}"
_START = r"(?<![0-9])(?<![0-9]\.)"
_END = r"(?![0-9])(?!\.[0-9])"
_ID = re.compile(rf"{_START}(?=([1-8][0-9](?:{_GAP}[0-9]){{15}}{_GAP}[0-9XxХΧ×]){_END})")
_OLD_ID = re.compile(rf"{_START}([1-8][0-9]{{14}}){_END}")
_CARD = re.compile(rf"{_START}(?=([3-69][0-9](?:{_GAP}[0-9]){{14,17}}){_END})")
_MOBILE = re.compile(
    rf"{_START}(?<![0-9]-)(?:(?:\+|00)86{_GAP}|86[ -])?"
    rf"(1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}){_END}(?!-[0-9])"
)
#: The provinces of GB/T 2260, and what stands for Hong Kong, Macao and Taiwan.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
    ]
) | frozenset(["51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"])
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
#: How cards begin: UnionPay, Visa, MasterCard, JCB, and banks' own of before UnionPay.
_ISSUERS = re.compile(r"62|4|5[1-5]|60|68|69|95|98|35")
_SAYS_ID = re.compile(r"身份证|身份号|公民身份|证件号")
_SAYS_CARD = re.compile(r"银行|卡号|[账帐][号户]|开户|一卡通|存折|(?:工资|社保|储蓄)卡|收款")
_SAYS_PHONE = re.compile(r"电话|手机|联系|移动|微信|支付宝|(?i:tel|phone|mobile)")
#: What is called so is no mobile number; it stands right before the number, or heads its column.
_OTHER = re.compile(
    r"(?:订单|运单|快递|单|编|流水|序列|卡|[账帐]|户|合同|发票|票|凭证|学|工|准考证|条码|批|档案|案|许可证?|证书?|证|序|文|车牌|书|刊|表|箱|设备|产品|资产|报警|受理|工单"
    r"|机身|主机|序列|群)号码?|(?i:qq|isbn|imei|s/?n|order|id)号?码?|扣扣|编码|代码|条形码|二维码|身份证|"
    r"金额|数量|面积|经费|资金|总额|合计"
)
_OTHER_BEFORE = re.compile(rf"(?:{_OTHER.pattern})[号码为是群共计\s:：#№.(（]{{0,4}}$")
_AMOUNT = re.compile(r"\s*(?:元|万|亿|%|‰|人次|平方|立方|公里|吨|美元|(?i:kg|km|mb|kb))")
_WORD_BEFORE = re.compile(r"[A-Za-z0-9]+[_.:]?$")
_PHONE_WORD = re.compile(r"(?i)(?:tel|telephone|phone|mobile|mob|cell|[mtp])[.:]?$")
_LINK = re.compile(r"(?:://|www\.)\S*$")
#: Characters before a number that may say what it is.
_NEAR = 24


def find(text: str, label: str = "") -> Iterator[Span]:
    """Yield the private numbers in ``text``, the surest first; ``label`` heads its column or is beside it."""
    plain = narrow(text)
    yield from _ids(plain, label)
    yield from _cards(plain, label)
    yield from _mobiles(plain, label)


def is_id(number: str) -> bool:
    """True of 18 characters that are a resident ID number: region, birth date and check digit."""
    return _is_born(number[:2], number[6:14]) and checked(number[:17]) == number[17]


def checked(body: str) -> str:
    """Return the check digit of an ID number's first 17 figures."""
    return _CHECKS[sum(int(figure) * weight for figure, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def is_luhn(number: str) -> bool:
    """True when the last figure is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(figure) for figure in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0


def _ids(text: str, label: str) -> Iterator[Span]:
    for match in _ID.finditer(text):
        number = _figures(match[1])
        # A sheet keeps 15 figures of a number: the last three have become noughts.
        cut = number.endswith("000") and bool(_SAYS_ID.search(label)) and _is_born(number[:2], number[6:14])
        if len(number) == 18 and (is_id(number) or cut):
            yield Span(Kind.id_number, *match.span(1), masked_id(number))
    for match in _OLD_ID.finditer(text):
        said = _SAYS_ID.search(label) or _SAYS_ID.search(_before(text, match.start()))
        if said and _is_born(match[1][:2], f"19{match[1][6:12]}"):
            yield Span(Kind.id_number, *match.span(1), masked_id(match[1]))


def _cards(text: str, label: str) -> Iterator[Span]:
    for match in _CARD.finditer(text):
        number, before = _figures(match[1]), _before(text, match.start())
        said = _SAYS_CARD.search(label) or _SAYS_CARD.search(before)
        if said and _ISSUERS.match(number) and is_luhn(number):
            yield Span(Kind.bank_card, *match.span(1), masked_card(number))


def _mobiles(text: str, label: str) -> Iterator[Span]:
    for match in _MOBILE.finditer(text):
        number = _figures(match[1])
        if _is_mobile(text, match, label):
            yield Span(Kind.mobile, *match.span(1), masked_mobile(number))


def _is_mobile(text: str, match: re.Match[str], label: str) -> bool:
    before, after = _before(text, match.start()), text[match.end() : match.end() + 8]
    said = bool(_SAYS_PHONE.search(before) or _SAYS_PHONE.search(label))
    if _OTHER_BEFORE.search(before) and not _SAYS_PHONE.search(before[-10:]):
        return False
    if label and _OTHER.search(label) and not said:
        return False
    if _AMOUNT.match(after) or re.match(r"[A-Za-z]", after) or _LINK.search(before):
        return False
    if (
        _WORD_BEFORE.search(before)
        and re.search(r"[A-Za-z][0-9]*[_.:]?$", before)
        and match[0][0] not in "+0"
    ):
        return bool(_PHONE_WORD.search(before))
    listed = re.search(r"[0-9] $", before) or re.match(r" [0-9]", after)
    return said or not (listed and " " in match[1])


def _is_born(province: str, date: str) -> bool:
    """True when a person of that province code may have been born on the date (``YYYYMMDD``)."""
    try:
        born = dt.date(int(date[:4]), int(date[4:6]), int(date[6:]))
    except ValueError:
        return False
    return province in _PROVINCES and dt.date(1900, 1, 1) <= born <= dt.date.today()


def _before(text: str, start: int) -> str:
    """Return what stands before a place on its line, as far as it may name what follows."""
    near = text[max(0, start - _NEAR) : start]
    return near[max(near.rfind("\n"), near.rfind("\t")) + 1 :]


def _figures(written: str) -> str:
    """Return the figures of a number as it is written, and its X."""
    return "".join("X" if sign in "XxХΧ×" else sign for sign in written if sign.isdigit() or sign in "XxХΧ×")


def masked_id(number: str) -> str:
    """Return an ID number as it may be shown: ``35*************123``."""
    return f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}"


def masked_card(number: str) -> str:
    """Return a card's number as it may be shown: its last four figures."""
    return f"{'*' * (len(number) - 4)}{number[-4:]}"


def masked_mobile(number: str) -> str:
    """Return a mobile number as it may be shown: ``138****1234``."""
    return f"{number[:3]}****{number[-4:]}"
