"""Files handed out: their type and a name a person can read."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from flask import send_file

from locales import LANGUAGES
from web.language import gettext as _
from web.present import drafts as present_drafts

if TYPE_CHECKING:
    from flask import Response

    from drafting.draft import Draft

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def download(content: bytes, kind: str, name: str) -> Response:
    """Return a file that the browser saves under a name."""
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


def file_name(draft: Draft, language: str, ending: str, document: str = "", *, version: str = "", internal: bool = False) -> str:
    """Return a readable name: title, document, date, version (or what is said in its place) and, where there are several, the language.

    An internal file says so first.
    """
    title = _clean(present_drafts.name_of(draft, language))[:90].strip(" .")
    tongue = f" ({LANGUAGES[language].name})" if len(draft.languages) > 1 and language in LANGUAGES and ending != "yaml" else ""
    version = version or _("version %(number)s", number=draft.revision)
    parts = [_("INTERNAL") if internal else "", title, _clean(document), draft.dated.isoformat(), version]
    return f"{' – '.join(part for part in parts if part)}{tongue}.{ending}"


def _clean(words: str) -> str:
    return " ".join(_NOT_IN_FILE_NAMES.sub(" ", words).split())
