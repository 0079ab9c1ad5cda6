"""The words around the clauses, in the agreement's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Furniture
from locales import translations

if TYPE_CHECKING:
    from collections.abc import Callable


def words(language: str) -> Callable[[str], str]:
    """Return the agreement domain's gettext function for a language."""
    return translations("agreement", language).gettext


def furniture(language: str, header: str) -> Furniture:
    """Return the furniture of an agreement in a language; ``header`` is the finished header line."""
    _ = words(language)
    return Furniture(
        contents=_("Contents"),
        between=_("between"),
        and_=_("and"),
        page=_("Page {page} of {pages}"),
        status=_("Draft, not agreed"),
        place_and_date=_("Place and date"),
        signature=_("Signature"),
        name_in_capitals=_("Name in capitals"),
        definitions_none=_("No term of this agreement needs a definition."),
        annex_list_none=_("This agreement has no annexes."),
        to_be_filled=_("to be filled in"),
        licence=_("The model texts come from Sopu and are in the public domain (CC0 1.0)."),
        draft_notice=_("This is a draft for negotiation and not legal advice. No lawyer has confirmed the texts unless the parties say so."),
        answer=_("Answer"),
        header=header,
    )


def side(language: str, name: str) -> str:
    """Return what a side is called where no name stands: the employers' or the workers' party."""
    _ = words(language)
    return {"employer": _("employer party"), "union": _("union party")}[name]
