"""Library -> what is indexed: one document per clause and language, its keys by field with weights, and the card a hit is shown from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clauses import naming
from clauses.markup import AnnexUse, BlankUse, Facts, MarkupError, ReferenceUse, TermUse, Text, ThisUse
from clauses.provisions import provisions
from clauses.search import references
from clauses.search.analysis import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from clauses.clause import Clause, FrontMatter, Wording
    from clauses.library import Library
    from clauses.markup import Use
    from clauses.search.concepts import Reading

    Naming = Callable[[str, str, str], str]

# How much a word counts by where it stands. Set on the tuning half of the judged questions.
WEIGHTS = {"title": 8.0, "alias": 5.0, "summary": 3.0, "plain": 1.0, "text": 1.0, "label": 1.0, "asks": 0.7, "statement": 0.4, "law": 0.2, "notes": 0.3}
HYPHENED = 0.7
OPENING = ("skl-preamble", "skl-parties", "skl-scope", "skl-definitions", "skl-hierarchy")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“„»«(\[]?[^\W\d_])(?![a-zåäöéèüß])")
Fields = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Document:
    """One clause in one language: pieces of text by where they stand, and the sentences an excerpt may show."""

    clause: str
    title: str
    summary: str
    pieces: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    beside: tuple[str, ...]
    law: tuple[str, ...]

    def card(self) -> dict[str, Any]:
        """Return what a hit is shown from; ``beside`` are words that are searched and shown only when nothing else matches."""
        names = [piece for zone, piece in self.pieces if zone == "alias"]
        return {"title": self.title, "summary": self.summary, "names": names, "sentences": self.sentences, "beside": self.beside}


def in_order(library: Library) -> list[Clause]:
    """Return the written clauses in the order they have in an agreement: the opening provisions, the themes, the closing provisions."""
    clauses = list(library.ordered())
    return [library.clauses[clause] for clause in OPENING if clause in library.clauses] + [clause for clause in clauses if clause.id not in OPENING]


def facets(library: Library, clause: Clause) -> dict[str, tuple[str, ...]]:
    """Return the values of a clause per facet."""
    return {
        "theme": (library.theme(clause.id),),
        "function": clause.functions,
        "technology": clause.technologies,
        "legal_basis": clause.legal_bases,
        "position": tuple(library.positions(clause.id)),
        "sector": clause.sectors,
        "level": clause.levels,
        "status": (clause.status,),
    }


def without_text(library: Library, clause: Clause, language: str) -> Document | None:
    """Return a clause as a document in a language it is not written in: the words it is begun with, else its title alone, or None without one."""
    if begun := library.begun.get((clause.id, language)):
        return _document(clause, begun.words, _beside_text(begun.words), (*begun.words.plain.values(),), (*begun.words.asks, *begun.words.gives.values()), ())
    title = library.title(clause.id, language)
    return Document(clause.id, clean(title), "", (("title", clean(title)),), (), (), ()) if title.language == language else None


def document(library: Library, clause: Clause, wording: Wording) -> Document:
    """Return a clause in a language as a document."""
    language, front = wording.language, wording.words
    sources = [slot.source for slots in wording.positions.values() for slot in slots.values()]
    text, read = (_all_sentences(library, wording, sources, named) for named in (naming.clause, None))
    remarks = [note.source for note in wording.notes.values()]
    notes, noted = (_all_sentences(library, wording, remarks, named) for named in (naming.noted, None))
    vocabulary = library.vocabulary
    bases = [vocabulary.legal_bases[identity] for identity in clause.legal_bases if identity in vocabulary.legal_bases]
    answered = [_in(vocabulary.statements[identity].text, language) for identity in clause.statements if identity in vocabulary.statements]
    theme = vocabulary.themes.get(library.theme(clause.id))
    labels = [_in(vocabulary.technologies[identity].label, language) for identity in clause.technologies if identity in vocabulary.technologies]
    labels += [_in(theme.label, language)] if theme else []
    pieces = _beside_text(front) + [("text", sentence) for sentence in read] + [("label", label) for label in labels]
    pieces += [("statement", statement) for statement in answered]
    pieces += [("law", f"{_in(basis.provision, language)}. {_in(basis.requires, language)}") for basis in bases]
    pieces += [("notes", sentence) for sentence in noted]
    shown = [*front.plain.values(), *text]
    beside = [*front.asks, *front.gives.values(), *notes, *(_in(basis.provision, language) for basis in bases), *answered]
    law = [provision for basis in bases for provision in basis.provision.values()]
    return _document(clause, front, pieces, shown, beside, (*law, *clause.legal_bases))


def _beside_text(front: FrontMatter) -> list[tuple[str, str]]:
    """Return the words beside a clause's text by where they stand."""
    labels = [*front.slots.values(), *(blank.label for blank in front.blanks.values()), *front.duties.values()]
    pieces = [("title", front.title), *(("alias", alias) for alias in front.also_known_as), ("summary", front.summary)]
    pieces += [("plain", plain) for plain in front.plain.values()] + [("label", label) for label in labels]
    return pieces + [("asks", ask) for ask in front.asks] + [("notes", cost) for cost in front.gives.values()]


