"""Write small OpenDocument files around a body."""

from __future__ import annotations

from hostile import zipped

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "presentation": "presentation",
        "meta": "meta",
        "manifest": "manifest",
        "calcext": "calcext",
    }.items()
)


def content(body: str, styles: str = "") -> str:
    """Return a part with automatic styles and a body."""
    return (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )


def document(kind: str, body: str, styles: str = "", **parts: str) -> bytes:
    """Return a document of a kind (``text``, ``spreadsheet``, ``presentation``) with ``body``."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content(f"<office:{kind}>{body}</office:{kind}>", styles),
            **{name.replace("__", "/") + ".xml": content(part) for name, part in parts.items()},
        },
        0,
    )


def locked(kind: str) -> bytes:
    """Return a document with a password, as its manifest tells."""
    entry = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    return document(kind, "", **{"META-INF__manifest": entry})
