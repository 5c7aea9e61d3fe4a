"""How a number shows in a section of a number format: figures, fractions, powers, times, numerals."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from fractions import Fraction
from functools import lru_cache

from wenming_archive.read.number_formats import Section, Token

#: The Chinese figures, and ten, hundred, thousand; full-width figures have none of these.
_NAMES = ("", "〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", "０１２３４５６７８９")
_GROUPS = ("万", "亿", "万亿")
_WEEKDAYS = "一二三四五六日"
#: Figures of a fraction's lower half, at most.
_LONGEST = 4


def shown(number: Decimal, section: Section) -> str | None:
    """Return a number, not below 0, as a section shows it; ``None`` when it is not imitated."""
    if section.kind == "literal":
        return "".join(token.text for token in section.tokens if token.kind == "literal").strip()
    way = _WAYS.get(section.kind)
    try:
        return way(number, section) if way else None
    except DecimalException:  # more figures, or percent signs, than any number is reckoned with
        return None


def plain(number: float) -> str:
    """Return a number as a cell without a format shows it; a long whole one, as an ID number is, in full."""
    if abs(number) < 1e19 and number == int(number):
        return f"{Decimal(f'{number:.15g}'):f}"  # a sheet keeps 15 figures
    return f"{number:.10g}"


def at_time(section: Section, when: dt.datetime, seconds: int) -> str:
    """Return a moment as a section shows it; ``seconds`` are those since day 0."""
    texts = []
    for at, token in enumerate(section.tokens):
        if token.kind == "elapsed":
            texts.append(_elapsed(token.text, seconds))
        elif token.kind == "time":
            texts.append(_piece(token.text, section, at, when))
        elif token.kind == "half":
            texts.append(token.text.split("/")[when.hour >= 12])
        elif token.kind in ("literal", "slash", "comma"):
            texts.append(token.text)
    return "".join(texts).strip()


def spelled(number: int, names: str) -> str:
    """Return a number below 10**16 with units: 一百〇五."""
    text, gap = "", False
    for at in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**at % 10
        if digit:
            unit = names[9 + at % 4] if at % 4 else ""
            text, gap = f"{text}{names[0] if gap else ''}{names[digit]}{unit}", False
        else:
            gap = bool(text)
        if at and at % 4 == 0 and number // 10**at % 10_000:
            text, gap = text + _GROUPS[at // 4 - 1], False
    return text or names[0]


def _number(number: Decimal, section: Section) -> str:
    figures = _figures(number * 100**section.percent if section.percent else number, section.shape)
    if section.among:
        figures = _parted(figures, section.among)
    if section.numerals:
        figures = _digits(figures, section.numerals)
    return f"{section.before}{figures}{section.after}"


def _general(number: Decimal, section: Section) -> str:
    figures = plain(float(number))
    if section.numerals in (1, 2) and re.fullmatch(r"\d{1,16}(\.\d+)?", figures):
        names = _NAMES[section.numerals]
        whole, point, places = figures.partition(".")
        figures = spelled(int(whole), names) + point + _digits(places, section.numerals)
    elif section.numerals:
        figures = _digits(figures, section.numerals)
    return f"{section.before}{figures}{section.after}"


def _digits(figures: str, numerals: int) -> str:
    return figures.translate({48 + n: _NAMES[numerals][n] for n in range(10)})


def _figures(number: Decimal, shape: str) -> str:
    """Return a number in a shape such as ``#,##0.0#`` or ``000``."""
    thousands, least, grouped, keep, quantum = _measures(shape)
    if thousands:
        number /= 1000**thousands
    integer, _, fraction = f"{number.quantize(quantum, ROUND_HALF_UP):f}".partition(".")
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    digits = integer.lstrip("0").zfill(least)
    if grouped and len(digits) > 3:
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
    return f"{digits}.{fraction}" if fraction else digits


@lru_cache(1024)
def _measures(shape: str) -> tuple[int, int, bool, int, Decimal]:
    """Return a shape's thousands, least figures before the point, whether these stand in groups,
    least figures behind the point, and the unit that is rounded to.
    """
    scaled = shape.rstrip(",")
    whole, _, places = scaled.partition(".")
    quantum = Decimal(1).scaleb(-min(len(places), 10))
    return len(shape) - len(scaled), whole.count("0"), "," in whole, len(places.rstrip("#?")), quantum


def _parted(figures: str, among: tuple[tuple[int, str], ...]) -> str:
    """Return figures with the literals that stand among them: 138-1234-5678."""
    whole, point, places = figures.partition(".")
    left, right = whole, ""
    done = 0
    for count, text in among:
        cut = max(len(left) - (count - done), 0)
        left, right, done = left[:cut], text + left[cut:] + right, count
    return left + right + point + places


