"""Gathers messages into the templates and brings the catalogues up to date: `make locales`.

Catalogues carry no dates and no line numbers, so that they change only when a message does.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales import DOMAINS, LANGUAGES

HERE = Path(__file__).parent
ROOT = HERE.parent
SOURCES: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "interface": [
        ("web", "**.py", {}),
        ("web", "templates/**.html", {"trimmed": "true", "silent": "false"}),
        ("clauses", "blank.py", {}),
        ("clauses", "yamlfile.py", {}),
        ("drafting", "draft.py", {}),
        ("drafting", "checks.py", {}),
        ("drafting", "filling.py", {}),
        ("drafting", "changes.py", {}),
        ("drafting", "documents/registry.py", {}),
        ("drafting", "word/publishing.py", {}),
        ("drafting", "word/house.py", {}),
        ("drafting", "answering.py", {}),
        ("drafting", "returning.py", {}),
        ("drafting", "worded.py", {}),
        ("drafting", "retyping.py", {}),
        ("drafting", "word/incoming/preflight.py", {}),
        ("drafting", "word/incoming/child.py", {}),
    ],
    "agreement": [
        ("drafting", "furniture.py", {}),
        ("drafting", "assembly.py", {}),
        ("drafting", "sheet.py", {}),
        *(("drafting", f"documents/{path.name}", {}) for path in sorted((ROOT / "drafting" / "documents").glob("*.py")) if path.name != "registry.py"),
    ],
}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "DraftError": None, "FillingError": None, "Refused": None}


def template(domain: str) -> Catalog:
    """Return all messages of a domain as the sources have them now."""
    catalogue = Catalog(project="Sopu", charset="utf-8", fuzzy=False)
    for folder, pattern, options in SOURCES[domain]:
        method = "jinja2" if pattern.endswith(".html") else "python"
        found = extract_from_dir(ROOT / folder, [(pattern, method)], {pattern: options}, keywords=KEYWORDS, comment_tags=("Translators:",))
        for _, _, message, comments, context in sorted(found, key=lambda entry: str(entry[2])):
            catalogue.add(message, None, auto_comments=comments, context=context)
    return catalogue


def text(catalogue: Catalog) -> str:
    """Return a catalogue as .po text without dates and places."""
    stream = io.BytesIO()
    write_po(stream, catalogue, no_location=True, omit_header=False, sort_output=True, width=140)
    lines = stream.getvalue().decode().split("\n")
    volatile = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team', '"Generated-By', '"Report-Msgid', '"Project-Id')
    return "\n".join(line for line in lines if not line.startswith((*volatile, "# ", "#\n")) and line != "#")


def main() -> None:
    """Write the templates and update every catalogue."""
    for domain in DOMAINS:
        fresh = template(domain)
        (HERE / f"{domain}.pot").write_text(text(fresh), encoding="utf-8")
        for tag in LANGUAGES:
            path = HERE / tag / "LC_MESSAGES" / f"{domain}.po"
            if tag == "en":
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            known = read_po(io.BytesIO(path.read_bytes()), locale=tag) if path.exists() else Catalog(locale=tag)
            known.update(fresh, no_fuzzy_matching=True)
            known.obsolete.clear()
            path.write_text(text(known), encoding="utf-8")
            missing = [message.id for message in known if message.id and not message.string]
            print(f"{tag} {domain}: {len(known)} messages, {len(missing)} not translated")


if __name__ == "__main__":
    main()
