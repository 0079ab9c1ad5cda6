"""The pages around the library and the drafts: home, the position paper, the guide, and what this is."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template

from drafting.comparison import compare
from web.present.pages import guide_page, home_page, paper_page
from web.present.scale import scale
from web.services import services

# the day the accessibility statement was made
STATED = date(2026, 11, 24)
# the blank whose scale stands in the gallery
GALLERY = ("mon-gps-geolocation", "retention")


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
    return render_template("pages/home.html", page=home_page(services().library, services().store.summaries()))


def paper() -> str:
    """Show the joint position paper with the clauses that answer it."""
    return render_template("pages/paper.html", page=paper_page(services().library))


def guide() -> str:
    """Show how to bargain with model clauses, and what the words mean."""
    return render_template("pages/guide.html", page=guide_page(services().library), vocabulary=services().library.vocabulary)


def about() -> str:
    """Show licences, privacy and accessibility."""
    return render_template("pages/about.html", home=services().settings.home, checked=STATED)


def gallery() -> str:
    """Show every component once, for those who build pages."""
    library = services().library
    clause, name = GALLERY
    blank = library.clauses[clause].blanks[name]
    drawn = scale(library, clause, name, blank, "en", dict(blank.default))
    changes = compare("The employer shall eventually delete the data.", "The employer shall promptly delete the data.")
    return render_template("pages/gallery.html", vocabulary=library.vocabulary, drawn=drawn, changes=changes)
