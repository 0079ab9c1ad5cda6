"""What the page of documents shows: every document a draft can become, with what may be chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from clauses.said import nearest
from drafting import checks
from drafting.documents.registry import LAYOUTS, lacking
from drafting.plan import title_of
from drafting.word.publishing import formats
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.present.drafts import Bar, bar, told_apart, tongue_name
from web.present.versions import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.documents.registry import Layout
    from drafting.draft import Draft
    from web.services import Services

Options = tuple[tuple[str, str], ...]
MOST_VERSIONS, MOST_DRAFTS = 30, 30


@dataclass(frozen=True)
class Choice:
    """A field of a document's form: its name, label, options and the one that is chosen."""

    name: str
    label: str
    options: Options
    chosen: str


@dataclass(frozen=True)
class Need:
    """What the draft must have before a document can be made, and the question that asks for it."""

    words: str
    address: str
    link: str


@dataclass(frozen=True)
class Entry:
    """One document: what it is, what may be chosen, and what was wrong with the last choice; with a ``need`` it cannot be made yet."""

    key: str
    name: str
    audience: str
    title: str
    purpose: str
    choices: tuple[Choice, ...]
    word: bool
    problem: str
    need: Need | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Documents:
    """The page of a draft's documents, those to share and those for one's own side."""

    bar: Bar
    shared: tuple[Entry, ...]
    internal: tuple[Entry, ...]
    kept: Mapping[str, str]
    problems: Mapping[str, str]


def documents(draft: Draft, services: Services, kept: Mapping[str, str], problem: tuple[str, str] = ("", "")) -> Documents:
    """Return the page, the choices as they were kept; ``problem`` is the key of a document and what is wrong with what was asked."""
    entries = [_entry(draft, services, layout, kept, problem) for layout in LAYOUTS]
    shared, internal = (tuple(entry for entry in entries if entry.audience == audience) for audience in ("shared", "internal"))
    problems = {f"document-{problem[0]}": problem[1]} if problem[1] else {}
    return Documents(bar(draft, services, open_=0), shared, internal, kept, problems)


def key_of(layout: Layout) -> str:
    """Return what a layout is called in the page's ids."""
    return layout.name if layout.audience == "shared" else f"{layout.name}-internal"


def _entry(draft: Draft, services: Services, layout: Layout, kept: Mapping[str, str], problem: tuple[str, str]) -> Entry:
    key, kinds = key_of(layout), formats(layout)
    choices = [_choice("text", _("Language"), _tongues(draft), kept)]
    choices += [_choice("format", _("Format"), tuple((kind, _format(kind)) for kind in kinds), kept)] if len(kinds) > 1 else []
    if "second" in layout.asks:
        choices.append(_choice("second", _("Second language"), tuple(reversed(_tongues(draft))), kept))
    if "side" in layout.asks:
        sides = (("", _("neither side’s")), ("union", _("the union’s")), ("employer", _("the employer’s")))
        choices.append(_choice("side", _("This draft is"), sides, kept))
    if "wish" in layout.asks:
        wishes = (("", _("this draft’s")), ("union", _("the union’s, as the library has it")), ("employer", _("the employer’s, as the library has it")))
        choices.append(_choice("wish", _("Whose text"), wishes, kept))
    if "theme" in layout.asks:
        choices.append(_choice("only", _("Clauses"), _themes(draft, services), kept))
    if "base" in layout.asks:
        none = ((("", _("none")),)) if layout.name != "amendment" else ()
        choices.append(_choice("base", _("Current agreement"), none + _bases(draft, services), kept))
    word = kinds[0] == "docx"
    shown = tuple(choice for choice in choices if len(choice.options) > (choice.name != "base"))
    return Entry(
        key,
        layout.name,
        layout.audience,
        _(layout.title),
        _(layout.purpose),
        shown,
        word,
        problem[1] if problem[0] == key else "",
        _need(draft, services, layout),
        _warnings(draft, services, layout),
    )


def _need(draft: Draft, services: Services, layout: Layout) -> Need | None:
    """Return what a document lacks whatever is chosen for it, None when it can be made."""
    if "second" in layout.asks and len(_tongues(draft)) < 2:
        facts = url_for("drafts.facts", identity=draft.id, _anchor=f"in-{language.current()}")
        return Need(_("This draft has one language."), facts, _("Add a second language among the facts"))
    lack = lacking(layout, draft, services.library)
    if lack is None:
        return None
    words = language.worded(lack.reason, lack.values)
    if layout.name == "calendar":
        return Need(words, url_for("drafts.facts", identity=draft.id, _anchor="term-from"), _("Holds from"))
    return Need(words, url_for("drafts.show", identity=draft.id), _("Agreement"))


def _warnings(draft: Draft, services: Services, layout: Layout) -> tuple[str, ...]:
    """Return what to look at before a document is made: languages that may no longer say the same."""
    if layout.name != "bilingual":
        return ()
    found = checks.check(draft, services.library, language.current())
    return tuple(language.worded(checks.RULES[entry.rule][1], entry.values) for entry in found if entry.rule == "one-language-amended")


def _choice(name: str, label: str, options: Options, kept: Mapping[str, str]) -> Choice:
    chosen = kept.get(name, "") or (language.current() if name == "text" else "")
    return Choice(name, label, options, chosen if chosen in dict(options) else options[0][0] if options else "")


def _format(kind: str) -> str:
    return {
        "docx": _("Word (.docx)"),
        "odt": _("OpenDocument (.odt)"),
        "pdf": _("PDF (.pdf)"),
        "md": _("Markdown (.md)"),
        "html": _("Web page (.html)"),
    }[kind]


def _tongues(draft: Draft) -> Options:
    spoken = [tag for tag in draft.languages if tag in LANGUAGES] or list(LANGUAGES)[:1]
    return tuple((tag, tongue_name(tag)) for tag in spoken)


def _themes(draft: Draft, services: Services) -> Options:
    library, tongue = services.library, language.current()
    themes = dict.fromkeys(library.theme(entry.id) for entry in draft.selections)
    known = library.vocabulary.themes
    named = [(theme, _("Theme: %(title)s", title=nearest(known[theme].label, tongue))) for theme in themes if theme in known]
    return (("", _("all")), *named, *((entry.id, title_of(draft, library, entry.id, tongue)) for entry in draft.selections))


def _bases(draft: Draft, services: Services) -> Options:
    """Return what may be the current agreement: other drafts, and earlier versions of this one."""
    others = [found for found in services.store.summaries() if found.id != draft.id][:MOST_DRAFTS]
    versions = [found for found in services.store.versions(draft.id) if found.revision != draft.revision][:MOST_VERSIONS]
    words = [(f"version-{found.revision}", listed(found, _version)) for found in versions]
    return (*words, *((f"draft-{found.id}", _("Draft: %(title)s", title=told_apart(found))) for found in others))


def _version(number: int, name: str) -> str:
    if name:
        return _("Version %(number)s of this draft: %(name)s", number=number, name=name)
    return _("Version %(number)s of this draft", number=number)
