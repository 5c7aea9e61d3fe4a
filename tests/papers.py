"""Documents as readers hand them on, from their lines."""

from __future__ import annotations

from wenming_archive.content import Block, Extracted
from wenming_archive.describe import lines
from wenming_archive.describe.lines import Lines

#: What a line begins with to stand elsewhere than in the text.
_ROLES = {
    "# ": "title",
    "## ": "heading",
    "[框]": "box",
    "[页眉]": "header",
    "[页脚]": "footer",
    "[表]": "sheet",
}
#: Text enough that a document is no mere heading.
BODY = (
    "为深入推进文明单位创建工作，根据上级要求，结合我局实际，现将有关事项明确如下，请认真抓好落实。",
    "一、提高认识",
    "各科室要高度重视创建工作，落实责任，确保各项任务按时完成，并及时报送工作进展情况。",
)


def block(line: str) -> Block:
    """Return a line as a block: ``# `` a title, ``[框]`` a text box, ``|`` a row, ``||`` its head, ``^`` centred."""
    for mark, role in _ROLES.items():
        if line.startswith(mark):
            return Block(role, line.removeprefix(mark))
    if line.startswith("|"):
        role = "head" if line.startswith("||") else "row"
        return Block(role, "\t".join(cell.strip() for cell in line.strip("|").split("|")))
    centred = line.startswith("^")
    return Block("text", line.removeprefix("^"), 22.0 if centred else 16.0, centred)


def paper(*written: str, fmt: str = "docx") -> Extracted:
    """Return a document of ``written`` lines."""
    return Extracted(fmt, tuple(block(line) for line in written), 1, True)


def lined(*written: str) -> Lines:
    """Return the lines of such a document as ``describe`` sees them."""
    return lines.of(paper(*written))
