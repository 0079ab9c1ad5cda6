"""The library's pages: search, a clause with its positions, and one clause as a Word file."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from docx import Document
from pages import Visitor, words
from tables import small

from clauses.search.index import open_index
from drafting import starting
from web import create_app
from web.present.clause import clause_page
from web.present.scale import scale
from web.services import Services
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from clauses.library import Library
    from drafting.store import Store

GPS = "/en/clauses/mon-gps-geolocation"


def test_a_search_finds_the_clause_and_says_how_many_there_are(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=GPS")
    first = page.all("ol", class_="hits")[0][0]
    assert "Geolocation (GPS)" in words(first)
    assert "Monitoring" in words(first)
    assert "Balanced" in words(first)
    assert any(words(mark) == "GPS" for mark in page.all("mark"))
    assert "clauses" in words(page.all("p", role="status")[0])


def test_a_hit_says_which_statements_and_which_law_it_comes_from(visitor: Visitor, library: Library) -> None:
    page = visitor.get("/en/clauses?q=GPS")
    origin = page.all("p", class_="origin")[0]
    law = library.clauses["mon-gps-geolocation"].legal_bases
    assert words(origin) == f"Statements of the position paper: S44 S64 Law: GDPR Art 5; GDPR Arts 4(11), 6, 7; GDPR Arts 35, 36 and {len(law) - 3} more"
    assert "/en/paper#S64" in [link.get("href") for link in origin.iter()]


def test_law_of_the_reader_stands_before_law_of_other_countries(visitor: Visitor) -> None:
    origin = words(visitor.get("/fi/clauses?q=inf-expert").all("p", class_="origin")[0])
    assert "Yhteistoimintalaki 1333/2021" in origin
    assert "Saksa" not in origin


@pytest.mark.parametrize(
    ("basis", "language", "short"),
    [
        ("gdpr-5", "en", "GDPR Art 5"),
        ("gdpr-5", "fi", "Yleisen tietosuoja-asetuksen 5 artikla"),
        ("dir-2019-1152", "en", "Directive (EU) 2019/1152 Arts 4, 9–14"),
        ("fi-759-2004", "en", "Act on the Protection of Privacy in Working Life 759/2004"),
        ("fi-1333-2021", "fi", "Yhteistoimintalaki 1333/2021"),
        ("cjeu-c65-23", "en", "CJEU C-65/23 MK v K GmbH"),
        ("ssdc-2023", "fi", "Komission päätös 10.7.2023: sosiaalipalvelujen alakohtainen työmarkkinaosapuolten vuoropuhelukomitea"),
        ("aia-14", "sv", "AI Act Art 14"),
    ],
)
def test_a_provision_is_short_without_losing_its_name(library: Library, basis: str, language: str, short: str) -> None:
    assert library.vocabulary.legal_bases[basis].short(language) == short


def test_a_search_in_finnish_answers_in_finnish(visitor: Visitor) -> None:
    page = visitor.get("/fi/clauses?q=paikannus")
    assert "paikan" in words(page.one("ol", class_="hits")).casefold()


def test_facets_narrow_and_each_chosen_one_can_be_taken_away(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=location&theme=monitoring&technology=gps")
    assert page.id("theme-monitoring").get("checked") is not None
    chips = page.one("ul", class_="chips")
    removals = [element.get("href", "") for element in chips.iter() if element.get("href")]
    assert any("theme=monitoring" not in address and "technology=gps" in address and "q=location" in address for address in removals)
    assert len(page.one("ol", class_="hits")) < len(visitor.get("/en/clauses?q=location").one("ol", class_="hits"))


@pytest.mark.parametrize("query", ["theme=nonsense", "page=-1", "page=999999999999", "page=7", "sort=price", "_scheme=x", "endpoint=x", "language=xx"])
def test_a_bad_parameter_is_left_out_and_no_page_breaks(visitor: Visitor, query: str) -> None:
    page = visitor.get(f"/en/clauses?{query}")
    assert page.all("ol", class_="hits")


def test_a_second_page_holds_other_clauses_than_the_first(visitor: Visitor) -> None:
    first, second = (visitor.get(f"/en/clauses?page={number}") for number in (1, 2))
    assert not {words(h) for h in first.all("h2")} & {words(h) for h in second.all("h2")}
    assert any("page=2" in address for address in first.links())


def test_where_nothing_is_found_there_are_ways_on(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=%22no+such+words+anywhere%22&theme=monitoring")
    assert "No clause was found" in page.main
    assert "/en/clauses" in page.links()
    assert "/en/paper" in page.links()


def test_filters_that_leave_nothing_are_named_with_what_there_is_without_them(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=geolocaton&theme=recruitment&technology=gps")
    assert "No clause speaks of “geolocaton”; “geolocation” was searched instead." in page.main
    ways = {words(link): link.get("href", "") for link in page.all("a") if words(link).startswith("Without the filter")}
    assert len(ways) == 2
    for said, address in ways.items():
        number = int(said.split(": ")[1].split()[0])
        assert f"{number} clause" in words(visitor.get(address).one("p", role="status"))


def test_planned_clauses_are_named_where_a_reader_would_look_for_them(unfinished_app: Flask, unfinished: Library) -> None:
    visitor = Visitor(unfinished_app)
    (entry,) = unfinished.planned()
    planned = entry.title["en"]
    assert f"Planned and not written yet: {planned}" in visitor.get(f"/en/clauses?q={quote(planned)}").main
    assert f"{planned} (planned)" in visitor.get("/en/paper").main


def test_what_is_typed_is_never_markup(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=%3Cscript%3Ealert(1)%3C/script%3E{{9**9}}")
    assert "<script>alert" not in page.html
    assert "{{9**9}}" in page.html


def test_words_are_completed_as_they_are_typed(visitor: Visitor) -> None:
    assert "<option" in visitor.client.get("/en/clauses/complete?q=gps").get_data(as_text=True)
    assert visitor.client.get("/en/clauses/complete?q=").get_data(as_text=True).strip() == ""


def test_every_written_clause_has_a_page_in_both_languages_and_every_position(visitor: Visitor, library: Library) -> None:
    for clause in library.clauses:
        for tag in ("en", "fi"):
            page = visitor.get(f"/{tag}/clauses/{clause}?position={library.positions(clause)[-1]}")
            assert words(page.one("h1")) == library.title(clause, tag)


def test_the_page_shows_the_text_of_the_position_asked_for(visitor: Visitor, library: Library) -> None:
    strong = visitor.get(f"{GPS}?position=strong")
    purpose = library.wordings[("mon-gps-geolocation", "en")].source("strong", "purpose")
    assert purpose is not None
    item = purpose.split("\n- ")[-1].strip()
    assert item in words(strong.id("legal"))
    assert item not in words(visitor.get(GPS).id("legal"))
    current = [words(element) for element in strong.all("a") if element.get("aria-current") == "true"]
    assert "Strong" in current


def test_the_text_can_be_read_in_another_language_than_the_page(visitor: Visitor) -> None:
    page = visitor.get(f"{GPS}?text=fi")
    assert page.one("html").get("lang") == "en"
    assert any(element.get("lang") == "fi" and element.get("id") is None for element in page.all("div"))
    assert "Add to draft" in page.main
    assert words(page.one("h1")) == words(visitor.get(GPS).one("h1"))
    lead, usual = (found.one("p", class_="lead") for found in (page, visitor.get(GPS)))
    assert (lead.get("lang"), usual.get("lang")) == ("fi", "en")
    assert words(lead) != words(usual)


def test_differences_between_positions_are_marked_with_words_and_not_by_colour_alone(visitor: Visitor) -> None:
    page = visitor.get(GPS)
    assert "deleted: 60" in [words(element) for element in page.all("del")]
    assert "inserted: 30" in [words(element) for element in page.all("ins")]
    assert "No such paragraph in this position." in page.main


def test_a_paragraph_is_compared_with_the_nearest_step_before_that_has_it(app: Flask, library: Library) -> None:
    with app.app_context():
        rows = {row.slot: row for row in clause_page(library, "mon-gps-geolocation", "balanced", "en").rows}
    assert [cell.kind for cell in rows["follow-up"].cells] == ["absent", "added", "rewritten"]
    assert [cell.kind for cell in rows["retention"].cells] == ["first", "marked", "marked"]


def test_the_page_carries_blanks_law_statements_notes_and_related_clauses(visitor: Visitor) -> None:
    page = visitor.get(GPS)
    assert "60 days" in words(page.id("blank-retention"))
    assert "#blank-retention" in page.links()
    assert "confirmed" in page.main
    assert "/en/paper#S64" in page.links()
    assert "/en/clauses/dat-dpia" in page.links()
    for heading in ("On the union side", "On the employer side", "Questions to ask before you bargain", "Stands with", "See also"):
        assert heading in page.main
    assert "No lawyer has reviewed this clause yet." in page.main


def test_law_of_other_countries_is_folded_away(visitor: Visitor) -> None:
    page = visitor.get(GPS)
    folded = page.one("details", class_="disclosure")
    assert "CNIL" in words(folded)
    assert "GDPR" not in words(folded)


def test_a_legal_ceiling_stands_beside_its_value_with_its_law(visitor: Visitor) -> None:
    blank = words(visitor.get("/en/clauses/dat-worker-access").id("blank-reply_time"))
    assert "Legal ceiling" in blank
    assert "GDPR" in blank


def test_figures_that_would_touch_stand_on_lines_of_their_own(library: Library) -> None:
    blank = library.blank("mon-gps-geolocation", "retention")
    assert blank is not None
    drawn = scale(library, "mon-gps-geolocation", "retention", blank, "en", {"baseline": 30, "balanced": 31, "strong": 3})
    assert drawn is not None
    assert [mark.row for mark in drawn.marks] == [0, 0, 1]
    assert drawn.rows == 2


def test_a_clause_tells_its_version_its_readings_and_what_a_draft_does(visitor: Visitor) -> None:
    page = visitor.get(GPS)
    history = words(next(section for section in page.all("section") if section.get("aria-labelledby") == "history"))
    assert "Version 1, unchanged since 0.1.0." in history
    assert "in the role of a union negotiator" in history
    assert "A draft keeps the words it chose" in history
    assert "#history" in page.links()


def test_a_second_version_is_told_with_what_changed(tmp_path: Path, store: Store) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'sopu.db'}", "k" * 48, ("en", "fi"), testing=True)
    visitor = Visitor(create_app(settings, Services(settings, small(), store, open_index(small(), tmp_path / "index"))))
    told = visitor.get("/en/clauses/dat-two").one("dl", class_="per-position")
    said = ["Version 2 (0.2.0) The worker may see the data, because the law gives that right.", "Version 1 (0.1.0) The first version."]
    assert [words(entry) for entry in told] == said


def test_an_unknown_clause_is_a_page_that_says_so(visitor: Visitor) -> None:
    for address in ("/en/clauses/nope", "/en/clauses/nope.docx", "/fi/clauses/%3Cb%3E"):
        visitor.get(address, 404)


def test_a_clause_is_added_to_the_draft_in_hand_and_then_says_so(visitor: Visitor, store: Store, library: Library) -> None:
    draft = store.create(starting.start(library, date(2027, 5, 12), ("en",), title={"en": "Night work"}))
    fields = visitor.get(GPS).form("/en/drafts/clauses")
    assert "revision" not in fields
    visitor.post("/en/drafts/clauses", {**fields, "draft": draft.id, "position": "strong"})
    added = store.get(draft.id).selection("mon-gps-geolocation")
    assert added is not None
    assert added.position == "strong"
    assert "In your draft “Night work”" in visitor.get(GPS).main
    assert "In your draft" in visitor.get("/en/clauses?q=GPS").main


def test_a_clause_can_begin_a_new_draft(visitor: Visitor, store: Store) -> None:
    fields = visitor.get(GPS).form("/en/drafts/clauses")
    asked = visitor.post("/en/drafts/clauses", {**fields, "draft": "new"})
    visitor.post("/en/drafts/new", asked.form("/en/drafts/new"))
    (made,) = store.summaries()
    assert store.get(made.id).selection("mon-gps-geolocation") is not None


@pytest.mark.parametrize("reasons", [False, True])
def test_one_clause_comes_as_a_word_file_with_or_without_its_reasons(visitor: Visitor, reasons: bool) -> None:
    response = visitor.download(f"{GPS}.docx?position=strong" + "&reasons=1" * reasons)
    assert "Strong.docx" in response.headers["Content-Disposition"]
    document = Document(io.BytesIO(response.data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Geolocation (GPS) of workers and vehicles" in text
    assert ("For the union side" in text) is reasons
    assert len(document.tables) == (2 if reasons else 0)


def test_a_finnish_word_file_has_a_finnish_name(visitor: Visitor, library: Library) -> None:
    response = visitor.download("/fi/clauses/mon-gps-geolocation.docx?text=fi")
    assert "filename*=UTF-8''" in response.headers["Content-Disposition"]
    assert "Tasapainoinen.docx" in response.headers["Content-Disposition"]


def test_conditions_name_the_clauses_that_would_add_words(app: Flask, library: Library) -> None:
    with app.app_context():
        page = clause_page(library, "mon-gps-geolocation", "balanced", "en")
    assert "mon-gps-continuous" in [other.clause for other in page.awaited]
