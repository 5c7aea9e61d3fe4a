"""Questions that come up while a file is read: each has a default, and may be answered beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wenming_archive.published.draft import Question

YES, NO = "是", "否"


@dataclass
class Asking:
    """The answers given beforehand, and the questions that came up."""

    answers: Mapping[str, str]
    questions: list[Question] = field(default_factory=list)

    def ask(self, name: str, text: str, options: Sequence[str], default: str) -> str:
        """Note a question, and return its answer: the one given, if it is one, else the default."""
        if all(question.id != name for question in self.questions):
            self.questions.append(Question(name, text, tuple(options), default))
        given = self.answers.get(name, "")
        return given if given in options else default

    def sure(self, name: str, text: str, *, default: bool) -> bool:
        """Ask what is answered with yes or no."""
        return self.ask(name, text, (YES, NO), YES if default else NO) == YES

    @property
    def split(self) -> bool:
        """Whether the sentences of one cell become leaves."""
        return self.answers.get("split", "") in (YES, "yes", "true")
