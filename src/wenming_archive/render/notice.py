"""A page that stands for what cannot be bound in: which item it is, and why it is handed in apart."""

from __future__ import annotations

from xml.sax.saxutils import escape

#: The ending of such a document.
ENDING = ".fodt"
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
_PAGE = (
    'fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="37mm" fo:margin-bottom="35mm" '
    'fo:margin-left="28mm" fo:margin-right="26mm"'
)
_FACES = {"head": "黑体", "body": "仿宋_GB2312"}
_STYLES = (
    ("head", "center", "22pt", "head", "60mm", "14mm"),
    ("body", "start", "16pt", "body", "0mm", "3mm"),
)


def document(head: str, lines: tuple[str, ...]) -> bytes:
    """Return a page of A4 with a heading and ``lines`` below it, for LibreOffice to open."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    body = "".join(
        f'<text:p text:style-name="{style}">{escape(_clean(text))}</text:p>'
        for style, text in (("head", head), *(("body", line) for line in lines))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{_faces()}</office:font-face-decls>"
        f"<office:styles>{''.join(_style(*row) for row in _STYLES)}</office:styles>"
        '<office:automatic-styles><style:page-layout style:name="page">'
        f"<style:page-layout-properties {_PAGE}/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"/>'
        f"</office:master-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    ).encode()


def _faces() -> str:
    return "".join(
        f'<style:font-face style:name="{name}" svg:font-family="{family}"/>'
        for name, family in _FACES.items()
    )


def _style(name: str, side: str, size: str, face: str, above: str, below: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
        f'fo:text-align="{side}" fo:margin-top="{above}" fo:margin-bottom="{below}"/>'
        f'<style:text-properties style:font-name="{face}" style:font-name-asian="{face}" '
        f'fo:font-size="{size}" style:font-size-asian="{size}" fo:language="zh" fo:country="CN" '
        'style:language-asian="zh" style:country-asian="CN"/></style:style>'
    )


def _clean(text: str) -> str:
    """Return ``text`` without what XML refuses."""
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
