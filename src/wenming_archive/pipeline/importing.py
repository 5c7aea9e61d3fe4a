"""A published catalogue read, asked about where it matters, and written as a catalogue.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wenming_archive import disk
from wenming_archive.catalogue import load
from wenming_archive.errors import InputError
from wenming_archive.published import read, writing
from wenming_archive.published.draft import Draft, Question
from wenming_archive.yamlfile import tree

Ask = Callable[[Sequence[Question]], Mapping[str, str]]
#: One answer can bring up another question; beyond so many rounds the defaults are taken.
_ROUNDS = 4


def answers(path: Path | None) -> dict[str, str]:
    """Return the answers written in the file at ``path``: question id to answer.

    :raises InputError: if it is none.
    """
    if path is None:
        return {}
    said = tree.parse(tree.read_text(path), str(path)).data
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise InputError(f"{path} 里应是一行一个“问题: 回答”，如 split: 是")
    return {str(key): value.strip() for key, value in said.items()}


def draft(path: Path, given: Mapping[str, str], ask: Ask | None = None) -> tuple[Draft, dict[str, str]]:
    """Return the draft of the file at ``path``, and the answers it was made with.

    Without ``ask`` what is not ``given`` is decided as proposed.

    :raises InputError: if the file cannot be read, or an answer is none of those that a question offers.
    """
    settled = dict(given)
    found = read.read(path, settled)
    for _ in range(_ROUNDS if ask else 0):
        open_ = [question for question in found.questions if question.id not in settled]
        if not open_ or ask is None:
            break
        settled.update(ask(open_))
        found = read.read(path, settled)
    _check(found.questions, settled)
    return found, settled


def _check(questions: Sequence[Question], settled: Mapping[str, str]) -> None:
    for question in questions:
        said = settled.get(question.id, question.default)
        if said not in question.options:
            known = "、".join(question.options)
            raise InputError(f"{question.id} 的回答“{said}”不在可选的里面；可选：{known}")


def save(found: Draft, source: Path, target: Path, *, force: bool = False) -> int:
    """Write the draft of ``source`` as a catalogue, and return how many leaves that has.

    :raises InputError: if there is a file already, or the system refuses.
    """
    if target.is_dir():
        raise InputError(f"{target} 是文件夹；请写文件名，如 {target / 'catalogue.yaml'}")
    if target.exists() and not force:
        raise InputError(f"{target} 已经有了；换一个文件名，或加 --force 覆盖它")
    text = writing.text(found, source.name)
    leaves = len(load.parse(text, str(target)).leaves)
    disk.write(target, text.encode("utf-8"))
    return leaves
