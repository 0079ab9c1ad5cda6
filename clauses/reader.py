"""Reads library and vocabulary into a Library; every error names file and line."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clauses.changelog import Changelog, parse
from clauses.clause import POSITIONS, Begun, Clause, FrontMatter, Sample, SlotText, Wording
from clauses.library import Library
from clauses.vocabulary import FILES, Vocabulary
from clauses.yamlfile import SourceError, load, model

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = Path(__file__).parent
NOTES = ("purpose", "union side", "employer side", "watch")
_HEADING = re.compile(r"^(#{1,6}) +(.*?) *$")
_COPY = re.compile(r"^([a-z][a-z0-9_-]*) *= *([a-z]+)$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@lru_cache(maxsize=4)
def read(home: Path = HOME) -> Library:
    """Return the library under a folder that holds library/ and vocabulary/; raises SourceError for the first thing that is wrong."""
    library, problems = _looked_over(home)
    if problems:
        raise problems[0]
    return library


def survey(home: Path = HOME) -> tuple[Library, list[SourceError]]:
    """Return what of a library can be read, and everything that cannot."""
    library, problems = _looked_over(home)
    begun = {}
    for key, words in library.begun.items():
        try:
            words.words  # noqa: B018  # read here, so that whoever asks for them later is not the one to learn that they cannot be
        except SourceError as error:
            problems.append(error)
            continue
        begun[key] = words
    return replace(library, begun=begun), problems


def _looked_over(home: Path) -> tuple[Library, list[SourceError]]:
    """Return what of a library can be read, and what cannot; the words of begun languages are left for later."""
    problems: list[SourceError] = []
    lists: dict[str, dict[str, Any]] = {}
    for name in FILES:
        try:
            lists[name] = _entries(home, name)
        except SourceError as error:
            problems.append(error)
            lists[name] = {}
    clauses: dict[str, Clause] = {}
    wordings: dict[tuple[str, str], Wording] = {}
    begun: dict[tuple[str, str], Begun] = {}
    samples: dict[str, tuple[Sample, ...]] = {}
    for folder in sorted((home / "library").glob("*/*/")):
        try:
            clause, its_wordings, its_begun, its_samples = _folder(home, folder)
        except SourceError as error:
            problems.append(error)
            continue
        if clause.id in clauses:
            problems.append(SourceError(_place(home, folder), 1, f"the clause {clause.id} stands in two folders; keep one", "clause-id"))
        clauses[clause.id] = clause
        wordings |= {(clause.id, wording.language): wording for wording in its_wordings}
        begun |= {(clause.id, words.language): words for words in its_begun}
        samples[clause.id] = its_samples
    return Library(clauses, wordings, samples, Vocabulary(**lists), digest(home), _changelog(home), begun), problems


def _changelog(home: Path) -> Changelog:
    path = home / "CHANGELOG.md"
    return parse(path.read_text("utf-8") if path.is_file() else "")


def digest(home: Path = HOME) -> str:
    """Return a digest of every file of the library and its vocabulary."""
    total = hashlib.sha256()
    for path in sorted(path for part in ("library", "vocabulary") for path in (home / part).rglob("*") if path.is_file()):
        total.update(path.relative_to(home).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _place(home: Path, path: Path) -> str:
    return path.relative_to(home.parent).as_posix()


def _text(home: Path, path: Path) -> str:
    place = _place(home, path)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise SourceError(place, 1, "this file is missing; each clause folder holds clause.yaml, samples.yaml and one file per language", "files") from None
    except UnicodeDecodeError as error:
        raise SourceError(place, 1, f"byte {error.start} is not UTF-8; save the file as UTF-8", "encoding") from None
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            raise SourceError(place, number, f"the invisible character U+{ord(found[0]):04X} stands at column {found.start() + 1}; take it out", "control")
        if not unicodedata.is_normalized("NFC", line):
            raise SourceError(place, number, "letters and their accents are stored apart here; save the text in NFC", "nfc")
    return text


def _entries(home: Path, name: str) -> dict[str, Any]:
    """Return one closed list by id; terms and annexes are mappings in their files, all others are lists."""
    path = home / "vocabulary" / f"{name.replace('_', '-')}.yaml"
    text, place = _text(home, path), _place(home, path)
    data = load(text, place)
    if isinstance(data, dict):
        data = [{"id": key, "words": value} for key, value in data.items()]
    if not isinstance(data, list):
        raise SourceError(place, 1, "this file must hold a list of entries, each beginning “- id: …”", "yaml")
    result: dict[str, Any] = {}
    starts = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("- ")]
    for index, entry in enumerate(data):
        offset = starts[index] - 1 if index < len(starts) else 0
        record: Any = model(FILES[name], entry, "", place, offset)
        if record.id in result:
            raise SourceError(place, offset + 1, f"the id “{record.id}” stands twice; keep one", "vocabulary")
        result[record.id] = record
    return result


def _folder(home: Path, folder: Path) -> tuple[Clause, list[Wording], list[Begun], tuple[Sample, ...]]:
    facts = folder / "clause.yaml"
    text, place = _text(home, facts), _place(home, facts)
    clause = model(Clause, load(text, place), text, place)
    if clause.id != folder.name:
        raise SourceError(place, 1, f"the id “{clause.id}” is not the folder's name “{folder.name}”; make them the same", "clause-id")
    wordings, begun = _languages(clause.id, ((path.stem, _text(home, path), _place(home, path)) for path in sorted(folder.glob("*.md"))))
    if not wordings:
        raise SourceError(place, 1, "no language file with a text, such as en.md, stands beside it", "files")
    samples = folder / "samples.yaml"
    return clause, wordings, begun, _samples(_text(home, samples), _place(home, samples))


def _languages(clause: str, files: Iterable[tuple[str, str, str]]) -> tuple[list[Wording], list[Begun]]:
    """Return the languages a clause is written in and those it is begun in, of files given by language, text and place; a text has “## position” lines."""
    wordings, begun = [], []
    for language, text, place in files:
        if "\n## " in text:
            wordings.append(read_wording(text, clause, language, place))
        else:
            begun.append(Begun(clause, language, place, partial(_words_alone, text, clause, language, place)))
    return wordings, begun


