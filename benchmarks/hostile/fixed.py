"""PDF and OFD that loop and claim beyond reason."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import test_ofd
import test_pdf
from cases import Case

from hostile import zipped


def cases() -> Iterator[Case]:
    """Yield them."""
    yield from _pdfs()
    yield from _ofds()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of numbered ``objects``, the first of them the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    """Return a stream object, packed."""
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more, packed)


_ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_ONE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"


def page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """Return a PDF of one page that shows ``content``; ``more`` are objects 6 and on."""
    return pdf(_ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _ONE % resources, stream(content), _FONT, *more)


def many_pages(count: int) -> bytes:
    """Return a PDF of ``count`` pages that are one and the same."""
    kids = b"3 0 R " * count
    return pdf(
        _ROOT,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        _ONE % b"",
        stream(b"BT /F1 12 Tf 50 700 Td (page of text) Tj ET"),
        _FONT,
    )


def own_pages(count: int) -> bytes:
    """Return a PDF of ``count`` pages, each an object of its own."""
    kids = b" ".join(b"%d 0 R" % n for n in range(5, 5 + count))
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    text = stream(b"BT /F1 12 Tf 0 0 Td (page of text) Tj ET")
    return pdf(_ROOT, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), text, _FONT, *[one] * count)


def _pdfs() -> Iterator[Case]:
    sort = "pdf"
    text = b"BT /F1 12 Tf 50 700 Td (some text here) Tj ET\n"
    yield Case(sort, "页树自环.pdf", lambda: pdf(_ROOT, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"))
    yield Case(
        sort,
        "页树互环.pdf",
        lambda: pdf(
            _ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 5>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 5>>"
        ),
    )
    yield Case(
        sort,
        "称十亿页.pdf",
        lambda: pdf(_ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", _ONE % b"", stream(text), _FONT),
    )
    yield Case(
        sort,
        "负页.pdf",
        lambda: pdf(_ROOT, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", _ONE % b"", stream(text), _FONT),
    )
    yield Case(sort, "十万页同.pdf", lambda: many_pages(100_000))
    yield Case(sort, "十万页.pdf", lambda: own_pages(100_000))
    yield Case(sort, "深页树.pdf", lambda: deep_pages(5000))
    yield Case(sort, "流炸弹.pdf", lambda: page(b" " * 900_000_000))
    yield Case(sort, "文字炸弹.pdf", lambda: page(text * 1_000_000))
    yield Case(sort, "双层炸弹.pdf", double_packed)
    yield Case(sort, "对象流炸弹.pdf", object_stream)
    yield Case(
        sort,
        "对象流自环.pdf",
        lambda: pdf(_ROOT, b"<</Type/ObjStm/N 1/First 4/Extends 2 0 R/Length 0>>stream\n\nendstream"),
    )
    yield Case(
        sort,
        "表单循环.pdf",
        lambda: page(
            b"/X0 Do",
            b"/XObject<</X0 6 0 R>>",
            stream(
                b"/X0 Do /X0 Do",
                b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 6 0 R>>>>",
            ),
        ),
    )
    yield Case(sort, "表单成倍.pdf", forms_doubling)
    yield Case(
        sort,
        "图成倍.pdf",
        lambda: page(
            b"/X0 Do " * 300_000,
            b"/XObject<</X0 6 0 R>>",
            stream(
                b"\0",
                b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
            ),
        ),
    )
    yield Case(
        sort,
        "图巨.pdf",
        lambda: page(
            b"600 0 0 800 0 0 cm /X0 Do",
            b"/XObject<</X0 6 0 R>>",
            stream(
                bytes(9000),
                b"/Type/XObject/Subtype/Image/Width 60000/Height 60000"
                b"/BitsPerComponent 8/ColorSpace/DeviceRGB",
            ),
        ),
    )
    yield Case(
        sort,
        "长度自指.pdf",
        lambda: pdf(
            _ROOT,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _ONE % b"",
            b"<</Length 4 0 R>>stream\nBT ET\nendstream",
            _FONT,
        ),
    )
    yield Case(sort, "交叉表循环.pdf", lambda: page(text).replace(b"/Size", b"/Prev 9/Size"))
    yield Case(
        sort,
        "数组深.pdf",
        lambda: pdf(_ROOT, b"<</Type/Pages/Kids" + b"[" * 200_000 + b"]" * 200_000 + b">>"),
    )
    yield Case(sort, "加密.pdf", lambda: test_pdf.drawn("secret", password="1234"))
    yield Case(
        sort,
        "加密坏.pdf",
        lambda: pdf(_ROOT, test_pdf.NO_PAGES, trailer=b"/Encrypt<</Filter/Standard/V 99>>"),
    )
    yield Case(sort, "无页.pdf", lambda: test_pdf.NO_PAGES)
    yield Case(sort, "只有头.pdf", lambda: b"%PDF-1.7\n%%EOF")
    yield Case(sort, "白页.pdf", lambda: page(b""))
    yield Case(
        sort,
        "脚本.pdf",
        lambda: page(text).replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(while(1){})>>"),
    )
    yield Case(sort, "页大.pdf", lambda: page(text).replace(b"600 800", b"-1e30 1e30"))


def deep_pages(depth: int) -> bytes:
    """Return a PDF whose pages stand in a tree that is a line."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(depth)]
    last = b"<</Type/Page/MediaBox[0 0 600 800]>>"
    return pdf(_ROOT, *nodes, last)


