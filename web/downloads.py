"""Files handed out: their kind and a name people can tell apart."""

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

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def download(content: bytes, kind: str, name: str) -> Response:
    """Return content as a file of a kind under a name."""
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


def file_name(draft: Draft, language: str, ending: str, version: str = "") -> str:
    """Return a readable name: title, date, version (or what is said in its place) and, where there are several, the language."""
    title = _NOT_IN_FILE_NAMES.sub(" ", present_drafts.name_of(draft, language))
    tongue = f" ({LANGUAGES[language].name})" if len(draft.languages) > 1 and language in LANGUAGES and ending != "yaml" else ""
    version = version or _("version %(number)s", number=draft.revision)
    return f"{' '.join(title.split())[:90].strip(' .')} – {draft.dated.isoformat()} – {version}{tongue}.{ending}"
