"""A new clause's folder: every file a clause needs, with TODO where the words belong. The checker refuses it until they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clauses.clause import POSITIONS
from clauses.reader import NOTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from clauses.vocabulary import CatalogueEntry

NEXT_READING = 180  # days after which a text is read again
_PARTS = {"rule": "collective", "consequence": "individual"}


def scaffold(home: Path, entry: CatalogueEntry, languages: Iterable[str], today: date) -> Path:
    """Write the folder of a clause of the catalogue under ``home``/library and return it; raises FileExistsError if it is there."""
    folder = home / "library" / entry.theme / entry.id
    folder.mkdir(parents=True)
    languages = tuple(languages)
    files = {"clause.yaml": _facts(entry, today), "samples.yaml": _samples(languages)}
    files |= {f"{language}.md": _words(entry.title.get(language, "TODO")) for language in languages}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _facts(entry: CatalogueEntry, today: date) -> str:
    slots = "".join(f"  {slot}: {{effect: {effect}}}\n" for slot, effect in _PARTS.items())
    again = today.fromordinal(today.toordinal() + NEXT_READING)
    return (
        f"id: {entry.id}\nversion: 1\nstatus: draft\n"
        f"statements: [{', '.join(entry.statements)}]\nlegal_bases: [{', '.join(entry.legal_bases)}]\n"
        "functions: [TODO]\ntechnologies: [all-systems]\nsectors: [all-services]\nlevels: [national-sector, enterprise]\n"
        f"requires: []\nexcludes: []\nrelated: []\nslots:\n{slots}blanks: {{}}\nduties: {{}}\n"
        f"reviews: {{drafted: {today.isoformat()}, again: {again.isoformat()}}}\n"
    )


def _words(title: str) -> str:
    slots = "".join(f"  {slot}: TODO\n" for slot in _PARTS)
    plain = "".join(f"  {position}: TODO\n" for position in POSITIONS)
    gives = "".join(f"  {position}: TODO\n" for position in POSITIONS[1:])
    front = (
        f"title: {title}\nsummary: TODO in one sentence\nalso_known_as: []\nslots:\n{slots}blanks: {{}}\n"
        f"plain:\n{plain}gives:\n{gives}asks:\n  - TODO\nduties: {{}}\n"
    )
    texts = "\n".join(f"## {position}\n" + "".join(f"### {slot}\nTODO\n" for slot in _PARTS) for position in POSITIONS)
    notes = "## notes\n" + "".join(f"### {note}\nTODO\n" for note in NOTES)
    return f"---\n{front}---\n{texts}\n{notes}"


def _samples(languages: Iterable[str]) -> str:
    return "".join(f'- {{position: balanced, language: {language}, says: "TODO"}}\n' for language in languages)
