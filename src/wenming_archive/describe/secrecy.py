"""The security mark (密级, GB/T 9704-2012, 7.2.2): what may not be handed in unchecked."""

from __future__ import annotations

import re

from wenming_archive.describe.lines import Lines
from wenming_archive.text import secret
from wenming_archive.text.normal import narrow

#: The mark stands above the red head, or under it in a letter.
_TOP = 8
_INTERNAL = re.compile(
    r"内部(资料|文件|材料|刊物|情况)?([\s★☆,，、:：]*((请)?(注意|妥善)(保密|保管|保存)|不得外传|严禁外传|请勿外传|不得公开|严禁转载))"
    r"|内部(资料|文件|材料|刊物|使用)|\(?(内部|工作秘密)\)?"
)


def of(lines: Lines) -> str | None:
    """Return the mark that stands alone on a line at the top, or anywhere with its star, but for its gaps."""
    for line in (*lines.boxes[:4], *lines.margins[:4], *lines.body[:_TOP]):
        if line.role in ("row", "head"):
            continue
        if mark := secret.alone(line.text):
            return mark
        text = narrow(line.text).strip("[]【】() ")
        if len(line.plain) <= 30 and _INTERNAL.fullmatch(text):
            return text
    rest = (*lines.boxes, *lines.margins, *lines.body)
    return next((mark for line in rest if (mark := secret.anywhere(line.text))), None)
