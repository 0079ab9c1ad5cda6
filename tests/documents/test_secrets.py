"""Nothing of the private layer reaches what the other side may read: secrets are planted in every field not named as shared, and searched for."""

from __future__ import annotations

import html
import io
import re
import types
import zipfile
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from lxml import etree
from pydantic import BaseModel
from tables import ONE, TWO, order, small, small_draft

from drafting import plaintext
from drafting.assembly import assemble
from drafting.documents.registry import LAYOUTS, build
from drafting.draft import ChapterMark, Chosen, ChosenSlot, ChosenWords, Draft, Package, Selection, dumps
from drafting.negotiation import Party, Term
from drafting.word.publishing import publish
from drafting.word.redline import redline
from drafting.word.render import render

# What both sides may read. Any other field, also one added later, holds a secret until somebody names it here.
SHARED = {
    Draft: "sopu id revision label dated title parties level jurisdiction languages scheme first_number term values clauses words packages",
    Selection: "id position slots values wording title standing note",
    ChapterMark: "chapter",
    Chosen: "version digest words",
    ChosenWords: "title slots",
    ChosenSlot: "position lead_in text",
    Package: "name clauses",
    Party: "side name signatories",
    Term: "start end",
}
KEYS = (ONE, TWO, "retention", "data", "en", "fi", f"no-scope:{ONE}")  # under these a document would look a private word up
LIBRARY = small()
MARK = "xqz"  # begins every secret and stands in no text of ours, so that a part of a secret is found too
LETTERS = some.text("abcdefghijkmnoprstuyäöåéžдя", min_size=4, max_size=12).map(lambda word: f"{MARK}{word}")
NUMBERS = some.integers(700_000_000, 799_999_999)
JOINTS = some.sampled_from([" ", "\n", " & ", "<", '"', "]]>", "; ", "\\", "](", "\u00ad"])


class Planter:
    """Fills fields with secrets and keeps the numbers among them."""

    def __init__(self, data: some.DataObject) -> None:
        self.data, self.turn = data, count()
        self.numbers: set[str] = set()

    def instance(self, record: Any) -> Any:
        """Return a record with a secret in each of its fields that is not named as shared, however deep."""
        if isinstance(record, tuple):
            return tuple(self.instance(entry) for entry in record)
        if isinstance(record, dict):
            return {key: self.instance(entry) for key, entry in record.items()}
        if not isinstance(record, BaseModel):
            return record
        kind, shared = type(record), SHARED[type(record)].split()
        fields = {name: self.instance(getattr(record, name)) if name in shared else self.value(field.annotation) for name, field in kind.model_fields.items()}
        return kind.model_validate({kind.model_fields[name].alias or name: value for name, value in fields.items()})

    def value(self, kind: Any) -> Any:
        """Return a value of a type with secrets in all it holds."""
        origin, inside = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            known = [entry for entry in inside if entry in (str, int) or get_origin(entry) or issubclass(entry, BaseModel)]
            return self.value(known[next(self.turn) % len(known)])
        if origin is dict:
            return {key: self.value(inside[1]) for key in (*KEYS, self.words())}
        if origin in (list, tuple, set, frozenset):
            return origin([self.value(inside[0])])
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind.model_validate({field.alias or name: self.value(field.annotation) for name, field in kind.model_fields.items()})
        assert kind in (str, int, Literal, bool), f"teach this test to fill a field of type {kind}"
        return self.words() if kind is str else self.number()

    def words(self) -> str:
        """Return a secret of two words with something between them that a format may have to escape."""
        return self.data.draw(LETTERS) + self.data.draw(JOINTS) + self.data.draw(LETTERS)

    def number(self) -> int:
        """Return a secret number."""
        number = self.data.draw(NUMBERS)
        self.numbers.add(str(number))
        return number


def decoded(content: bytes) -> str:
    """Return all a file says: parts as they stand and as words, names, attributes, folded and escaped lines, numbers without their grouping."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = [archive.comment.decode(), *archive.namelist()]
            for name in archive.namelist():
                tree = etree.fromstring(archive.read(name))
                texts += [archive.read(name).decode(), "".join(tree.itertext()), *(value for entry in tree.iter() for value in entry.attrib.values())]
    else:
        text = content.decode()
        texts = [text, html.unescape(re.sub(r"<[^>]*>", "", text)), re.sub(r"\r\n ", "", text), re.sub(r"\\(.)", r"\1", text)]
    whole = "\n".join(texts).casefold()
    return whole + re.sub(r"(?<=\d)[\s.,’'](?=\d)", "", whole)


def shared_files(draft: Draft, base: Draft) -> dict[str, bytes]:
    """Return every file the other side may be given, by a name that says which it is."""
    files = {"draft.yaml": dumps(draft.shared()).encode()}
    for language, second in (("en", "fi"), ("fi", "en")):
        sent = render(assemble(draft, LIBRARY, language))
        files[f"{language} sent.docx"] = sent
        files[f"{language} tracked.docx"] = redline(render(assemble(base, LIBRARY, language)), sent, "Liitto ry", draft.dated).document
        files[f"{language}.txt"] = plaintext.text(assemble(draft, LIBRARY, language)).encode()
        for layout in (entry for entry in LAYOUTS if entry.audience == "shared"):
            document = build(layout, order(draft, LIBRARY, language, second=second, base=base if "base" in layout.asks else None, side="union"))
            for kind in ("ics",) if layout.name == "calendar" else ("docx", "md", "html"):
                files[f"{language} {layout.name}.{kind}"] = publish(document, kind)
    return files


@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(some.data())
def test_no_planted_secret_is_in_any_file_the_other_side_may_read(data):
    amended = Selection(id=ONE, position="baseline", wording={"en": "### data\nOur own words.", "fi": "### data\nOmat sanat."}, standing="countered")
    plain = small_draft(ChapterMark(chapter={"en": "One", "fi": "Yksi"}), amended, Selection(id=TWO, standing="agreed")).changed(
        packages=(Package(name="Both", clauses=(ONE, TWO)),)
    )
    planter = Planter(data)
    draft, base = planter.instance(plain), planter.instance(plain.changed(clauses=plain.clauses[:2], packages=()))
    assert {"private", "dismissed"} <= {name for name in Draft.model_fields if getattr(draft, name) != getattr(plain, name)}
    for name, content in shared_files(draft, base).items():
        said = decoded(content)
        leaks = [said[max(found.start() - 60, 0) : found.end() + 20] for found in re.finditer(MARK, said)]
        assert leaks[:1] == [], name
        assert planter.numbers.isdisjoint(re.findall(r"(?=(7\d{8}))", said)), name
