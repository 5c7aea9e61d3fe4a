"""The security mark (密级, GB/T 9704-2012, 7.2.2): what may not be handed in unchecked."""

from __future__ import annotations

import re

from wenming_archive.describe.lines import Lines
from wenming_archive.text.normal import narrow

#: The mark stands above the red head, or under it in a letter.
_TOP = 8
_TERM = r"\d{1,2}\s*[年月]|[一二三四五六七八九十]{1,3}[年月]|长期|永久|解密前|启用前"
_MARK = re.compile(
    rf"(?:密\s*级\s*[:：]?\s*)?((?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*]?\s*(?:{_TERM})|\s*[★☆*])?)"
    r"(?:\s+(?:特急|加急|急件|份号.*|第\s*\d+\s*份|\d{6}))?"
)
_INTERNAL = re.compile(
    r"内部(资料|文件|材料|刊物|情况)?([\s★☆,，、:：]*((请)?(注意|妥善)(保密|保管|保存)|不得外传|严禁外传|请勿外传|不得公开|严禁转载))"
    r"|内部(资料|文件|材料|刊物|使用)|\(?(内部|工作秘密)\)?"
)


def of(lines: Lines) -> str | None:
    """Return the mark that stands alone on a line at the top, as written but for its gaps."""
    for line in (*lines.boxes[:4], *lines.margins[:4], *lines.body[:_TOP]):
        if len(line.plain) > 30 or line.role in ("row", "head"):
            continue
        text = narrow(line.text).strip("[]【】() ")
        mark = _MARK.fullmatch(text)
        if mark:
            return re.sub(r"\s+", "", mark[1])
        if _INTERNAL.fullmatch(text):
            return text
    return None
