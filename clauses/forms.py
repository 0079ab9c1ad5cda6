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
# Finnish nouns that stand in a case before a number or a title, and the words around them
NOUNS: dict[str, dict[str, str]] = {
    noun: dict(zip(FINNISH, words.split(), strict=True))
    for noun, words in {
        "kohta": "kohta kohdan kohtaa kohdassa kohdasta kohtaan kohdalla kohdalta kohdalle kohtana kohdaksi",
        "artikla": "artikla artiklan artiklaa artiklassa artiklasta artiklaan artiklalla artiklalta artiklalle artiklana artiklaksi",
        "momentti": "momentti momentin momenttia momentissa momentista momenttiin momentilla momentilta momentille momenttina momentiksi",
        "pykälä": "pykälä pykälän pykälää pykälässä pykälästä pykälään pykälällä pykälältä pykälälle pykälänä pykäläksi",
        "määräys": "määräys määräyksen määräystä määräyksessä määräyksestä määräykseen määräyksellä määräykseltä määräykselle määräyksenä määräykseksi",
        "liite": "liite liitteen liitettä liitteessä liitteestä liitteeseen liitteellä liitteeltä liitteelle liitteenä liitteeksi",
        "johdanto": "johdanto johdannon johdantoa johdannossa johdannosta johdantoon johdannolla johdannolta johdannolle johdantona johdannoksi",
        "tämä": "tämä tämän tätä tässä tästä tähän tällä tältä tälle tänä täksi",
        "§": "§ §:n §:ää §:ssä §:stä §:ään §:llä §:ltä §:lle §:nä §:ksi",
    }.items()
}
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
