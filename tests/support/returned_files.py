"""Builders of files that come back: a sent agreement, edited as Word writes it, and comparisons as lines a person reads."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from agreements import agreement
from lxml import etree

from drafting.exchange import compare_returned
from drafting.word.incoming.reading import read
from drafting.word.render import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafting.exchange import ReturnedComparison

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BY = 'w:id="{number}" w:author="Maija" w:date="2027-06-01T09:00:00Z"'


def sent_file(language: str = "en") -> bytes:
    """Return the file that was sent: an agreement that uses everything a document can show."""
    return render(agreement(language))


def with_parts(docx: bytes, change: Callable[[dict[str, str]], None]) -> bytes:
    """Return a .docx whose parts, as text by name, were changed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def with_body(docx: bytes, change: Callable[[str], str]) -> bytes:
    """Return a .docx whose body, as XML, was changed; raises AssertionError when it was not."""

    def changed(parts: dict[str, str]) -> None:
        body = change(parts["word/document.xml"])
        assert body != parts["word/document.xml"], "the edit found nothing to change"
        parts["word/document.xml"] = body

    return with_parts(docx, changed)


def inserted(words: str, number: int = 900) -> str:
    """Return a tracked insertion of words, as Word writes one."""
    return f'<w:ins {BY.format(number=number)}><w:r w:rsidR="00AB12CD"><w:t xml:space="preserve">{words}</w:t></w:r></w:ins>'


def deleted(words: str, number: int = 901) -> str:
    """Return a tracked deletion of words, as Word writes one."""
    return f'<w:del {BY.format(number=number)}><w:r w:rsidDel="00AB12CD"><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def run(words: str) -> str:
    """Return a run of words with the marks Word leaves in every run."""
    return f'<w:r w:rsidR="00112233" w:rsidRPr="00445566"><w:t xml:space="preserve">{words}</w:t></w:r>'


def split_at(body: str, clause: str, words: str, middle: str) -> str:
    """Return the body with words in the first paragraph of a clause that holds them replaced by XML between two runs."""
    begin = body.index(f'w:name="{clause}"')
    place = body.index(words, begin)
    start, end = body.rindex("<w:r>", 0, place), body.index("</w:r>", place) + len("</w:r>")
    whole = re.sub(r"<[^>]+>", "", body[start:end])
    before, _, after = whole.partition(words)
    return body[:start] + (run(before) if before else "") + middle + (run(after) if after else "") + body[end:]


def compared(sent: bytes, returned: bytes) -> ReturnedComparison:
    """Return what a returned file changed."""
    return compare_returned(read(sent), read(returned))


def told(comparison: ReturnedComparison) -> list[str]:
    """Return a comparison as sorted lines: the clause, its changes as {{-before-}}{{+after+}} with "silent" where they are, its structure and comments."""
    result = []
    for clause in comparison.clauses:
        for change in clause.changes:
            words = ("{{-" + change.before + "-}}" if change.before else "") + ("{{+" + change.after + "+}}" if change.after else "")
            words = "{{>" + (change.after or change.before)[:40] + "<}}" if change.kind == "moved" else words
            result.append(f"{clause.clause}: {words.replace(chr(10), ' / ')}" + (f" ({change.author})" if change.tracked else " silent"))
        result += [f"{clause.clause}: {kind}" + (" silent" if kind == "clause moved" and clause.moved_silently else "") for kind in clause.structure]
        result += [f"{clause.clause}: “{comment.words}” {comment.author}: {comment.text}" for comment in clause.comments]
    result += [f"new after {part.after}: {part.text.replace(chr(10), ' / ')}" + (f" ({part.author})" if part.tracked else " silent") for part in comparison.new]
    result += [f"loose {comment.author}: {comment.text}" for comment in comparison.loose]
    return result


def body_of(docx: bytes) -> etree._Element:
    """Return the tree of a document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def edited_throughout(document: bytes) -> bytes:
    """Return a file with a tracked or a silent change in every sixth run of words."""
    count = 0

    def change(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        words = found[1].split(" ")
        if count % 6 or len(words) < 12:
            return found[0]
        place = len(words) // 2
        middle = run("silently") if count % 12 else deleted(words[place], count + 5000) + inserted("newly", count + 9000)
        return run(" ".join(words[:place]) + " ") + middle + run(" " + " ".join(words[place + 1 :]))

    return with_body(document, lambda body: re.sub(r'<w:r><w:t xml:space="preserve">([^<]+)</w:t></w:r>', change, body))
