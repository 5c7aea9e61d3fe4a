from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from publications import ROWS, word
from wenming_archive.catalogue import load
from wenming_archive.errors import InputError
from wenming_archive.pipeline import importing
from wenming_archive.published.draft import Question

#: No head says which column is the standard.
_UNSURE = [
    ("项目", "内容", "情况", "分值"),
    ("组织", "成立领导小组，定期研究工作", "由办公室牵头，各科室配合落实", "5"),
    ("思想", "开展理想信念教育，有学习记录", "由机关党委牵头，各支部配合落实", "5"),
]


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    path = tmp_path / "表.docx"
    path.write_bytes(word(_UNSURE))
    return path


def test_what_is_not_settled_is_asked_once(unsure: Path) -> None:
    asked: list[str] = []

    def ask(questions: Sequence[Question]) -> Mapping[str, str]:
        asked.extend(question.id for question in questions)
        return {"standard": "情况"}

    draft, settled = importing.draft(unsure, {}, ask)
    assert asked == ["standard"]
    assert settled == {"standard": "情况"}
    assert draft.leaves[0].standard == "由办公室牵头，各科室配合落实"


def test_without_anybody_the_default_is_taken(unsure: Path) -> None:
    draft, settled = importing.draft(unsure, {})
    assert settled == {}
    assert draft.leaves[0].standard == "成立领导小组，定期研究工作"


def test_answers_given_beforehand_are_repeatable(unsure: Path, tmp_path: Path) -> None:
    file = tmp_path / "答.yaml"
    file.write_text("standard: 情况　\nsplit: 是\n", "utf-8")
    given = importing.answers(file)
    assert given == {"standard": "情况", "split": "是"}
    draft, _ = importing.draft(unsure, given)
    assert draft.leaves[0].standard == "由办公室牵头，各科室配合落实"
    with pytest.raises(InputError, match="可选：项目、内容、情况"):
        importing.draft(unsure, {"standard": "别的"})


def test_a_file_of_answers_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "答.yaml"
    file.write_text("- 一\n- 二\n", "utf-8")
    with pytest.raises(InputError, match="问题: 回答"):
        importing.answers(file)


def test_a_catalogue_is_written_and_never_over_another(tmp_path: Path) -> None:
    source, target = tmp_path / "表.docx", tmp_path / "catalogue.yaml"
    source.write_bytes(word(ROWS))
    draft, _ = importing.draft(source, {})
    assert importing.save(draft, source, target) == 3
    assert [leaf.code for leaf in load.load(target).leaves] == ["Ⅱ-1", "Ⅱ-2", "Ⅱ-3"]
    with pytest.raises(InputError, match="--force"):
        importing.save(draft, source, target)
    assert importing.save(draft, source, target, force=True) == 3
    with pytest.raises(InputError, match="是文件夹"):
        importing.save(draft, source, tmp_path)
