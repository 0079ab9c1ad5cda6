"""Every clause in every language and position: its words parse, its samples hold, and Word gives back what was written."""

from __future__ import annotations

import re

import pytest
from drafts_built import draft
from opened_word import Opened, W, value, words

from clauses import markup, reader
from drafting import agreement as trees
from drafting import samples
from drafting.assembly import assemble
from drafting.draft import Selection
from drafting.word.render import render

LIBRARY = reader.survey()[0]
CASES = [
    (clause.id, language, position) for clause in LIBRARY.ordered() for language in LIBRARY.languages(clause.id) for position in LIBRARY.positions(clause.id)
]
MARKUP = re.compile(r"\{\{|\}\}|\{%|%\}|\]\(term:|TODO|  | [,.;:]|\(\)|\.\.")


def test_all_entries_of_the_catalogue_are_written_in_english_and_finnish():
    assert {entry: LIBRARY.languages(entry) for entry in LIBRARY.vocabulary.catalogue} == {entry: ["en", "fi"] for entry in LIBRARY.vocabulary.catalogue}


def test_a_clause_has_one_title_in_its_texts_and_in_the_catalogue():
    written = {(entry, language): LIBRARY.title(entry, language) for entry in LIBRARY.vocabulary.catalogue for language in LIBRARY.languages(entry)}
    assert {key: LIBRARY.vocabulary.catalogue[key[0]].title[key[1]] for key in written} == written


@pytest.mark.parametrize(("clause", "language", "position"), CASES)
def test_a_text_parses_keeps_its_samples_and_comes_back_from_word(clause, language, position):
    for slot in LIBRARY.clauses[clause].slots:
        source = LIBRARY.wording(clause, language).source(position, slot)
        assert source is None or markup.parse(source)
    for sample in LIBRARY.samples[clause]:
        if (sample.language, sample.position) == (language, position):
            assert sample.says in samples.sample_text(LIBRARY, clause, sample)

    tree = assemble(draft(Selection(id=clause, position=position), languages=(language,)), LIBRARY, language)
    (article,) = tree.articles
    written = list(written_words(article))

    assert written
    assert [text for text in written if MARKUP.search(text)] == []
    placed = {tree.furniture.definitions_none, tree.furniture.annex_list_none}  # what the product puts where there is nothing to list
    assert [text for text in read_back(render(tree), article.title) if text not in placed] == written


def written_words(article):
    """Yield the words of each paragraph of an article as they should stand in Word, without the numbers that Word counts."""
    for paragraph in article.paragraphs:
        yield (f"{paragraph.lead_in}. " if paragraph.lead_in else "") + trees.words(paragraph.parts)
        for parts in (*(item.parts for item in paragraph.items), *paragraph.continued):
            yield trees.words(parts)


def read_back(docx, title):
    """Return the words of the paragraphs of the one article in a Word file, in order."""
    opened = Opened(docx)
    texts, inside = [], False
    for paragraph in opened.body.iter(f"{W}p"):
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        if style.startswith("Heading"):
            inside = words(paragraph) == title
        elif inside and style in {"ClauseParagraph", "ClauseItem", "ClauseContinued"}:
            texts.append(words(paragraph))
    return texts
