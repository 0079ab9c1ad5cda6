"""Parts -> provisions: how a slot's text falls into a paragraph and items, and back into text a person can edit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses import forms, markup
from clauses.markup import AnnexUse, BlankUse, Facts, MarkupError, Provision, ReferenceUse, TermUse, Text, ThisUse, Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_LINE = re.compile(r"(\n+)")
_EXPRESSION = re.compile(r"(\{\{[^{}\n]{1,200}\}\})")


def provisions(source: str, facts: Facts) -> tuple[Provision, ...]:
    """Return the provisions of a clause text once its conditions are decided; raises MarkupError."""
    return arrange(markup.resolve(markup.parse(source), facts))


def arrange(parts: Iterable[Use]) -> tuple[Provision, ...]:
    """Return parts as paragraphs and items: a line that begins with “- ” is an item, an empty line ends a paragraph."""
    return _arranged(tuple(parts))


@lru_cache(maxsize=8192)  # a page arranges the same paragraphs of a draft again and again
def _arranged(parts: tuple[Use, ...]) -> tuple[Provision, ...]:
    lines: list[list[Use]] = [[]]
    for part in parts:
        if not isinstance(part, Text):
            lines[-1].append(part)
            continue
        for piece in _LINE.split(part.text):
            if piece.startswith("\n"):
                lines.extend([] for _ in range(min(len(piece), 2)))
            elif piece:
                lines[-1].append(Text(piece))
    result: list[Provision] = []
    joined = False
    for line in lines:
        tidy = _tidy(line)
        if not tidy:
            joined = False
            continue
        first = tidy[0]
        if isinstance(first, Text) and first.text.startswith("- "):
            result.append(Provision("item", _tidy([Text(first.text[2:]), *tidy[1:]])))
        elif joined:
            result[-1] = Provision(result[-1].kind, _tidy([*result[-1].parts, Text(" "), *tidy]))
        else:
            result.append(Provision("paragraph", tidy))
        joined = True
    return tuple(result)


def _tidy(parts: Iterable[Use]) -> tuple[Use, ...]:
    """Join neighbouring words, fold runs of blanks and trim both ends."""
    result: list[Use] = []
    for part in parts:
        if isinstance(part, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + part.text)
        else:
            result.append(part)
    result = [Text(re.sub(r"[ \t\r]+", " ", part.text)) if isinstance(part, Text) else part for part in result]
    if result and isinstance(result[0], Text):
        result[0] = Text(result[0].text.lstrip())
    if result and isinstance(result[-1], Text):
        result[-1] = Text(result[-1].text.rstrip())
    return tuple(part for part in result if not isinstance(part, Text) or part.text)


def lenient(source: str, blanks: Collection[str], clauses: Collection[str], terms: Collection[str], annexes: Collection[str]) -> tuple[Provision, ...]:
    """Return the provisions of own words: declared blanks, references and terms become parts, anything else is literal text."""
    known = {"blanks": blanks, "clauses": clauses, "terms": terms, "annexes": annexes}
    return arrange(_lenient_parts(source, known))


def _lenient_parts(source: str, known: dict[str, Collection[str]]) -> Iterator[Use]:
    for piece in _EXPRESSION.split(source):
        if _EXPRESSION.fullmatch(piece):
            yield _lenient_expression(piece, known)
            continue
        for part in markup.split_terms(piece):
            if isinstance(part, TermUse) and part.term not in known["terms"]:
                yield Text(f"[{part.text}](term:{part.term})")
            else:
                yield part


def _lenient_expression(piece: str, known: dict[str, Collection[str]]) -> Use:
    try:
        (part,) = markup.parse(piece)
    except (MarkupError, ValueError):
        return Text(piece)
    # own words may be carried from one language to another, so a form of any language will do; one of none would print no words
    match part:
        case BlankUse(blank, form):
            understood = blank in known["blanks"] and any(forms.known_quantity_form(language, form) for language in forms.QUANTITY)
        case ReferenceUse(clause, _, form):
            understood = clause in known["clauses"] and forms.known_reference_form("fi", form)
        case AnnexUse(annex, form):
            understood = annex in known["annexes"] and forms.known_reference_form("fi", form)
        case ThisUse(form):
            understood = forms.known_reference_form("fi", form)
        case _:
            understood = False
    return part if understood else Text(piece)  # type: ignore[return-value]  # a condition is understood by no case


def source_of(provision: Provision) -> str:
    """Return a provision as clause markup, the way a person would type it."""
    words = "".join(_source(part) for part in provision.parts)
    return f"- {words}" if provision.kind == "item" else words


def _source(part: Use) -> str:
    match part:
        case TermUse(text, term):
            return f"[{text}](term:{term})"
        case BlankUse(blank, form):
            return f"{{{{ {blank} | {form} }}}}" if form else f"{{{{ {blank} }}}}"
        case ReferenceUse(clause, slot, form):
            target = f"{clause}#{slot}" if slot else clause
            return f'{{{{ ref("{target}", "{form}") }}}}' if form else f'{{{{ ref("{target}") }}}}'
        case ThisUse(form):
            return f'{{{{ this("{form}") }}}}' if form else "{{ this() }}"
        case AnnexUse(annex, form):
            return f'{{{{ annex("{annex}", "{form}") }}}}' if form else f'{{{{ annex("{annex}") }}}}'
        case Text(text):
            return text
