"""The named forms a quantity or a reference may stand in, per language."""

from __future__ import annotations

FINNISH = (
    "nominative",
    "genitive",
    "partitive",
    "inessive",
    "elative",
    "illative",
    "adessive",
    "ablative",
    "allative",
    "essive",
    "translative",
)
QUANTITY: dict[str, tuple[str, ...]] = {"en": ("nominative", "possessive", "attributive"), "fi": FINNISH}
REFERENCE: dict[str, tuple[str, ...]] = {"en": ("nominative",), "fi": FINNISH}
NUMBER = "number"
CAPITAL = "capital"


def split(form: str) -> tuple[str, bool]:
    """Return the case of a form (nominative when none is named) and whether it begins a sentence: "inessive capital"."""
    words = form.split()
    cases = [word for word in words if word != CAPITAL]
    return (cases[0] if cases else "nominative"), CAPITAL in words


def known_quantity_form(language: str, form: str) -> bool:
    """Return whether a blank may be written in this form in this language."""
    return form in ("", NUMBER) or form in QUANTITY.get(language, ())


def known_reference_form(language: str, form: str) -> bool:
    """Return whether a reference may be written in this form in this language."""
    words = form.split()
    return all(word == CAPITAL or word in REFERENCE.get(language, ()) for word in words) and len(words) <= 2
