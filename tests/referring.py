"""Documents that refer to something outside themselves, in every way their formats know."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import hostile
import odfs

_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_REL = '<Relationship Id="rId9{n}" Type="{kind}" Target="{url}{kind}" TargetMode="External"/>'
_KINDS: tuple[str, ...] = (
    "attachedTemplate",
    "image",
    "hyperlink",
    "oleObject",
    "aFChunk",
    "frame",
    "subDocument",
    "video",
    "audio",
)
_KINDS += (
    "externalLink",
    "externalLinkPath",
    "slideMaster",
    "theme",
    "styles",
    "settings",
    "customXml",
    "font",
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HTML = """<!DOCTYPE html SYSTEM "{url}dtd"><html><head><base href="{url}base/"><link rel="stylesheet" href="{url}css">
<link rel="preload" href="{url}pre"><meta http-equiv="refresh" content="0;url={url}meta"><title>学雷锋志愿服务总结</title>
<script src="{url}js"></script><style>@import url({url}import); body {{ background: url({url}bg) }}</style></head>
<body background="{url}body"><p>学雷锋志愿服务总结</p><img src="{url}img" srcset="{url}set 2x"><iframe src="{url}frame">
</iframe><object data="{url}object"></object><embed src="{url}embed"><video poster="{url}poster" src="{url}video"></video>
<audio src="{url}audio"></audio><form action="{url}form"></form><frameset><frame src="{url}f"></frameset>
<xml:include href="{url}xi"/><?xml-stylesheet href="{url}xsl"?></body></html>"""
_XML = """<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{url}xsl"?>
<!DOCTYPE a [<!ENTITY % p SYSTEM "{url}p"> %p; <!ENTITY e SYSTEM "{url}e"><!ENTITY f PUBLIC "x" "{url}f">]>
<a xmlns:xi="http://www.w3.org/2001/XInclude" xsi:schemaLocation="x {url}xsd"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><b>学雷锋志愿服务总结 &e;&f;</b><xi:include href="{url}xi"/></a>"""
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{url}i"/>
<use href="{url}u"/><script href="{url}s"/><text>学雷锋志愿服务总结</text></svg>"""
_RTF = r"""{{\rtf1\ansi{{\*\template {url}template}}{{\field{{\*\fldinst INCLUDEPICTURE "{url}picture" \\d}}
{{\fldrslt x}}}}{{\field{{\*\fldinst INCLUDETEXT "{url}text"}}{{\fldrslt y}}}}{{\object\objautlink{{\*\objdata 00}}}}
\u23398?\u38647?\u38155?}}"""
_MAIL = """From: a@b.cn\r\nTo: c@d.cn\r\nSubject: mail\r\nMIME-Version: 1.0\r\nList-Unsubscribe: <{url}list>\r
Disposition-Notification-To: a@b.cn\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r
Content-Type: message/external-body; access-type=URL; URL="{url}body"\r\n\r\nContent-Type: text/plain\r\n\r\n--x\r
Content-Type: text/html; charset=utf-8\r\nContent-Location: {url}loc\r\n\r\n<img src="{url}img">学雷锋志愿服务\r\n--x--\r\n"""
_PAGE = """From: <x>\r\nSnapshot-Content-Location: {url}snap\r\nMIME-Version: 1.0\r
Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r
Content-Location: {url}loc\r\n\r\n<img src="{url}img"><p>学雷锋志愿服务总结</p>\r\n--x--\r\n"""
_PDF = """%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({url}open)>>/URI<</Base({url}base)>>
/AA<</WC<</S/SubmitForm/F({url}submit)>>>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\("{url}js"\\))>>]>>
/EmbeddedFiles<</Names[(x)<</Type/Filespec/FS/URL/F({url}file)>>]>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>
/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>
/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F<</FS/URL/F({url}gotor)>>/D[0/Fit]>>>>
<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F({url}launch)>>>>]>>endobj
4 0 obj<</Length 44>>stream
BT /F 12 Tf 9 99 Td (volunteers) Tj ET /I Do
endstream endobj
5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 0
/F<</FS/URL/F({url}image)>>>>stream
endstream endobj
trailer<</Root 1 0 R>>
"""
_OFD = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "{url}dtd" [<!ENTITY e SYSTEM "{url}e">]>
<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"><ofd:DocBody>
<ofd:DocRoot>{url}root</ofd:DocRoot></ofd:DocBody>&e;</ofd:OFD>"""


def documents(url: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of documents that refer to ``url``."""
    rels = _RELS.format("".join(_REL.format(n=n, kind=kind, url=url) for n, kind in enumerate(_KINDS)))
    rels = rels.replace('Type="', f'Type="{_OFFICE}')
    field = f"<w:p><w:fldSimple w:instr=' INCLUDEPICTURE \"{url}field\" \\d '/></w:p>"
    chunk = f'<w:altChunk xmlns:r="{_OFFICE[:-1]}" r:id="rId94"/>'
    word = hostile.word_xml(hostile.paragraph("学雷锋志愿服务总结") + field + chunk)
    for part in ("document", "settings", "header1"):
        parts = {f"word/_rels/{part}.xml.rels": rels, "word/document.xml": word}
        yield f"{part}.docx", hostile.with_parts(builders.docx("总结", header="x"), parts)
    book = f'<f>[1]Sheet1!A1</f><f>WEBSERVICE("{url}f")</f>'
    cells = hostile.sheet_xml(f'<row><c t="str"><f>{book[3:-4]}</f><v>学雷锋</v></c></row>')
    links = {"xl/_rels/workbook.xml.rels.x": rels, "xl/externalLinks/_rels/externalLink1.xml.rels": rels}
    links |= {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
    }
    links |= {
        "xl/connections.xml": f'<connections><connection><webPr url="{url}web"/></connection></connections>'
    }
    yield (
        "book.xlsx",
        hostile.with_parts(builders.xlsx(["学雷锋志愿服务"]), {**links, "xl/worksheets/sheet1.xml": cells}),
    )
    frame = f'<draw:frame><draw:image xlink:href="{url}image"/><draw:object xlink:href="{url}object"/></draw:frame>'
    section = f'<text:section><text:section-source xlink:href="{url}section"/></text:section>'
    xlink = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    for kind, ending in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")):
        made = odfs.document(kind, f"<text:p>学雷锋志愿服务</text:p>{frame}{section}")
        content = (
            hostile.parts(made)["content.xml"].decode().replace(" xmlns:office", f"{xlink} xmlns:office", 1)
        )
        yield f"open.{ending}", hostile.with_parts(made, {"content.xml": content})
    texts = {
        "page.html": _HTML,
        "page.xhtml": _XML,
        "data.xml": _XML,
        "draw.svg": _SVG,
        "text.rtf": _RTF,
        "mail.eml": _MAIL,
    }
    texts |= {
        "saved.mht": _PAGE,
        "paper.pdf": _PDF,
        "link.url": "[InternetShortcut]\r\nURL={url}\r\nIconFile={url}icon\r\n",
    }
    texts |= {
        "list.m3u": "#EXTM3U\n{url}a.mp3\n",
        "notes.md": "# 志愿服务\n![x]({url}md)\n",
        "word.doc": _HTML,
        "book.xls": _HTML,
    }
    for name, text in texts.items():
        yield name, text.format(url=url).encode()
    yield "form.ofd", hostile.zipped({"OFD.xml": _OFD.format(url=url)})
    yield "packed.zip", hostile.zipped({"page.html": _HTML.format(url=url), "data.xml": _XML.format(url=url)})
