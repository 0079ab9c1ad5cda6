"""How long what is typed may be. Nothing is ever cut: a longer text is refused at its field, and everything typed stays there."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.changes import LONGEST_TITLE
from web.language import format_number
from web.language import gettext as _

TITLE = LONGEST_TITLE
PERSON = 200
ENTRY = 200
NAME = 100
REASON = 300
WATERMARK = 40
NOTE = 10_000
WORDS = 100_000


@dataclass(frozen=True)
class NotTaken:
    """A field of a page of several small forms that was not taken: its id, what was typed, why not, and what was chosen beside it."""

    field: str = ""
    typed: str = ""
    problem: str = ""
    beside: str = ""

    def text(self, field: str, usual: str = "") -> str:
        """Return what stands in a field: what was typed where it was refused."""
        return self.typed if self.at(field) else usual

    def error(self, field: str) -> str:
        """Return what is wrong with a field."""
        return self.problem if self.at(field) else ""

    def at(self, field: str) -> bool:
        """Return whether this is the field that was refused."""
        return bool(self.field) and field == self.field

    @property
    def errors(self) -> dict[str, str]:
        """The field with what is wrong, for the summary of the page."""
        return {self.field: self.problem} if self.field else {}


NOTHING = NotTaken()


def too_long(text: str, longest: int) -> str:
    """Return why a text is too long, in the reader's language; "" for one that is not."""
    return _("Use at most %(number)s characters.", number=format_number(longest)) if len(text) > longest else ""
