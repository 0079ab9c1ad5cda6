"""The gate before a Word file is read: what cannot be a harmless .docx is refused with one sentence."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 10 * 1024 * 1024
MOST_PARTS = 1000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_TAGS = 1_500_000
_RATIO, _RATIO_FROM = 200, 1024 * 1024
_CHUNK = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)|^.?\0""", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"""<\?xml\s[^>]*encoding\s*=\s*["']utf-16["'][^>]*\?>""", re.IGNORECASE)
_MAIN = re.compile(r"word/document\d*\.xml")
_MACROS = ("vbaproject.bin", "vbadata.xml")


class Refused(ValueError):
    """A file that is not read; ``reason`` is a message of the interface with ``values`` to fill it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason.format(**values))
        self.reason, self.values = reason, values


def preflight(data: bytes) -> None:
    """Raise Refused for bytes that are not a .docx or that would harm whoever unpacks them; nothing is kept of what is unpacked."""
    if len(data) > LARGEST:
        raise Refused("The file has more than {number} MB; send the agreement without large pictures.", number=str(LARGEST // 1024 // 1024))
    if data.startswith(_OLE):
        raise Refused("This is an old .doc file or one protected by a password; open it in Word, take the password off and save it as .docx.")
    if not data.startswith(b"PK"):
        raise Refused("This is not a Word file; its name must end in .docx and Word must be able to open it.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("The file is damaged; save it again in Word and send it once more.") from None


def part_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a part; some programs for Windows write its folders with backslashes."""
    return entry.filename.replace("\\", "/")


def in_utf8(part: bytes) -> bytes:
    """Return a part of XML that passed the gate in UTF-8, in which it was looked through; one in UTF-16 begins with its mark."""
    return _narrow(part.decode("utf-16")) if part.startswith(_WIDE) else part


def _narrow(text: str) -> bytes:
    return _HEAD.sub("", text, count=1).encode() if _HEAD.match(text) else text.encode()


def _parts(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise Refused("The file has {number} parts, far more than an agreement needs; save it anew in Word.", number=str(len(entries)))
    names = [part_name(entry).lower() for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("The file holds a part twice, so programs would read it differently; save it anew in Word.")
    for entry in entries:
        _name(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(_swollen(entry) for entry in entries):
        raise Refused("The file unpacks to far more than an agreement holds; save it anew in Word.")
    if "[content_types].xml" not in names or not any(_MAIN.fullmatch(name) for name in names):
        raise Refused("This is not a Word document; save the agreement as .docx.")
    for entry in entries:
        _content(archive, entry)


def _name(entry: zipfile.ZipInfo) -> None:
    name = part_name(entry)
    if name.startswith("/") or ":" in name or ".." in name.split("/") or "\0" in name:
        raise Refused("The file holds a part whose name leads out of it; save it anew in Word.")
    if entry.flag_bits & 0x1:
        raise Refused("The file is protected by a password; take the password off and send it again.")
    if name.lower().rsplit("/", 1)[-1] in _MACROS:
        raise Refused("The file holds macros; save it as a document without macros (.docx).")


def _swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part in pieces, never more than it states (zipfile sees to that), and look at each."""
    is_xml = part_name(entry).lower().endswith((".xml", ".rels"))
    tags = 0
    tail = b""
    with archive.open(entry) as stream:
        for place, piece in enumerate(_pieces(stream)):
            if not is_xml:
                continue
            if not place and _ENCODED.search(piece[:200]):
                raise Refused("A part of the file is not written in UTF-8; save it anew in Word.")
            if _DECLARED.search(tail + piece):
                raise Refused("The file holds a document type of its own, which Word never writes; save it anew in Word.")
            tags += piece.count(b"<")
            tail = piece[-16:]
            if tags > MOST_TAGS:
                raise Refused("The file has far more paragraphs than an agreement; send the agreement alone.")


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in pieces, in UTF-8 also if it is written in UTF-16; raises ValueError for signs that are none."""
    first = stream.read(_CHUNK)
    if not first.startswith(_WIDE):
        yield first
        yield from iter(lambda: stream.read(_CHUNK), b"")
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    yield _narrow(decoder.decode(first))
    while piece := stream.read(_CHUNK):
        yield decoder.decode(piece).encode()
    decoder.decode(b"", final=True)
