"""Library -> the files of an index: one Whoosh index per language and the facts all of them share."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from clauses.search import engine, storage
from clauses.search.analysis import Analyzer, plain, words
from clauses.search.concepts import Phrases, phrases, reader
from clauses.search.documents import document, facets, fields, in_order, without_text
from clauses.search.excerpts import places_by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from clauses.clause import Clause
    from clauses.library import Library
    from clauses.search.documents import Document


def build(library: Library, folder: Path, progress: Callable[[str], None]) -> None:
    """Write the index of a library into an empty folder."""
    clauses = in_order(library)
    numbers = {clause.id: number for number, clause in enumerate(clauses)}
    facts: list[dict[str, Any]] = [
        {
            "id": clause.id,
            "theme": library.theme(clause.id),
            "facets": facets(library, clause),
            "statements": clause.statements,
            "related": [*clause.related, *clause.requires],
            "languages": {},
            "titles": [],
            "written": library.languages(clause.id),
            "begun": library.begun_languages(clause.id),
        }
        for clause in clauses
    ]
    lists = library.vocabulary
    known = {language for concept in lists.concepts.values() for language in concept.words} | {language for _, language in (*library.wordings, *library.begun)}
    known |= {language for entry in lists.catalogue.values() for language in entry.title}
    languages: dict[str, Any] = {}
    completions: dict[str, Any] = {}
    for language in sorted(known):
        documents = [found for clause in clauses if (found := _document(library, clause, language))]
        for place, entry in enumerate(documents):
            facts[numbers[entry.clause]]["languages"][language] = place
            facts[numbers[entry.clause]]["titles"].append(plain(entry.title))
        texts = [entry for entry in documents if library.wording(entry.clause, language)]
        worded = [entry for entry in documents if entry.summary]
        languages[language] = _language(library, language, documents, worded, folder)
        for name, held in (("owners", documents), ("worded", worded), ("texts", texts)):
            languages[language][name] = [numbers[entry.clause] for entry in held]
        completions[language] = _completions(library, language, documents)
        if documents:
            progress(f"{language}: {len(texts)} clauses" if texts else f"{language}: {len(documents)} titles, {len(worded)} with summaries")
    shared = {"clauses": facts, "languages": languages, "completions": completions}
    (folder / storage.FACTS).write_text(json.dumps(shared, ensure_ascii=False), "utf-8")


def _document(library: Library, clause: Clause, language: str) -> Document | None:
    wording = library.wording(clause.id, language)
    return document(library, clause, wording) if wording else without_text(library, clause, language)


def _language(library: Library, language: str, documents: list[Document], worded: list[Document], folder: Path) -> dict[str, Any]:
    """Write a language's index, if it has documents; return its lexicon, its phrases, and how long and of how many words documents are.

    The lexicon is that of ``worded``, the documents with more than a title.
    """
    entries = [(concept.id, phrase) for concept in library.vocabulary.concepts.values() for phrase in concept.words.get(language, ())]
    lexicon: Counter[str] = Counter()
    for entry in worded:  # a few titles would have compounds taken apart that are only misspelt
        lexicon.update({word.text for zone, piece in entry.pieces if zone != "law" for word in words(piece)})
    for _, phrase in entries:
        lexicon.update({word.text: 0 for word in words(phrase)})
    analyzer = Analyzer(language, lexicon)
    listed = phrases(analyzer, entries)
    lengths, counted = [], []
    if documents:
        read = reader(analyzer, Phrases(listed))
        keyed = [fields(entry, read, analyzer.stop_words) for entry in documents]
        lengths, counted = [sum(keys["stem"].values()) for keys in keyed], [len(keys["stem"]) for keys in keyed]
        target = folder / language
        target.mkdir()
        cards = (entry.card() | {"keys": places_by_key((*entry.sentences, *entry.beside), read, analyzer.stop_words)} for entry in documents)
        engine.write(target, zip(keyed, cards, strict=True))
    listing = [(phrase.concept, phrase.stems, sorted(phrase.content)) for phrase in listed]
    return {"lexicon": lexicon, "phrases": listing, "lengths": lengths, "words": counted}


def _completions(library: Library, language: str, documents: list[Document]) -> list[tuple[str, str]]:
    """Return what is offered while someone types, titles first: each as it is compared and as it is shown."""
    offered = [entry.title for entry in documents]
    offered += [_label(theme.label, language) for theme in library.vocabulary.themes.values()]
    offered += [piece for entry in documents for zone, piece in entry.pieces if zone == "alias"]
    offered += [term.words[language].word for term in library.vocabulary.terms.values() if language in term.words]
    offered += [phrase for concept in library.vocabulary.concepts.values() for phrase in concept.words.get(language, ())]
    result: dict[str, str] = {}
    for text in offered:
        compared = plain(text)
        if compared:
            result.setdefault(compared, text)
    return list(result.items())


def _label(label: Mapping[str, str], language: str) -> str:
    return label.get(language, "")
