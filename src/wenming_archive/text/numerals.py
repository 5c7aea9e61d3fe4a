"""Numbers as office documents write them: 12, 十二, 二〇二三, Ⅻ, ⑫, ㈠."""

from __future__ import annotations

import unicodedata

DIGITS = {c: n for n, group in enumerate(["〇○零Oo0◯Ｏ", *"一二三四五六七八九"]) for c in group}
DIGITS |= {"元": 1, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SAID = "零一二三四五六七八九"
_ROMAN = {"I": 1, "V": 5, "X": 10}


def chinese(text: str) -> int:
    """Return the value of a Chinese numeral, positional (二〇二三) or with units (二十一).

    :raises ValueError: if a character is no numeral.
    """
    if not any(c in _UNITS for c in text):
        return int("".join(str(_digit(c)) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = _digit(char)
    return total + digit


def roman(text: str) -> int:
    """Return the value of a Roman numeral below forty, in letters or as one sign (Ⅻ)."""
    values = [_ROMAN[c] for c in unicodedata.normalize("NFKC", text).upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < following else v for v, following in pairs)


def _digit(char: str) -> int:
    if char in DIGITS:
        return DIGITS[char]
    raise ValueError(char)


def han(number: int) -> str:
    """Return a number below a thousand as Chinese writes it: 12 gives 十二."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_SAID[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _SAID[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_SAID[ones] if ones else "")


def roman_sign(number: int) -> str:
    """Return a Roman numeral: one sign up to twelve (Ⅳ), letters beyond."""
    if 0 < number <= 12:
        return chr(0x2160 + number - 1)
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def circled(number: int) -> str:
    """Return ① to ⑳; other numbers in brackets."""
    return chr(0x2460 + number - 1) if 0 < number <= 20 else f"({number})"
