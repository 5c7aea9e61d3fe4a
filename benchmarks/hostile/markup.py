"""XML that draws in other files, asks the network, or expands a billion times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import test_ofd
from cases import Case, Outside

import builders
from hostile import parts, with_parts

_TESTS = Path(__file__).parents[2] / "tests"

_SAMPLES = _TESTS / "read" / "samples"
_XHTML = b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>ENTITY</p></body></html>"


def cases(outside: Outside) -> Iterator[Case]:
    """Yield every trick in every kind of XML that the program reads."""
    sound = documents()
    for trick, declared in declarations(outside).items():
        for name, (data, part) in sound.items():
            made = partial(_declaring, declared, data, part)
            yield Case("XML", f"{trick}{name}", made)
    yield from _links(outside)


def declarations(outside: Outside) -> Mapping[str, str]:
    """Return document types, each declaring an entity ``e``."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    secret, url = outside.secret.as_uri(), outside.url
    return {
        "十亿笑": f'<!DOCTYPE x [<!ENTITY e0 "笑笑">{levels}<!ENTITY e "&e9;">]>',
        "二次": f'<!DOCTYPE x [<!ENTITY a "{"笑" * 50_000}"><!ENTITY e "{"&a;" * 20_000}">]>',
        "外部文件": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>',
        "外部网络": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}e">]>',
        "外部定义": f'<!DOCTYPE x SYSTEM "{url}x.dtd" [<!ENTITY e "笑">]>',
        "参数实体": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}p.dtd">%p;<!ENTITY e SYSTEM "{secret}">]>',
        "参数文件": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}">%p;<!ENTITY e "笑">]>',
        "自指": '<!DOCTYPE x [<!ENTITY e "&f;"><!ENTITY f "&e;">]>',
        "远声明": " " * 4000 + f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>',
        "远注释": f'<!--{"x" * 9000}--><!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>',
    }


def documents() -> Mapping[str, tuple[bytes, str]]:
    """Return a sound file of every kind of XML, with its part that is to declare the entity."""
    return {
        "a.docx": (builders.docx("ENTITY"), "word/document.xml"),
        "b.docx": (builders.docx("正文", header="ENTITY"), "word/header1.xml"),
        "c.docx": (builders.docx("正文"), "docProps/core.xml"),
        "d.docx": (builders.docx("正文"), "word/styles.xml"),
        "a.xlsx": (builders.xlsx(["ENTITY"]), "xl/worksheets/sheet1.xml"),
        "b.xlsx": (builders.xlsx(["正文"]), "xl/workbook.xml"),
        "a.pptx": ((_SAMPLES / "slides.pptx").read_bytes(), "ppt/slides/slide1.xml"),
        "b.pptx": ((_SAMPLES / "slides.pptx").read_bytes(), "ppt/_rels/presentation.xml.rels"),
        "a.odt": ((_SAMPLES / "notice.odt").read_bytes(), "content.xml"),
        "b.odt": ((_SAMPLES / "notice.odt").read_bytes(), "META-INF/manifest.xml"),
        "a.ods": ((_SAMPLES / "ledger.ods").read_bytes(), "content.xml"),
        "a.odp": ((_SAMPLES / "slides.odp").read_bytes(), "content.xml"),
        "a.ofd": (test_ofd.SAMPLE, "Doc_0/Pages/Page_0/Content.xml"),
        "b.ofd": (test_ofd.SAMPLE, "OFD.xml"),
        "a.xml": ((_SAMPLES / "scheme.xml").read_bytes(), ""),
        "a.html": ((_SAMPLES / "notice.html").read_bytes(), ""),
        "a.xhtml": (_XHTML, ""),
    }


def _declaring(declared: str, data: bytes, part: str) -> bytes:
    """Return ``data`` with the declaration in its part, or, where there are no parts, in itself."""
    return with_parts(data, {part: _put(declared, parts(data)[part])}) if part else _put(declared, data)


def _put(declared: str, xml: bytes) -> bytes:
    """Return ``xml`` with the declaration before its root, and the entity in its text."""
    text = re.sub(r"<!DOCTYPE[^>]*>", "", xml.decode("utf-8"), flags=re.IGNORECASE)
    head = re.match(r"\ufeff?\s*(<\?xml[^>]*\?>)?", text)
    at = head.end() if head else 0
    body = text[at:].replace("ENTITY", "&e;")
    if "&e;" not in body:
        body = re.sub(r">(?=[\u4e00-\u9fff])", ">&e;", body, count=3)
    return (text[:at] + declared + body).encode()


def _links(outside: Outside) -> Iterator[Case]:
    """Yield documents that refer to the network and to files by links, which nothing may follow."""
    url, secret = outside.url, outside.secret.as_uri()
    page = (
        f"<html><head><link rel=stylesheet href={url}a.css><base href={url}>"
        f"<meta http-equiv=refresh content='0;url={url}'>"
        f"<script src={url}a.js></script></head><body><p>正文文字</p><img src={url}a.png>"
        f"<iframe src={secret}></iframe>"
        f"<object data={secret}></object></body></html>"
    )
    yield Case("links", "链接.html", page.encode)
    template = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{url}t.dotm" TargetMode="External"/></Relationships>'
    )
    data = builders.docx("正文文字")
    yield Case("links", "模板.docx", lambda: with_parts(data, {"word/_rels/settings.xml.rels": template}))
    include = (
        '<w:document xmlns:w="x" xmlns:xi="http://www.w3.org/2001/XInclude"><w:p><w:r><w:t>正文'
        f'<xi:include href="{secret}" parse="text"/></w:t></w:r></w:p></w:document>'
    )
    yield Case("links", "包含.docx", lambda: with_parts(data, {"word/document.xml": include}))
    style = f'<?xml version="1.0"?><?xml-stylesheet href="{url}a.xsl" type="text/xsl"?>'
    sheet = (_SAMPLES / "scheme.xml").read_text("utf-8").partition("?>")[2]
    yield Case("links", "样式.xml", (style + sheet).encode)
    drawn = f'INCLUDETEXT "{outside.secret}"'
    field = f"{{\\rtf1\\ansi text {{\\field{{\\*\\fldinst {drawn}}}{{\\fldrslt x}}}}{{\\*\\template {url}}}}}"
    yield Case("links", "域.rtf", field.encode)
