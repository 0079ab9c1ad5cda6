"""Whether the samples beside each clause give the words they promise, and whether each condition and form has one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clauses.checks import finding
from drafting.agreement import Paragraph, words
from drafting.assembly import assemble
from drafting.draft import Draft, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clauses.checks import Looked
    from clauses.clause import Sample
    from clauses.finding import Finding
    from clauses.library import Library


def check(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on samples that do not give their words, and on languages without any."""
    for clause, samples in library.samples.items():
        wording = library.nearest_wording(clause, "en")
        folder = wording.place.rsplit("/", 1)[0] if wording else clause
        for sample in samples:
            looked["samples"] += 1
            if problem := _problem(library, clause, sample):
                yield finding("samples", f"{folder}/samples.yaml:{sample.line}", problem=problem)
        for language in library.languages(clause):
            if not any(sample.language == language for sample in samples):
                yield finding("samples", f"{folder}/samples.yaml:1", problem=f"no sample is in {language}")


def _problem(library: Library, clause: str, sample: Sample) -> str:
    if library.wording(clause, sample.language) is None:
        return f"the clause is not written in “{sample.language}”"
    if sample.position not in library.positions(clause):
        return f"the clause has no position “{sample.position}”"
    try:
        text = sample_text(library, clause, sample)
    except (ValueError, KeyError) as error:
        return f"the sample cannot be assembled: {str(error).splitlines()[0]}"
    if sample.says not in text:
        return f"“{sample.says}” is not what the clause says: “{text[:3000]}”"
    return ""


def sample_text(library: Library, clause: str, sample: Sample) -> str:
    """Return the words of a clause with a sample's values, the clauses it says are included standing at the numbers it gives."""
    numbers = {int(number): identity for identity, number in sample.included.items()}
    fillers = [numbers.get(place, f"own-{place}") for place in range(1, max([*numbers, 1]) + 1)]
    entries: list[Any] = [Selection(id=identity, **_filler(identity, sample.language)) for identity in fillers if identity != clause]
    values = {name: value for name, value in sample.values.items() if not _fact(library, clause, name)}
    entries.append(Selection(id=clause, position=sample.position, values=values))  # type: ignore[arg-type]  # pydantic checks them
    facts = {_fact(library, clause, name): value for name, value in sample.values.items()}
    draft = Draft.model_validate(
        {
            "id": "0" * 32,
            "dated": date(2027, 1, 1),
            "languages": (sample.language,),
            "level": sample.level,
            "jurisdiction": sample.jurisdiction,
            "scheme": sample.scheme,
            "clauses": tuple(entries),
            "term": {"from": facts.get("term.from"), "to": facts.get("term.to")},
        }
    )
    if isinstance(facts.get("language.authentic"), str) and facts["language.authentic"] != sample.language:
        draft = draft.changed(languages=(facts["language.authentic"], sample.language))
    article = next(article for article in assemble(draft, library, sample.language).articles if article.clause == clause)
    return " ".join(_words(paragraph) for paragraph in article.paragraphs).replace("\N{NO-BREAK SPACE}", " ")


def _words(paragraph: Paragraph) -> str:
    pieces = [words(paragraph.parts), *(words(item.parts) for item in paragraph.items), *(words(parts) for parts in paragraph.continued)]
    return " ".join(pieces)


def _filler(identity: str, language: str) -> dict[str, Any]:
    return {"title": {language: "–"}, "wording": {language: "–"}} if identity.startswith("own-") else {}


def _fact(library: Library, clause: str, name: str) -> str:
    blank = library.clauses[clause].blanks.get(name)
    return blank.fact if blank else ""