def double_packed() -> bytes:
    """Return a PDF whose page is packed three times."""
    data = zlib.compress(zlib.compress(zlib.compress(b" " * 900_000_000, 9), 9), 9)
    body = b"<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (
        len(data),
        data,
    )
    return pdf(_ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _ONE % b"", body, _FONT)


def object_stream() -> bytes:
    """Return a PDF that keeps its objects in a stream that unpacks to 800 MB."""
    body = b"10 0 " + b" " * 800_000_000 + b"<</Type/Pages/Kids[]/Count 0>>"
    return pdf(_ROOT, stream(body, b"/Type/ObjStm/N 1/First 5"))


def forms_doubling() -> bytes:
    """Return a PDF with 30 forms, each of which shows the next twice."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do /X Do", head % (n + 7)) for n in range(30)]
    last = stream(b"0 0 m 1 1 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return page(b"/X Do", b"/XObject<</X 6 0 R>>", *forms, last)


def _ofds() -> Iterator[Case]:
    sort, made = "ofd", test_ofd.made
    text = test_ofd.text(20, 50, "正文文字")
    one = test_ofd.page(text)
    loop = '<ofd:Template TemplateID="T1" ZOrder="Background"/>'
    own = '<ofd:TemplatePage ID="T1" BaseLoc="Pages/Page_0/Content.xml"/>'
    yield Case(sort, "模板自指.ofd", lambda: made([test_ofd.page(text, before=loop)], common=own))
    yield Case(
        sort,
        "模板互指.ofd",
        lambda: made(
            [test_ofd.page(text, before=loop)],
            {
                "Doc_0/T1.xml": test_ofd.page(test_ofd.text(9, 9, "模板"), before=loop.replace("T1", "T2")),
                "Doc_0/T2.xml": test_ofd.page(before=loop),
            },
            common='<ofd:TemplatePage ID="T1" BaseLoc="T1.xml"/><ofd:TemplatePage ID="T2" BaseLoc="T2.xml"/>',
        ),
    )
    yield Case(sort, "同页十万.ofd", lambda: same_page(one, 100_000))
    yield Case(
        sort,
        "文档自指.ofd",
        lambda: zipped(
            {"OFD.xml": test_ofd.entry("OFD.xml", "Doc_0/Document.xml"), **test_ofd.document([one])}
        ),
    )
    yield Case(
        sort,
        "文档万.ofd",
        lambda: zipped(
            {"OFD.xml": test_ofd.entry(*["Doc_0/Document.xml"] * 10_000), **test_ofd.document([one])}
        ),
    )
    yield Case(
        sort,
        "块套块.ofd",
        lambda: made([test_ofd.page("<ofd:PageBlock>" * 240 + text + "</ofd:PageBlock>" * 240)]),
    )
    yield Case(
        sort,
        "块套块万.ofd",
        lambda: made([test_ofd.page("<ofd:PageBlock>" * 9000 + text + "</ofd:PageBlock>" * 9000)]),
    )
    yield Case(sort, "对象三十万.ofd", lambda: made([test_ofd.page(text * 40_000)]))
    yield Case(
        sort,
        "逃.ofd",
        lambda: made(
            [one.replace("</ofd:Content>", "</ofd:Content>")],
            common="<ofd:DocumentRes>../../../../etc/passwd</ofd:DocumentRes>",
        ),
    )
    yield Case(sort, "间距巨.ofd", lambda: made([one.replace("g 3", "g 999999999")]))
    yield Case(sort, "坐标巨.ofd", lambda: made([one.replace('Boundary="20', 'Boundary="1e308')]))
    yield Case(sort, "无页.ofd", lambda: made([]))
    yield Case(sort, "页缺.ofd", lambda: made([one], {"Doc_0/Pages/Page_0/Content.xml": ""}))


def same_page(one: str, count: int) -> bytes:
    """Return an OFD that names one page ``count`` times."""
    parts = test_ofd.document([one])
    entry = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(entry, entry * count)
    return zipped({"OFD.xml": test_ofd.entry("Doc_0/Document.xml"), **parts})
