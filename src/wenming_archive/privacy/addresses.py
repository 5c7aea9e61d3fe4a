"""Where people live: an address down to the house, called a home's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.privacy.spans import Kind, Span
from wenming_archive.text.normal import narrow

#: What a home's address is called; an office's is called 单位地址, 办公地址, or 地址 alone.
_CALLED = (
    r"(?<!单位)(?<!学校)(?<!公司)(?:(?:家庭|现|常|居)?住址|家庭(?:详细)?地址|居住地(?:址|点)?|常住地(?:址)?"
    r"|户籍(?:所在)?地(?:址)?|户口所在地(?:址)?|住宅地址)"
)
_HEAD = re.compile(_CALLED)
_SAID = re.compile(rf"(?:{_CALLED}\s*(?:[:：为是]|在)?|家住)\s*(?=(?P<value>[^\n\t，。；;,|《》]{{4,60}}))")
#: A column of addresses; it holds homes where the rows are people.
_BARE = re.compile(r"(?:详细|联系|通讯|通信)?地址")
_PERSON = re.compile(r"姓\s*名|户主|老人|身份证|性别|年龄|出生")
_FIGURE = r"(?<!第)(?:[0-9A-Z]{1,5}|[一二三四五六七八九十百]{1,4})"
_HOUSE = re.compile(
    rf"{_FIGURE}\s*(?:号楼|号|室|组|户|栋|幢|座|单元|社|弄|队|门牌)|(?<![0-9-])[0-9]{{1,4}}[-—][0-9]{{1,4}}(?:[-—][0-9]{{1,4}})?(?![0-9-])"
)
_PLACE = re.compile(r"[省市县区镇乡村街路巷弄里苑园庄屯营寨湾道]|小区|社区|公寓|大院|家属|宿舍|楼")
_NEXT = re.compile(r"\s+[\u4e00-\u9fff]{2,6}\s*[:：]|[（(]")
_UPPER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区))?"
    r"(?:[\u4e00-\u9fff][^镇乡街路小社园县区村0-9]{0,6}?(?:市|自治州|地区|盟))?"
    r"(?:[\u4e00-\u9fff][^镇乡街路小社园村0-9]{0,6}?(?:(?<![小社园])区|县|市|旗))?"
    r"(?:[\u4e00-\u9fff][^镇乡路村号0-9]{0,5}?(?:街道(?:办事处)?|镇|乡|苏木))?"
)


def find(text: str, label: str = "", *, people: bool = False) -> Iterator[Span]:
    """Yield the home addresses in ``text``; ``label`` heads its column, in a table of ``people`` or not."""
    plain = narrow(text)
    for match in _SAID.finditer(plain):
        yield from _home(match.start("value"), match["value"])
    bare = people and any(_BARE.fullmatch(part.strip()) for part in label.split("\n"))
    if _HEAD.search(label) or bare:
        yield from _home(0, plain)


def lists_people(head: list[str]) -> bool:
    """True when the rows below these heads are people, not offices or stations."""
    return any(_PERSON.search(cell) for cell in head) and not any("名称" in cell for cell in head)


def _home(start: int, value: str) -> Iterator[Span]:
    """Yield the address that ``value`` begins with, if it goes down to the house."""
    cut = _NEXT.search(value)
    value = value[: cut.start()] if cut else value
    houses = [match for match in _HOUSE.finditer(value) if _PLACE.search(value[: match.start()])]
    if houses:
        begin = len(value) - len(value.lstrip())
        end = houses[-1].end()
        yield Span(Kind.home_address, start + begin, start + end, masked(value[begin:end]))


def masked(address: str) -> str:
    """Return an address as it may be shown: down to 乡镇 or 街道."""
    known = _UPPER.match(address)
    return f"{known[0] if known else ''}***"
