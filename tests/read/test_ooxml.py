from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import zipped
from wenming_archive.content import Properties
from wenming_archive.read import ooxml
from wenming_archive.read.limits import Unreadable

_CORE = '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">{}</cp:coreProperties>'
_APP = "<Properties>{}</Properties>"
#: Each entity is ten of the one before: a billion of the first.
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "0123456789">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]>"
)


def archive(parts: dict[str, bytes | str]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(zipped(parts)))


def texts(parts: dict[str, bytes | str]) -> list[str | None]:
    return [node.text for _, node in ooxml.events(archive(parts), "x.xml", ("p",))]


def test_elements_are_found_in_any_namespace() -> None:
    part = '<a xmlns="urn:1" xmlns:b="urn:2"><p>一</p><b:p>二</b:p><q>三</q></a>'
    assert texts({"x.xml": part}) == ["一", "二"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_part_may_be_in_any_encoding(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><a><p>创建</p></a>'.encode(encoding)
    assert texts({"x.xml": part}) == ["创建"]


@pytest.mark.parametrize(
    "part",
    [
        "",
        "<a><p>一</p>",
        "<a>\0</a>",
        "<a>" * 5000,
        "<a><p>&undefined;</p></a>",
        "no xml",
        "<a><p>\udcff</p></a>",
    ],
)
def test_damaged_xml_is_refused(part: str) -> None:
    with pytest.raises(Unreadable) as refused:
        texts({"x.xml": part.encode("utf-8", "surrogateescape")})
    assert refused.value.code == "broken"


def test_a_missing_part_is_refused_or_none() -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        texts({"y.xml": "<a/>"})
    assert ooxml.root(archive({"y.xml": "<a/>"}), "x.xml") is None


@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>", "<!-- {} -->".format("长" * 4000)])
@pytest.mark.parametrize("use", ["<a><p>&i;</p></a>", "<a><p at='&i;'>x</p></a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused_at_once(before: str, use: str, encoding: str) -> None:
    begin = time.monotonic()
    with pytest.raises(Unreadable):
        texts({"x.xml": f"{before}{BOMB}{use}".encode(encoding)})
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("system", ["file:///etc/hostname", "http://127.0.0.1:9/x.dtd"])
def test_nothing_outside_is_read(system: str) -> None:
    filler = "<!-- {} -->".format("长" * 2000)
    part = f'{filler}<!DOCTYPE a [<!ENTITY e SYSTEM "{system}">]><a><p>前&e;后</p></a>'
    try:
        found = "".join(text or "" for text in texts({"x.xml": part}))
    except Unreadable:
        found = ""
    assert found.strip("前后") == ""


def test_a_declaration_of_entities_is_named_as_the_reason() -> None:
    with pytest.raises(Unreadable) as refused:
        ooxml.root(archive({"x.xml": "<!DOCTYPE a><a/>"}), "x.xml")
    assert refused.value.code == "unsafe"


def test_a_bomb_of_blanks_is_refused() -> None:
    with pytest.raises(Unreadable, match="压缩炸弹"):
        texts({"x.xml": b"<a>" + b" " * 9_000_000 + b"</a>"})


@pytest.mark.parametrize("at", [60, 100, 140, 180])
def test_damaged_packing_is_refused(at: int) -> None:
    rows = "".join(f"<p>第{n}行 {n * 7919}</p>" for n in range(300))
    data = bytearray(zipped({"x.xml": f"<a>{rows}</a>"}))
    data[at : at + 4] = b"\xff\xff\xff\xff"
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as damaged, pytest.raises(Unreadable) as refused:
        list(ooxml.events(damaged, "x.xml", ("p",)))
    assert refused.value.code == "broken"


RELATIONS = """<Relationships xmlns="urn:r">
  <Relationship Id="r1" Target="worksheets/sheet1.xml"/>
  <Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/>
  <Relationship Id="r3" Target="../xl/./worksheets/sheet3.xml"/>
  <Relationship Id="r4" Target="http://example.org/x" TargetMode="External"/>
  <Relationship/>
</Relationships>"""


def test_relations_are_parts_of_the_same_file() -> None:
    found = ooxml.relations(archive({"xl/_rels/workbook.xml.rels": RELATIONS}), "xl/workbook.xml")
    assert {key: found[key] for key in found if key} == {
        f"r{n}": f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3)
    }


def test_no_relations_are_none() -> None:
    assert ooxml.relations(archive({"a": ""}), "xl/workbook.xml") == {}


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ("", Properties()),
        (
            "<dc:title> 工作方案 </dc:title><dc:creator>张三</dc:creator>"
            "<dcterms:created>2023-03-06T01:02:03Z</dcterms:created><dcterms:modified>2023-04-01T00:00:00Z</dcterms:modified>",
            Properties("工作方案", "张三", "2023-03-06T01:02:03Z", "2023-04-01T00:00:00Z"),
        ),
        (
            "<dc:title/><dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>",
            Properties(),
        ),
        (
            "<dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
            "<dcterms:modified>2013-12-23T23:15:00Z</dcterms:modified>",
            Properties(),
        ),
        (
            "<dc:creator>Administrator</dc:creator><dcterms:created>2023-03-06T00:00:00Z</dcterms:created>"
            "<dcterms:modified>2023-04-01T00:00:00Z</dcterms:modified>",
            Properties(modified="2023-04-01T00:00:00Z"),
        ),
        ("<dc:creator>微软用户</dc:creator><dc:title>题</dc:title>", Properties("题")),
    ],
)
def test_properties_are_what_a_person_wrote(core: str, expected: Properties) -> None:
    assert ooxml.properties(archive({"docProps/core.xml": _CORE.format(core)})) == expected


@pytest.mark.parametrize("part", ["", "<broken", f"{BOMB}<a/>"])
def test_damaged_properties_are_not_known(part: str) -> None:
    assert ooxml.properties(archive({"docProps/core.xml": part})) == Properties()


@pytest.mark.parametrize(
    ("app", "pages"),
    [
        ("<Application>Microsoft Office Word</Application><Words>90</Words><Pages>7</Pages>", 7),
        ("<Application>WPS Office 专业版</Application><Words>90</Words><Pages>2</Pages>", 2),
        ("<Application>Microsoft Office Word</Application><Words>0</Words><Pages>7</Pages>", None),
        ("<Application>Microsoft Office Word</Application><Words>9</Words><Pages>0</Pages>", None),
        ("<Application>Microsoft Office Word</Application><Words>9</Words><Pages>-3</Pages>", None),
        ("<Application>Microsoft Office Word</Application><Words>9</Words><Pages>²</Pages>", None),
        (f"<Application>WPS</Application><Words>9</Words><Pages>{'9' * 5000}</Pages>", None),
        ("<Application>LibreOffice</Application><Words>90</Words><Pages>7</Pages>", None),
        ("<Words>90</Words><Pages>7</Pages>", None),
        ("", None),
    ],
)
def test_pages_are_believed_of_word_and_wps_alone(app: str, pages: int | None) -> None:
    assert ooxml.stated_pages(archive({"docProps/app.xml": _APP.format(app)})) == pages


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert ooxml.whole(text) == number


@given(st.text() | st.sampled_from(["", "-1", "1.0", "1e9", "²", "٣", "9999999999", " 1", "1_0"]))
def test_no_text_but_a_number_is_one(text: str) -> None:
    plain = 0 < len(text) < 10 and set(text) <= set("0123456789")
    assert ooxml.whole(text) == (int(text) if plain else None)


def test_a_missing_number_is_none() -> None:
    assert ooxml.whole(None) is None
