"""The house's own .docx: its styles hold, its text does not."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from wenming_archive.errors import InputError
from wenming_archive.export import word_style

#: What python-docx may raise at what is no .docx, or a damaged one.
_DAMAGE = (
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    PackageNotFoundError,
    RuntimeError,
    SyntaxError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_UNSETTLING = (
    "w:attachedTemplate",
    "w:docVars",
    "w:documentProtection",
    "w:endnotePr",
    "w:footnotePr",
    "w:mailMerge",
    "w:revisionView",
    "w:saveThroughXslt",
    "w:trackRevisions",
    "w:updateFields",
    "w:writeProtection",
)


def opened(data: bytes) -> Any:
    """Return an empty document with the styles of the .docx ``data``; those it lacks are ours.

    :raises InputError: if that is no .docx.
    """
    document = _read(data)
    _named(document)
    known = {style.name for style in document.styles}
    for style in word_style.STYLES:
        if style.name not in known:
            word_style.define(document, style, system=False, bold=False)
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    _bare(body[-1])
    word_style.set_page(document.sections[0])
    word_style.strip(document)
    _settle(document)
    return document


def _read(data: bytes) -> Any:
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body.sectPr is None:
            document.element.body.append(OxmlElement("w:sectPr"))
        _ = document.styles, document.settings
    except _DAMAGE as error:
        raise InputError("模板不是 Word 的 .docx 文件；请在 WPS 或 Word 里另存为 .docx") from error
    return document


def _settle(document: Any) -> None:
    """Take out of the settings what holds for the text that was there, asks questions or forbids changes."""
    settings = document.settings
    for name in _UNSETTLING:
        for element in settings.element.findall(qn(name)):
            settings.element.remove(element)
    document.part._settings_part.rels.clear()
    settings.odd_and_even_pages_header_footer = True


def _named(document: Any) -> None:
    """Give each style the id by which we call it; programs number theirs."""
    wanted = {style.name: style.name.replace(" ", "") for style in word_style.STYLES}
    root = document.styles.element
    changed = {s.element.get(qn("w:styleId")): wanted[s.name] for s in document.styles if s.name in wanted}
    for element in root.iter():
        for name in ("w:styleId", "w:val"):
            value = element.get(qn(name))
            refers = element.tag in (qn("w:basedOn"), qn("w:next"), qn("w:link"), qn("w:style"))
            if refers and value in changed:
                element.set(qn(name), changed[value])


def _bare(section: Any) -> None:
    """Take headers, footers and numbering off the last section's properties."""
    for child in list(section):
        if child.tag in (
            qn("w:headerReference"),
            qn("w:footerReference"),
            qn("w:pgNumType"),
            qn("w:titlePg"),
        ):
            section.remove(child)
