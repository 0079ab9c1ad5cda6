"""Files handed out: their type and a name a person can read."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from flask import send_file

from locales import LANGUAGES, translations
from web.language import gettext as _
from web.present import drafts as present_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response

    from drafting.draft import Draft

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def download(content: bytes, kind: str, name: str) -> Response:
    """Return a file that the browser saves under a name."""
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


def file_name(draft: Draft, language: str, ending: str, document: str = "", *, second: str = "") -> str:
    """Return a name for a file that may leave the house: title, document (a message), draft label, date and, where there are several, its language or two.

    It is in the language of the text, as the other side reads it, and does not tell how many versions we made.
    """
    say = translations("interface", language).gettext
    title = draft.titled(language) or say("Draft without a title")
    return _joined(draft, (language, second), ending, title, say(document) if document else "", draft.labelled(language), draft.dated.isoformat())


def own_file_name(draft: Draft, language: str, ending: str, document: str = "", *, version: str = "", internal: bool = True) -> str:
    """Return a name for a file of our own, in the reader's language, with its version or what is said in its place; an internal one says so first."""
    version = version or _("version %(number)s", number=draft.revision)
    title = present_drafts.name_of(draft, language)
    return _joined(
        draft, (language,), ending, title, _(document) if document else "", draft.dated.isoformat(), version, before=_("INTERNAL") if internal else ""
    )


def _joined(draft: Draft, languages: Iterable[str], ending: str, title: str, *parts: str, before: str = "") -> str:
    told = len(draft.languages) > 1 and ending != "yaml"
    tongues = ", ".join(LANGUAGES[tag].name for tag in languages if tag) if told else ""
    words = [before, _clean(title)[:90].strip(" ."), *(_clean(part) for part in parts)]
    return f"{' – '.join(part for part in words if part)}{f' ({tongues})' if tongues else ''}.{ending}"


def _clean(words: str) -> str:
    return " ".join(_NOT_IN_FILE_NAMES.sub(" ", words).split())
