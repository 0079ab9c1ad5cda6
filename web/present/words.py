"""What the pages of wording show: the words of a clause to be amended, the difference to the model, and a clause of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting import changes, checks, retyping
from drafting.amending import model_markup
from drafting.assembly import assemble
from drafting.comparison import Stretch, changed, compare
from drafting.draft import Selection
from drafting.plaintext import clause_words
from drafting.plan import title_of
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.lengths import TITLE, WORDS, too_long
from web.present.board import marked_lines
from web.present.drafts import Bar, bar, tongue_name
from web.present.preview import where_read
from web.present.workspace import open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clauses.library import Library
    from drafting.draft import Draft
    from web.services import Services


Lines = tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True)
class Version:
    """The words of a clause in one language, for editing, and how they differ from the model."""

    language: str
    name: str
    field: str
    title: str
    text: str
    amended: bool
    stretches: tuple[Stretch, ...]
    error: str


@dataclass(frozen=True)
class Words:
    """The page that amends a clause; ``there`` is where it stands in the agreement.

    ``theirs`` are the other side's words for it, each with its language and what differs from ours marked.
    """

    bar: Bar
    clause: str
    title: str
    there: str
    own: bool
    marks: bool
    amended: bool
    versions: tuple[Version, ...]
    blanks: tuple[tuple[str, str], ...]
    theirs: tuple[tuple[str, Lines], ...]
    errors: dict[str, str]


@dataclass(frozen=True)
class Own:
    """The page that adds a clause of one's own."""

    bar: Bar
    tongues: tuple[tuple[str, str], ...]
    language: str
    title: str
    words: str
    errors: dict[str, str]


def written(draft: Draft) -> list[tuple[str, str]]:
    """Return the languages of a draft that Sopu writes in, with their names."""
    return [(tag, tongue_name(tag)) for tag in draft.languages if tag in LANGUAGES]


def words(
    draft: Draft,
    clause: str,
    wired: Services,
    form: Mapping[str, str] | None = None,
    errors: dict[str, str] | None = None,
    theirs: Iterable[tuple[str, str]] = (),
    *,
    marks: bool = False,
) -> Words:
    """Return the page that amends a clause; with a form, what was typed stands in its fields.

    The words are those that read in the document, or with ``marks`` the markup that places values and references.
    ``theirs`` are the words an answered file has for the clause, each with its language.
    """
    library, selection = wired.library, draft.selection(clause)
    assert selection is not None
    marks = marks or selection.own
    versions = tuple(_version(draft, library, selection, tag, name, form, errors or {}, marks=marks) for tag, name in written(draft))
    shown = language.current() if language.current() in dict(written(draft)) else versions[0].language
    names = library.clauses[clause].blanks if clause in library.clauses else {}
    labels = [(name, library.blank_words(clause, name, language.current())) for name in names]
    return Words(
        bar=bar(draft, wired, open_count(checks.check(draft, library))),
        clause=clause,
        title=title_of(draft, library, clause, language.current()),
        there=where_read(draft, library, clause, shown),
        own=selection.own,
        marks=marks,
        amended=bool(selection.wording) and not selection.own,
        versions=versions,
        blanks=tuple((f"{{{{ {name} }}}}", found.label if found else name) for name, found in labels),
        theirs=tuple((tag, _marked(draft, library, clause, tag, text)) for tag, text in theirs),
        errors=errors or {},
    )


def _version(
    draft: Draft, library: Library, selection: Selection, tag: str, name: str, form: Mapping[str, str] | None, errors: Mapping[str, str], *, marks: bool
) -> Version:
    """Return the words of a clause in one language, as they were typed or as the draft has them."""
    clause, sent = selection.id, form or {}
    model, now = ("", "") if selection.own else (retyping.modelled(draft, library, clause, tag), retyping.reading(draft, library, clause, tag))
    text = selection.wording.get(tag, "" if selection.own else model_markup(draft, library, clause, tag)) if marks else now
    field, title = f"words-{tag}" if marks else f"text-{tag}", sent.get(f"title-{tag}", selection.title.get(tag, ""))
    stretches = tuple(compare(model, now)) if tag in selection.wording and not selection.own else ()
    marked = stretches if changed(stretches) else ()
    return Version(tag, name, field, title, sent.get(field, text), tag in selection.wording, marked, errors.get(field, ""))