def _document(
    clause: Clause, front: FrontMatter, pieces: Iterable[tuple[str, str]], shown: Iterable[str], beside: Iterable[str], law: tuple[str, ...]
) -> Document:
    return Document(
        clause.id,
        clean(front.title),
        clean(front.summary),
        tuple((zone, clean(piece)) for zone, piece in pieces),
        tuple(clean(sentence) for sentence in dict.fromkeys(shown)),
        tuple(clean(sentence) for sentence in dict.fromkeys(beside)),
        law,
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")


def _all_sentences(library: Library, wording: Wording, sources: Iterable[str], named: Naming | None) -> list[str]:
    return list(dict.fromkeys(sentence for source in sources for sentence in _sentences(library, wording, source, named)))


def _sentences(library: Library, wording: Wording, source: str, named: Naming | None) -> Iterator[str]:
    """Yield the sentences of a clause text: every clause counts as included, blanks stand by label.

    ``named`` names other clauses as a person reads them; without it, as words are counted, every reference is the title it stands for.
    """
    try:
        parts = provisions(source, Facts(included=frozenset(library.clauses)))
    except MarkupError:
        return  # the library's own checks tell its author
    paragraph = ""
    for provision in parts:
        text = "".join(_words(library, wording, part, named) for part in provision.parts)
        if provision.kind == "item" or not paragraph:
            paragraph = f"{paragraph} {text}".strip()
        else:
            yield from _SENTENCE.split(paragraph)
            paragraph = text
    if paragraph:
        yield from _SENTENCE.split(paragraph)


def _words(library: Library, wording: Wording, part: Use, named: Naming | None) -> str:
    language = wording.language
    match part:
        case Text(text) | TermUse(text):
            return text.replace("\n", " ")
        case BlankUse(name):
            labelled = library.blank_words(wording.clause, name, language)
            return f"[{labelled.label if labelled else name}]"
        case ReferenceUse(clause, _, form):
            title = library.title(clause, language)
            return named(title, language, form) if named else title
        case AnnexUse(annex, form):
            known = library.vocabulary.annexes.get(annex)
            words = known.words.get(language) if known else None
            heading = words.title if words else annex
            return naming.annex(heading, language, form) if named else heading
        case ThisUse(form):
            return naming.this(language, form) if named else wording.title


def fields(document: Document, read: Callable[..., Reading], stop_words: frozenset[str]) -> Fields:
    """Return the keys of a document by field, each with its weight."""
    result: Fields = {name: defaultdict(float) for name in ("stem", "part", "fold", "concept", "law")}
    for zone, piece in document.pieces:
        weight = WEIGHTS[zone]
        reading = read(piece, zone in ("title", "alias", "summary"))
        for word, key in zip(reading.words, reading.keys, strict=True):
            if word.text in stop_words:
                continue
            result["stem"][key.stem] += weight
            if "-" in word.text:  # what is written with a hyphen is often asked for without
                for part in key.parts:
                    result["stem"][part] += weight * HYPHENED
            if key.folded != key.stem:
                result["fold"][key.folded] += weight
            for part in key.parts:
                result["part"][part] += weight
        for concept, sure in _strongest((seen.start, seen.concept, seen.weight) for seen in reading.seen):
            result["concept"][concept] += weight * sure
    for text in document.law:
        result["law"].update(dict.fromkeys(references.keys(text), 1.0))
    return {name: values for name, values in result.items() if values}


def _strongest(seen: Iterable[tuple[int, str, float]]) -> Iterator[tuple[str, float]]:
    """Yield each concept once per place, with its surest sighting."""
    best: dict[tuple[int, str], float] = {}
    for place, concept, weight in seen:
        best[place, concept] = max(weight, best.get((place, concept), 0.0))
    for (_, concept), weight in best.items():
        yield concept, weight
