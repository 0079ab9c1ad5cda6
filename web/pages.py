"""The pages around the library and the drafts: home, the position paper, the guide, and what this is."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, render_template, request

from drafting.comparison import compare
from web.favourites import at_hand
from web.present.exchange import LedgerLine
from web.present.pages import guide_page, home_page, paper_page
from web.present.scale import scale
from web.present.standings import parts
from web.present.timeline import timeline
from web.services import services

# the day the accessibility statement was made
STATED = date(2026, 11, 24)
# the blank whose scale stands in the gallery
GALLERY = ("mon-gps-geolocation", "retention")
STANDINGS = {"open": 9, "proposed": 4, "countered": 3, "tentatively agreed": 2, "agreed": 6, "withdrawn": 1}
# the newest file first, as a ledger lists them: direction, side, month, version
FILES = tuple(
    LedgerLine(version, direction, "", side, datetime(2027, month, 12), version, "")  # moments of the store carry no zone
    for direction, side, month, version in [("returned", "employer", 9, 14), ("sent", "", 6, 14), ("returned", "employer", 5, 6), ("sent", "", 5, 6)]
)


def make_blueprint() -> Blueprint:
    """Return the pages around the library and the drafts."""
    blueprint = Blueprint("pages", __name__)
    blueprint.add_url_rule("/", "home", home)
    blueprint.add_url_rule("/paper", "paper", paper)
    blueprint.add_url_rule("/guide", "guide", guide)
    blueprint.add_url_rule("/about", "about", about)
    blueprint.add_url_rule("/gallery", "gallery", gallery)
    return blueprint


def home() -> str:
    """Show what can be done here: search, start, go on."""
    return render_template("pages/home.html", page=home_page(services().library, services().store.summaries()), shelf=at_hand())


def paper() -> str:
    """Show the joint position paper with the clauses that answer it."""
    return render_template("pages/paper.html", page=paper_page(services().library))


def guide() -> str:
    """Show how to bargain with model clauses, and what the words mean."""
    return render_template("pages/guide.html", page=guide_page(services().library, request.args), vocabulary=services().library.vocabulary)


def about() -> str:
    """Show licences, privacy and accessibility."""
    return render_template("pages/about.html", home=services().settings.home, checked=STATED)


def gallery() -> str:
    """Show every component once, for those who build pages."""
    library = services().library
    clause, name = GALLERY
    blank = library.clauses[clause].blanks[name]
    drawn = scale(library, clause, name, blank, "en", dict(blank.default))
    valued = scale(library, clause, name, blank, "en", {"balanced": blank.default["balanced"]})
    changes = compare("The employer shall eventually delete the data.", "The employer shall promptly delete the data.")
    statements = paper_page(library).sections[-1].statements + paper_page(library).sections[0].statements
    return render_template(
        "pages/gallery.html",
        vocabulary=library.vocabulary,
        drawn=drawn,
        valued=valued,
        changes=changes,
        statements=statements,
        bar=parts(STANDINGS),
        files=timeline(FILES),
    )
