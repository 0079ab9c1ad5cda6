"""The words around the clauses: none of them may reach a document untranslated."""

import pytest
from babel.messages.pofile import read_po
from drafts_built import draft

from drafting import furniture, starting
from drafting.assembly import assemble
from drafting.sheet import clause_sheet
from locales import LANGUAGES, gather


class Listener:
    """A catalogue that remembers what it was asked for."""

    def __init__(self):
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return message


@pytest.fixture
def asked(monkeypatch, library):
    """Every message that an agreement and a sheet ask of the agreement's catalogue."""
    listener = Listener()
    monkeypatch.setattr(furniture, "translations", lambda domain, tag: listener)
    assemble(draft("skl-scope", "skl-definitions", "mon-gps-geolocation", parties=starting.start(library, draft().dated, ("en",)).parties), library, "en")
    clause_sheet(library, "mon-gps-geolocation", "balanced", "en", reasons=True)
    return listener.asked


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_every_word_that_a_document_asks_for_is_in_the_catalogue(asked, tag):
    with (gather.HERE / tag / "LC_MESSAGES" / "agreement.po").open("rb") as file:
        known = {message.id for message in read_po(file, locale=tag) if message.id and message.string}

    assert "means" in asked
    assert asked - known == set()


def test_a_finnish_definition_reads_as_finnish(library):
    (entry, *_) = assemble(draft("skl-definitions", "mon-gps-geolocation", languages=("fi",)), library, "fi").definitions

    assert entry.verb == "tarkoittaa"
