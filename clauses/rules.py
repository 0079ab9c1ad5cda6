"""The rules of the library: stable ids, how grave a breach is, and the message for a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clauses.finding import Severity


@dataclass(frozen=True)
class Rule:
    """A rule of the library: its stable id, how grave a breach is, and the message for a finding."""

    id: str
    severity: Severity
    message: str


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("tags", "fix", "“{tag}” is not in the vocabulary list {list}"),
        Rule("theme", "fix", "the folder is {folder}, but the catalogue puts this clause in {theme}"),
        Rule("markup", "fix", "{message}"),
        Rule("blanks", "fix", "the blank “{blank}” is {problem}"),
        Rule("defaults", "fix", "the blank “{blank}” {problem} in the position {position}"),
        Rule("limits", "fix", "the default {value} of “{blank}” in {position} is beyond the legal {limit} {bound}"),
        Rule("quantities", "fix", "the quantity “{quantity}” is owned by {owners}; keep one owner and refer to it"),
        Rule("forms", "fix", "“{form}” is not a form of {language}; see clauses/README.md"),
        Rule("slots", "fix", "the slots of {position} are {found}; clause.yaml and the other languages want {wanted}"),
        Rule("parity", "fix", "the slot {slot} in {position} uses {only} here but not in {other}"),
        Rule("words", "fix", "{problem}"),
        Rule("references", "fix", "{problem}"),
        Rule("titles", "fix", "the title “{title}” is also that of {other}"),
        Rule("statements", "fix", "a clause outside the skeleton answers at least one statement of the position paper"),
        Rule("companions", "fix", "{id} and {other} have to know of each other: name it in requires or related"),
        Rule("ladder", "consider", "“{blank}” is kept longer in {higher} ({more}) than in {lower} ({less})"),
        Rule("samples", "fix", "{problem}"),
        Rule("quotes", "fix", "the mark {mark} is not this language's; write {right}"),
        Rule("counted", "fix", "“{words}” types a number that the product counts; write ref, this or annex"),
        Rule("softeners", "consider", "“{words}” binds nobody; say who shall do what by when"),
        Rule("sentences", "information", "sentences of {position} have {average} words on average; at most {wanted} read well"),
        Rule("reading", "information", "the words of {position} are hard to read (LIX {index}); at most {wanted} read well"),
        Rule("twins", "consider", "{slot} says nearly the same as {other}; refer to it instead"),
        Rule("shared", "consider", "the words “{words}” stand in {number} entries; a reference would serve better"),
        Rule("unused", "information", "{list}: nothing uses {ids}"),
        Rule("due", "consider", "the legal basis {id} was to be checked again by {date}"),
    )
}