def _marked(draft: Draft, library: Library, clause: str, tag: str, theirs: str) -> Lines:
    """Return the other side's words of a clause line by line, with what differs from ours marked."""
    return marked_lines(compare(clause_words(assemble(draft, library, tag), clause), theirs), "inserted")


def read(draft: Draft, library: Library, clause: str, form: Mapping[str, str]) -> tuple[Draft, dict[str, str]]:
    """Return the draft with the words of a form, and what is wrong per field; words that are the model's own amend nothing."""
    errors: dict[str, str] = {}
    selection = draft.selection(clause)
    assert selection is not None
    result = draft
    for tag, _name in written(draft):
        if f"words-{tag}" not in form:
            result = _retyped(result, library, clause, tag, form, errors)
            continue
        text = form[f"words-{tag}"].replace("\r\n", "\n").strip("\n ")
        if problem := too_long(text, WORDS):
            errors[f"words-{tag}"] = problem
        elif selection.own and (problem := too_long(" ".join(form.get(f"title-{tag}", "").split()), TITLE)):
            errors[f"title-{tag}"] = problem
        elif selection.own:
            result = _own(result, clause, tag, text, form.get(f"title-{tag}", ""))
        else:
            model = model_markup(draft, library, clause, tag)
            result = changes.amend(result, clause, tag, "" if text == model.strip("\n ") else text)
    kept = result.selection(clause)
    if selection.own and kept is not None and not errors:
        first = written(draft)[0][0]
        if not kept.title:
            errors[f"title-{first}"] = _("Give the clause a title.")
        if not kept.wording:
            errors[f"words-{first}"] = _("Write the words of the clause, or take the clause out of the draft.")
    return (draft if errors else result), errors


def _retyped(draft: Draft, library: Library, clause: str, tag: str, form: Mapping[str, str], errors: dict[str, str]) -> Draft:
    """Return the draft with the words of one language as they were typed to be read; what cannot be had so is said at its field."""
    field = f"text-{tag}"
    typed = form.get(field)
    if typed is None:
        return draft
    if problem := too_long(typed, WORDS):
        errors[field] = problem
        return draft
    try:
        return retyping.retyped(draft, library, clause, tag, typed)
    except changes.DraftError as error:
        errors[field] = language.worded(error.reason, error.values)
        return draft


def _own(draft: Draft, clause: str, tag: str, text: str, title: str) -> Draft:
    """Return the draft with title and words of an own clause in one language."""
    titled = " ".join(title.split())

    def renewed(present: dict[str, str], value: str) -> dict[str, str]:
        return {name: words for name, words in present.items() if name != tag} | ({tag: value} if value else {})

    entries = tuple(
        entry.model_copy(update={"title": renewed(entry.title, titled), "wording": renewed(entry.wording, text)})
        if isinstance(entry, Selection) and entry.id == clause
        else entry
        for entry in draft.clauses
    )
    return draft.changed(clauses=entries)


def own(draft: Draft, wired: Services, form: Mapping[str, str] | None = None, errors: dict[str, str] | None = None) -> Own:
    """Return the page that adds a clause of one's own."""
    sent = form or {}
    tongue = sent.get("language", "") or (language.current() if language.current() in draft.languages else draft.languages[0])
    stand = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    return Own(stand, tuple(written(draft)), tongue, sent.get("title", ""), sent.get("words", ""), errors or {})


def own_errors(title: str, text: str) -> dict[str, str]:
    """Return what is missing or too long in a clause of one's own."""
    found = {
        "title": too_long(" ".join(title.split()), TITLE) if title.strip() else _("Give the clause a title."),
        "words": too_long(text, WORDS) if text.strip() else _("Write the words of the clause."),
    }
    return {name: problem for name, problem in found.items() if problem}
