"""Numbers that belong to nobody, made up as they are needed, so that none stands in the corpora.

A text says ``<身份证 3>``; the third one is the same in every run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TOKEN = re.compile(r"<(\w+) (\d+)>")


def filled(text: str) -> str:
    """Return ``text`` with its numbers in place."""
    return _TOKEN.sub(lambda match: MAKERS[match[1]](random.Random(match[0])), text)


def _resident(chance: random.Random) -> str:
    born = f"{chance.randint(1958, 1999)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return _checked(f"{chance.choice(_AREAS)}{born}{chance.randint(0, 999):03}")


_AREAS = ("320481", "370826", "410523", "430722", "510723")


def _child(chance: random.Random) -> str:
    born = f"{chance.randint(2012, 2016)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return _checked(f"{chance.choice(_AREAS)}{born}{chance.randint(0, 999):03}")


def _checked(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def _misspelt(chance: random.Random) -> str:
    """Return eighteen figures like a resident's number whose check digit is wrong: a file's number."""
    right = _resident(chance)
    return right[:17] + next(digit for digit in "0123456789" if digit != right[17])


def _serial(chance: random.Random) -> str:
    """Return an order's number whose last digit agrees by accident; its month does not exist."""
    return _checked(f"2023{chance.randint(13, 99):02}{chance.randint(10**10, 10**11 - 1)}")


def _mobile(chance: random.Random) -> str:
    return f"{chance.choice(('138', '159', '186', '177', '199', '152'))}{chance.randint(10**7, 10**8 - 1)}"


def _landline(chance: random.Random) -> str:
    area = chance.choice(("0513", "0537", "0372", "0816"))
    return f"{area}-{chance.randint(2, 8)}{chance.randint(10**6, 10**7 - 1)}"


def _card(chance: random.Random) -> str:
    bank = chance.choice(("621700", "622202", "622848", "621661"))
    return _luhn(f"{bank}{chance.randint(10**11, 10**12 - 1)}")


def _order(chance: random.Random) -> str:
    """Return a number of 19 figures that no card has, though its check digit agrees."""
    return _luhn(f"2023{chance.randint(1, 12):02}{chance.randint(10**11, 10**12 - 1)}")


def _account(chance: random.Random) -> str:
    """Return an office's account at a bank, which is no card."""
    right = _order(chance)
    return right[:18] + str((int(right[18]) + chance.randint(1, 9)) % 10)


def _luhn(digits: str) -> str:
    doubled = (int(d) * (2 - n % 2) for n, d in enumerate(reversed(digits)))
    return digits + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def _credit(chance: random.Random) -> str:
    sort = chance.choice(("11", "12", "91", "52"))
    digits = f"{sort}{chance.choice(_AREAS)}{chance.randint(10**8, 10**9 - 1)}"
    total = sum(_CREDIT.index(one) * 3**n for n, one in enumerate(digits))
    return digits + _CREDIT[-total % 31]


def _veiled(chance: random.Random) -> str:
    number = _mobile(chance)
    return f"{number[:3]}****{number[7:]}"


def _veiled_resident(chance: random.Random) -> str:
    number = _resident(chance)
    return f"{number[:6]}********{number[14:]}"


MAKERS: Mapping[str, Callable[[random.Random], str]] = {
    "身份证": _resident,
    "学生证件": _child,
    "错号": _misspelt,
    "流水号": _serial,
    "手机": _mobile,
    "座机": _landline,
    "银行卡": _card,
    "单号": _order,
    "对公账号": _account,
    "信用代码": _credit,
    "遮手机": _veiled,
    "遮身份证": _veiled_resident,
}