def _words_alone(text: str, clause: str, language: str, place: str) -> FrontMatter:
    return read_wording(text, clause, language, place).words


def read_wording(text: str, clause: str, language: str, place: str) -> Wording:
    """Return a clause's language file as a Wording; raises SourceError."""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise SourceError(place, 1, "the file must begin with front matter between two lines of ---", "front-matter")
    matter = "\n".join(lines[1 : ends[1]])
    words = model(FrontMatter, load(matter, place, 1), matter, place, 1)
    positions, notes = _body(lines, ends[1] + 1, place)
    return Wording(clause, language, place, words, _copies(positions, place), notes)


def _body(lines: list[str], start: int, place: str) -> tuple[dict[str, dict[str, SlotText]], dict[str, SlotText]]:
    positions: dict[str, dict[str, SlotText]] = {}
    notes: dict[str, SlotText] = {}
    section: dict[str, SlotText] | None = None
    current: tuple[str, int, str, list[str]] | None = None
    for number, line in enumerate(lines[start:], start + 1):
        heading = _HEADING.match(line)
        if heading is None:
            if current is not None:
                current[3].append(line)
            elif line.strip():
                raise SourceError(place, number, "words stand outside a slot; begin it with “### slot”", "structure")
            continue
        if current is not None and section is not None:
            section[current[0]] = _slot_text(current, place)
        current = None
        if len(heading[1]) == 2:
            section = _section(heading[2], positions, notes, number, place)
        elif len(heading[1]) == 3 and section is not None:
            current = _slot_heading(heading[2], section, section is notes, number, place)
        else:
            raise SourceError(place, number, "only “## position” and “### slot” are headings here", "structure")
    if current is not None and section is not None:
        section[current[0]] = _slot_text(current, place)
    return positions, notes


def _section(name: str, positions: dict[str, dict[str, SlotText]], notes: dict[str, SlotText], number: int, place: str) -> dict[str, SlotText]:
    if name == "notes":
        return notes
    if name not in POSITIONS or name in positions:
        raise SourceError(place, number, f"“{name}” is not a position that can stand here; once each: {', '.join(POSITIONS)}, notes", "position")
    positions[name] = {}
    return positions[name]


def _slot_heading(text: str, section: dict[str, SlotText], is_notes: bool, number: int, place: str) -> tuple[str, int, str, list[str]]:
    copy = _COPY.match(text)
    name, same_as = (copy[1], copy[2]) if copy else (text, "")
    if is_notes and name not in NOTES:
        raise SourceError(place, number, f"“{name}” is not a note; the notes are {', '.join(NOTES)}", "notes")
    if name in section:
        raise SourceError(place, number, f"the slot “{name}” stands twice in this position; keep one", "slot")
    return name, number, same_as, []


def _slot_text(current: tuple[str, int, str, list[str]], place: str) -> SlotText:
    name, number, same_as, lines = current
    source = "\n".join(lines).strip("\n ")
    lead = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if same_as and source:
        raise SourceError(place, number, f"“{name} = {same_as}” copies a position and has words as well; choose one", "slot")
    if not same_as and not source:
        raise SourceError(place, number, f"the slot “{name}” has no words; write them or take the heading out", "slot")
    return SlotText(source, number + 1 + lead, same_as)


def _copies(positions: dict[str, dict[str, SlotText]], place: str) -> dict[str, dict[str, SlotText]]:
    """Put the copied words in the place of each ``= position``."""
    result: dict[str, dict[str, SlotText]] = {}
    for position, slots in positions.items():
        result[position] = {}
        for name, text in slots.items():
            if text.same_as:
                other = positions.get(text.same_as, {}).get(name)
                if other is None or other.same_as:
                    raise SourceError(place, text.line - 1, f"“{name} = {text.same_as}” copies a slot that is not written out there", "slot")
                text = SlotText(other.source, other.line, text.same_as)
            result[position][name] = text
    return result


def _samples(text: str, place: str) -> tuple[Sample, ...]:
    data = load(text, place) or []
    if not isinstance(data, list):
        raise SourceError(place, 1, "this file must hold a list of samples", "samples")
    starts = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("- ")]
    result = []
    defaults: dict[str, Any] = {"values": {}, "included": {}, "scheme": "paragraph-sign", "level": "national-sector", "jurisdiction": "fi"}
    for index, entry in enumerate(data):
        line = starts[index] if index < len(starts) else 1
        if not isinstance(entry, dict) or not {"position", "language", "says"} <= entry.keys() <= {"position", "language", "says", *defaults}:
            raise SourceError(place, line, "a sample holds position, language and says, and may hold values, included, scheme, level, jurisdiction", "samples")
        known = {**defaults, **{key: value for key, value in entry.items() if value is not None}}
        result.append(Sample(**known, line=line))
    return tuple(result)