def _fraction(number: Decimal, section: Section) -> str | None:
    """Return a number as a fraction: ``# ?/?`` gives 1/2, ``?/8`` gives 4/8."""
    tokens = section.tokens
    slash = next(at for at, token in enumerate(tokens) if token.kind == "slash")
    start, end = slash, slash + 1
    while start and tokens[start - 1].kind == "digit":
        start -= 1
    while end < len(tokens) and _counts(tokens[end]):
        end += 1
    head, below = tokens[:start], "".join(token.text for token in tokens[slash + 1 : end])
    if start == slash or not below or "slash" in {token.kind for token in tokens[end:]}:
        return None
    mixed = any(token.kind == "digit" for token in head)
    whole, rest = divmod(number, 1) if mixed else (Decimal(0), number)
    over, under = _ratio(Fraction(rest), below)
    if mixed and over == under:
        whole, over = whole + 1, 0
    parts = [f"{int(whole)}"] if whole or not over else []
    parts += [f"{over}/{under}"] if over else []
    return f"{section.before}{' '.join(parts)}{_literals(tokens[end:])}"


def _counts(token: Token) -> bool:
    return token.kind == "digit" or (token.kind == "literal" and token.text in "123456789")


def _ratio(number: Fraction, below: str) -> tuple[int, int]:
    """Return the upper and lower half: the lower one as given, or with as many figures."""
    if re.fullmatch(r"[1-9][0-9]{0,4}", below):
        return round(number * int(below)), int(below)
    near = number.limit_denominator(10 ** min(len(below), _LONGEST) - 1)
    return near.numerator, near.denominator


def _literals(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text for token in tokens if token.kind == "literal")


def _power(number: Decimal, section: Section) -> str:
    """Return a number with a power of ten: ``0.00E+00`` gives 1.23E+05."""
    at = next(at for at, token in enumerate(section.tokens) if token.kind == "power")
    ahead, behind = (Section(part) for part in (section.tokens[:at], section.tokens[at + 1 :]))
    step = max(len(ahead.shape.partition(".")[0].replace(",", "")), 1)
    number *= 100**section.percent
    power = number.adjusted() // step * step if number else 0
    figures = _figures(number.scaleb(-power), ahead.shape.rstrip(","))
    if len(figures.partition(".")[0].replace(",", "")) > step:  # 9.996 is rounded to 10.00
        power += step
        figures = _figures(number.scaleb(-power), ahead.shape.rstrip(","))
    sign = "-" if power < 0 else "+" if section.tokens[at].text.endswith("+") else ""
    exponent = str(abs(power)).zfill(behind.shape.count("0"))
    return f"{ahead.before}{figures}E{sign}{exponent}{behind.after}"


def _elapsed(unit: str, seconds: int) -> str:
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[unit[0]]).zfill(len(unit))


def _piece(unit: str, section: Section, at: int, when: dt.datetime) -> str:
    """Return one part of a moment, such as its month in two figures."""
    if unit[0] in "ye":
        year = f"{when.year:04}"[2 if unit in ("y", "yy") else 0 :]
        return _digits(year, section.numerals) if section.numerals else year
    if unit[0] == "a" or (unit[0] == "d" and len(unit) > 2):
        return ("" if unit == "aaa" else "星期") + _WEEKDAYS[when.weekday()]
    hour = (when.hour % 12 or 12) if "half" in section.kinds else when.hour
    minute = unit[0] == "m" and _is_minute(section.tokens, at)
    value = {"d": when.day, "h": hour, "s": when.second, "m": when.minute if minute else when.month}[unit[0]]
    return _counted(value, min(len(unit), 2), section.numerals)


def _counted(value: int, figures: int, numerals: int) -> str:
    """Return a day, an hour and the like, in Chinese figures as it is spoken: 十五, 〇五."""
    if numerals not in (1, 2):
        text = f"{value:0{figures}}"
        return _digits(text, numerals) if numerals else text
    names = _NAMES[numerals]
    said = spelled(value, names)
    if 10 <= value < 20:
        return said.removeprefix(names[1])
    return names[0] + said if figures > 1 and 0 < value < 10 else said


def _is_minute(tokens: tuple[Token, ...], at: int) -> bool:
    """Say whether an ``m`` stands after hours or before seconds."""
    earlier = [token.text[0] for token in tokens[:at] if token.kind in ("time", "elapsed")]
    later = [token.text[0] for token in tokens[at + 1 :] if token.kind in ("time", "elapsed")]
    return earlier[-1:] == ["h"] or later[:1] == ["s"]


_WAYS: Mapping[str, Callable[[Decimal, Section], str | None]] = {
    "number": _number,
    "general": _general,
    "fraction": _fraction,
    "power": _power,
}
