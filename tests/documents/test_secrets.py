"""No word of the private layer is in any shared document: drawn secrets in every field that is not known to be shared, and a search everywhere."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from planting import SHARED, planted, private_fields
from tables import ONE, TWO, order, small, small_draft

from drafting import plaintext
from drafting.assembly import assemble
from drafting.documents.registry import LAYOUTS, build, layout
from drafting.draft import Draft, Selection, dumps
from drafting.word.publishing import formats, publish

SECRETS = st.text("qxzåw", min_size=10, max_size=16)  # no word of any document
LIBRARY = small()
PLACES = (ONE, TWO, "retention")  # names that documents look private words up by


def with_secrets(secret):
    draft = small_draft(*(Selection(id=clause, **{n: planted(k, secret, PLACES) for n, k in private_fields(Selection).items()}) for clause in (ONE, TWO)))
    return draft.changed(**{name: planted(kind, secret, PLACES) for name, kind in private_fields(Draft).items()})


def searched(content):
    """Return every text of a file: of a package each part and each part's name, of anything else the file itself."""
    if content[:2] != b"PK":
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.comment, *(archive.read(name) for name in archive.namelist()), *(name.encode() for name in archive.namelist())]


def found(secret, content):
    return any(secret in text.decode("utf-8", "replace").casefold() for text in searched(content))


@settings(max_examples=40, deadline=None)
@given(SECRETS)
def test_no_drawn_secret_is_in_any_shared_file(secret):
    draft = with_secrets(secret)
    base = draft.changed(clauses=draft.clauses[:1])
    for chosen in (entry for entry in LAYOUTS if entry.audience == "shared"):
        needed = base if chosen.name in ("amendment", "synopsis") else None
        document = build(chosen, order(draft, LIBRARY, second="fi", base=needed, side="union"))
        for kind in (entry for entry in formats(chosen) if entry not in ("odt", "pdf")):  # those are made from the docx alone
            assert not found(secret, publish(document, kind)), (chosen.name, kind)
    assert secret not in plaintext.text(assemble(draft, LIBRARY, "en"))
    assert secret not in dumps(draft.shared())


@settings(max_examples=3, deadline=None)
@given(SECRETS)
def test_the_search_finds_what_is_there(secret):
    ours = publish(build(layout("agreement", "internal"), order(with_secrets(secret), LIBRARY)), "docx")
    assert found(secret, ours)


def test_the_private_layer_is_among_what_is_searched_for():
    assert {"private", "dismissed"} <= private_fields(Draft).keys()
    for model, names in SHARED.items():
        assert set(names) <= model.model_fields.keys()
