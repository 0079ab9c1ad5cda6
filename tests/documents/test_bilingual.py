"""A bilingual agreement where one language lacks words: the gap is said, and a language without any words is refused."""

from __future__ import annotations

import pytest
from tables import full_draft, order

from drafting import changes
from drafting.changes import DraftError
from drafting.documents.registry import build, layout
from drafting.documents.report import Grid

GAP = "Ingen text på detta språk ännu."
OWN = "### peace\nUnder avtalets giltighetstid råder arbetsfred."


def made(draft, library):
    return build(layout("bilingual"), order(draft, library, "fi", second="sv"))


def columns(grid):
    return zip(*([" ".join(span.text for line in cell for span in line.spans) for cell in row] for row in grid.rows), strict=True)


def test_a_language_that_no_clause_has_words_in_is_refused(library):
    with pytest.raises(DraftError) as refused:
        made(full_draft(library).changed(languages=("fi", "sv")), library)
    assert refused.value.values == {"language": "sv"}


def test_what_one_language_lacks_is_said_beside_the_other(library):
    draft = changes.amend(full_draft(library).changed(languages=("fi", "sv")), "skl-peace", "sv", OWN)
    body, annexes = (list(columns(block)) for block in made(draft, library).blocks if isinstance(block, Grid))
    told, swedish = body

    assert sum("arbetsfred" in cell for cell in swedish) == 1
    assert swedish.count(GAP) == len(draft.selections) - 1
    assert "Ei vielä tekstiä tällä kielellä." not in told
    assert annexes[1].count(GAP) == sum(cell.startswith("Liite") for cell in annexes[0]) > 0
