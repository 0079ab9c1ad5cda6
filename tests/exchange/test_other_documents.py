"""Documents of ours that are not the agreement, returned by mistake: one sentence that says what they are."""

from __future__ import annotations

import pytest
from tables import order, small, small_draft

from drafting.documents.registry import LAYOUTS, build
from drafting.draft import dumps
from drafting.returning import refuse_other_documents
from drafting.word.incoming.child import read_apart
from drafting.word.incoming.preflight import Refused
from drafting.word.publishing import publish
from web.cli import main

COMPARED = [("agreement", "shared"), ("bilingual", "shared")]
WORD = [entry for entry in LAYOUTS if entry.name != "calendar"]


def name(layout):
    return f"{layout.name}-{layout.audience}"


def made(layout):
    draft = small_draft()
    base = draft.changed(clauses=draft.clauses[:1]) if layout.name == "amendment" else None
    return publish(build(layout, order(draft, small(), second="fi", base=base)), "docx", None)


@pytest.mark.parametrize("layout", WORD, ids=name)
def test_a_file_says_which_document_of_ours_it_is(layout):
    document = read_apart(made(layout))
    assert (document.layout, document.audience) == (layout.name, layout.audience)


@pytest.mark.parametrize("layout", [entry for entry in WORD if (entry.name, entry.audience) not in COMPARED], ids=name)
def test_what_is_no_agreement_is_refused_by_its_name(layout):
    wanted = "for your own side only" if layout.audience == "internal" else "and not the agreement"
    with pytest.raises(Refused, match=f"^The file is “{layout.title}”.*{wanted}"):
        refuse_other_documents(read_apart(made(layout)), str)


def test_the_return_command_says_so_in_one_line(capsys, tmp_path):
    (tmp_path / "synopsis.docx").write_bytes(made(next(entry for entry in LAYOUTS if entry.name == "synopsis")))
    (tmp_path / "offer.yaml").write_text(dumps(small_draft()), encoding="utf-8")
    for more in ((), ("--sent", str(tmp_path / "synopsis.docx"))):
        assert main(["return", str(tmp_path / "synopsis.docx"), "--draft", str(tmp_path / "offer.yaml"), *more]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "synopsis.docx: The file is “Synopsis” and not the agreement" in err
