"""Files that Word, converters and scripts made of the agreement: what Sopu says of each, also when the package is written in other ways."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from care_agreement import care_file
from returned_files import compared, told
from word_edits import performed

from drafting.word.incoming.child import read_apart, redline_apart
from drafting.word.incoming.preflight import preflight
from drafting.word.incoming.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "programs.yaml").read_text(encoding="utf-8"))
USUAL, STRICT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("name", CASES)
def test_what_a_program_made_of_the_file_is_told(name: str) -> None:
    case = CASES[name]
    returned = performed(care_file(), case["edits"]) if case["edits"] else care_file()
    assert sorted(told(compared(care_file(), returned))) == sorted(case["told"])


def parts_of(docx: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], *, large: bool = False) -> bytes:
    """Return parts as a .docx; ``large`` writes them as if none fitted into four gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=large) as part:
                part.write(content)
    return stream.getvalue()


class Pipe(io.RawIOBase):
    """A stream that cannot go back, so that sizes are written after the parts."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, data: Any) -> int:
        self.content += data
        return len(data)

    def writable(self) -> bool:
        return True


def piped(parts: dict[str, bytes]) -> bytes:
    """Return parts as a .docx written to a pipe."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # no more of a stream is needed
        for name, content in parts.items():
            archive.writestr(name, content)
    return bytes(pipe.content)


def renamed(parts: dict[str, bytes]) -> bytes:
    """Return a .docx whose document has the name that servers of Microsoft give it."""
    names = {name: name.replace("document.xml", "document2.xml") for name in parts}
    return zipped({names[name]: content.replace(b"word/document.xml", b"word/document2.xml") for name, content in parts.items()})


def wide(part: bytes) -> bytes:
    """Return a part in UTF-16, as it then says itself."""
    return re.sub(r"""encoding=["']UTF-8["']""", 'encoding="UTF-16"', part.decode(), count=1).encode("utf-16")


PACKAGES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "sizes after the parts": piped,
    "zip64": lambda parts: zipped(parts, large=True),
    "folders with backslashes": lambda parts: zipped(parts).replace(b"word/document.xml", b"word\\document.xml"),
    "entries for folders": lambda parts: zipped({"word/": b"", **parts}),
    "the document under another name": renamed,
    "a byte order mark": lambda parts: zipped({**parts, "word/document.xml": b"\xef\xbb\xbf" + parts["word/document.xml"]}),
    "UTF-16": lambda parts: zipped({name: wide(content) if name.endswith(".xml") else content for name, content in parts.items()}),
    "the strict form": lambda parts: zipped({name: content.replace(USUAL.encode(), STRICT.encode()) for name, content in parts.items()}),
    "no styles": lambda parts: zipped({name: content for name, content in parts.items() if name != "word/styles.xml"}),
    "styles under other ids": lambda parts: zipped({name: content.replace(b'"Heading1"', b'"berschrift1"') for name, content in parts.items()}),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_way_a_package_is_written_changes_nothing(name: str) -> None:
    packed = PACKAGES[name](parts_of(care_file()))
    preflight(packed)
    assert told(compared(care_file(), packed)) == []
    assert read_apart(packed) == read(packed)


def test_a_file_in_utf16_is_redlined_too() -> None:
    assert redline_apart(PACKAGES["UTF-16"](parts_of(care_file())), care_file(), "A", date(2027, 5, 20)).changes == ()
