"""What the page of all blanks shows: every question of a draft by clause, and how far one has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting import checks
from drafting.plan import title_of
from web import language
from web import questions as asked
from web.present.drafts import Bar, bar
from web.present.questions import Question, problems, questions
from web.present.workspace import open_count

if TYPE_CHECKING:
    from drafting.draft import Draft
    from web.questions import Answers
    from web.services import Services


@dataclass(frozen=True)
class Group:
    """The questions of one clause."""

    clause: str
    title: str
    questions: tuple[Question, ...]
    open: int


@dataclass(frozen=True)
class Blanks:
    """The page of all blanks."""

    bar: Bar
    groups: tuple[Group, ...]
    total: int
    decided: int
    suggested: int
    open: int
    errors: dict[str, str]


def is_open(question: Question) -> bool:
    """Return whether a question has no answer yet."""
    return question.open or not question.value


def blanks(draft: Draft, wired: Services, answers: Answers | None = None) -> Blanks:
    """Return the page of a draft's blanks; with answers, what was typed stands in the fields."""
    library, standing = wired.library, asked.used(draft, wired.library)
    groups = []
    for clause in standing:
        found = questions(draft, library, clause, answers, standing)
        if found:
            groups.append(Group(clause, title_of(draft, library, clause, language.current()), found, sum(map(is_open, found))))
    every = [question for group in groups for question in group.questions]
    unanswered = sum(map(is_open, every))
    suggested = sum(question.suggested for question in every)
    return Blanks(
        bar=bar(draft, wired, open_count(checks.check(draft, library))),
        groups=tuple(groups),
        total=len(every),
        decided=len(every) - unanswered - suggested,
        suggested=suggested,
        open=unanswered,
        errors=problems(every),
    )
