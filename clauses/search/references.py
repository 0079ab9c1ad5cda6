"""Legal references in a normal form: “art. 88 GDPR”, “GDPR 88” and “tietosuoja-asetuksen 88 artikla” are one key."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clauses.search.analysis import VOCABULARY, fold

_CASE = re.compile("\\bc\\s?[-\u2010-\u2015 ]\\s?(\\d{1,4})/(\\d{2})\\b")
_NUMBER = re.compile(r"\b(\d{2,5})[/:](\d{1,5})\b")
_CODE = re.compile(r"\b[lrd]\.? ?(\d{3,4}-\d{1,3})\b")
_CONVENTION = re.compile(r"\b(?:ilo[^\d]{0,25})?\bc ?(\d{2,3})\b(?!\s?[-/]\d)")
_RUN = r"\d{1,3}(?:\(\d+\))?(?:\([a-z]\))*(?: ?[a-z]\b)?"
_LIST = rf"{_RUN}(?:(?:\s?[–-]\s?|, | ja | and | sekä | och | und | et ){_RUN})*"
_ARTICLE = re.compile(rf"\b(?:articles?|artikla|artiklan|artikel|artikeln|artículo|arts?)\b\.? ?({_LIST})|\b({_LIST})\.? ?(?:artikl\w*|artikel\w*|art\b)")
_SECTION = re.compile(rf"§§? ?({_LIST})|\b({_LIST}) ?§|\b(?:section|pykälä|paragraf|paragraph) ({_LIST})|\b({_LIST})\.? pykäl\w*")
_PLAIN = re.compile(r"\b\d{1,3}\b")
_STEP = re.compile(r"(\d+)\s?[–-]\s?(\d+)|(\d+)")


class Reference(NamedTuple):
    """The keys a text refers by, the exact ones first, and the stretches of the text they were read from."""

    exact: tuple[str, ...]
    loose: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


NOWHERE = Reference((), (), ())


@lru_cache(maxsize=1)
def _names() -> list[tuple[re.Pattern[str], str]]:
    """Return the names of acts in the shipped table, each with the key of its act."""
    result = []
    for line in (VOCABULARY / "legal-names.txt").read_text("utf-8").splitlines():
        key, colon, names = line.partition("=")
        if colon and not line.startswith("#"):
            alternatives = "|".join(re.escape(fold(name.strip().lower())) for name in names.split(","))
            result.append((re.compile(rf"\b(?:{alternatives})\w{{0,4}}\b"), key.strip()))
    return result


def references(text: str, bare: bool = False) -> Reference:
    """Return the legal references of a text: acts by number, cases, articles and sections, alone and together with their act.

    ``bare`` takes a number beside an act as an article, as in “GDPR 88”: people type it, no source of law is cited so.
    """
    lowered = level(text)
    acts: list[str] = []
    spans: list[tuple[int, int]] = []

    def take(match: re.Match[str], key: str) -> str:
        acts.append(key)
        spans.append(match.span())
        return " " * len(match[0])

    lowered = _CASE.sub(lambda match: take(match, f"c-{int(match[1])}/{match[2]}"), lowered)
    lowered = _CODE.sub(lambda match: take(match, f"l.{match[1]}"), lowered)
    lowered = _NUMBER.sub(lambda match: take(match, _act(match[1], match[2])), lowered)
    lowered = _CONVENTION.sub(lambda match: take(match, f"ilo-c{match[1]}"), lowered)
    for pattern, key in _names():
        lowered = pattern.sub(lambda match, key=key: take(match, key), lowered)  # type: ignore[misc]  # the default binds the loop's key
    parts = _numbered(lowered, spans)
    if bare and acts and not parts:
        parts = [f"art-{match[0]}" for match in _PLAIN.finditer(lowered) if not spans.append(match.span())]  # type: ignore[func-returns-value]
    acts = list(dict.fromkeys(acts))
    if not acts:
        return Reference(tuple(parts), (), tuple(spans))
    exact = tuple(f"{act}#{part.partition('-')[2]}" for act in acts for part in parts)
    return Reference(exact, tuple(acts), tuple(spans)) if exact else Reference(tuple(acts), (), tuple(spans))


def keys(text: str) -> set[str]:
    """Return every key a source of law is found by: its acts, its articles with their act, and the same articles and sections by number alone."""
    found = references(text)
    kind = "sec" if "§" in text else "art"
    return {*found.exact, *found.loose, *(f"{kind}-{key.partition('#')[2]}" for key in found.exact if "#" in key)}


def level(text: str) -> str:
    """Return a text in small letters, letter for letter where that is possible, so that places stay the same."""
    return "".join(low if len(low := letter.lower()) == 1 and len(low := fold(low) if letter not in "§" else low) == 1 else letter for letter in text)


def _numbered(text: str, spans: list[tuple[int, int]]) -> list[str]:
    result: list[str] = []
    for kind, pattern in (("art", _ARTICLE), ("sec", _SECTION)):
        for match in pattern.finditer(text):
            spans.append(match.span())
            listed = next(group for group in match.groups() if group)
            result += [f"{kind}-{number}" for number in _expanded(re.sub(r"\([^)]*\)", "", listed))]
    return list(dict.fromkeys(result))


def _expanded(listed: str) -> list[int]:
    """Return the numbers of a list such as “4–6, 9 and 11”."""
    result: list[int] = []
    for match in _STEP.finditer(listed):
        if match[3]:
            result.append(int(match[3]))
        elif int(match[1]) <= int(match[2]) < int(match[1]) + 60:
            result += range(int(match[1]), int(match[2]) + 1)
    return result


def _act(first: str, second: str) -> str:
    """Return the number of an act with its year first: 679/2016 is 2016/679, 90/270 is 1990/270, and Finnish 759/2004 is 2004/759."""
    numbers = [int(first), int(second)]
    if not 1900 < numbers[0] < 2100 and 1900 < numbers[1] < 2100:
        numbers.reverse()
    elif 60 <= numbers[0] < 100 and not 1900 < numbers[1] < 2100:
        numbers[0] += 1900
    return f"{numbers[0]}/{numbers[1]}"
