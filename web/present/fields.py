"""The fields of a form, read back from its page: what each is called, what stands in it and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from clauses.said import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.said import Said

EMPTY = ("input", "meta", "link", "br", "hr", "img")


@dataclass(frozen=True)
class Field:
    """A field: ``unit`` holds together what is one answer, ``kind`` is that of the input, ``words`` says its values where these are codes.

    What it is called and how its values are said are ``Said``: in the language they have on the page, "" for that of the page.
    """

    name: str
    kind: str
    unit: str
    label: str
    group: str
    values: tuple[str, ...]
    words: dict[str, str]
    language: str

    def said(self, values: tuple[str, ...]) -> str:
        """Return values of this field the way its page says them."""
        return joined((self.words.get(value, said(value, self.language)) for value in values), "\n")


@dataclass(frozen=True)
class _Place:
    """Where an element stands: the answer it belongs to, what that is called, and the heading over it."""

    unit: str = ""
    named: str = ""
    group: str = ""


class _Builder(HTMLParser):
    """Builds the tree of a page of our own, which closes what it opens; each element says the language it stands in where that is not the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        element.set("lang", "" if tag == "html" else element.get("lang", "") or self._open[-1].get("lang", ""))
        self._open[-1].append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        last = self._open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + data
        else:
            last.text = (last.text or "") + data


def read(page: str) -> dict[str, Field]:
    """Return the fields of the form on a page that keeps what is typed, by name; of its buttons each has its value behind the name."""
    builder = _Builder()
    builder.feed(page)
    form = next((form for form in builder.root.iter("form") if "data-guard" in form.attrib), Element("form"))
    ids = {element.get("id", ""): element for element in form.iter()}
    labels = {label.get("for", ""): _words(label) for label in form.iter("label")}
    found: dict[str, Field] = {}
    for element, place in _walk(form, _Place(), ids):
        field = _field(element, place, labels)
        if field and field.name in found:
            known = found[field.name]
            field = Field(**{**vars(known), "values": known.values + field.values, "words": known.words | field.words})
        if field:
            found[field.name] = field
    return found


def _words(element: Element) -> Said:
    """Return the words of an element without those that only a screen reader hears."""
    return joined((said(" ".join(words.split()), tongue) for words, tongue in _stretches(element)), " ")


def _stretches(element: Element) -> Iterator[tuple[str, str]]:
    tongue = element.get("lang", "")
    yield element.text or "", tongue
    for child in element:
        if "hidden" not in child.get("class", "").split():
            yield from _stretches(child)
        yield child.tail or "", tongue


def _walk(element: Element, place: _Place, ids: dict[str, Element]) -> Iterator[tuple[Element, _Place]]:
    heading: str = next((_words(child) for child in element if child.tag == "legend"), "")
    over = ids.get(element.get("aria-labelledby", ""))
    heading = heading or (_words(over) if over is not None else "")
    if "question" in element.get("class", "").split():
        place = _Place(next((field.get("name", "") for field in element.iter() if field.get("name")), ""), heading, place.group)
    elif heading:
        place = _Place(place.unit, place.named, heading)
    for child in element:
        yield child, place
        yield from _walk(child, place, ids)


def _field(element: Element, place: _Place, labels: Mapping[str, str]) -> Field | None:
    name, value, kind = element.get("name", ""), element.get("value", ""), element.get("type", element.tag)
    if name in ("", "csrf", "revision") or element.tag not in ("input", "select", "textarea", "button"):
        return None
    label: str = labels.get(element.get("id", ""), "")
    words: dict[str, str] = {}
    values: tuple[str, ...] = (value,)
    if element.tag == "select":
        words = {option.get("value", ""): _words(option) for option in element.iter("option")}
        values = tuple(option.get("value", "") for option in element.iter("option") if "selected" in option.attrib) or tuple(words)[:1]
    elif element.tag == "textarea":
        values = ("".join(element.itertext()).removeprefix("\n"),)
    elif kind in ("checkbox", "radio"):
        words, values = {value: label}, (value,) if "checked" in element.attrib else ()
        label = place.group if kind == "radio" or place.unit else label
    elif element.tag == "button":
        label, words, values = place.group, {value: _words(element)}, ()
        if "aria-pressed" in element.attrib:
            kind, values = "radio", (value,) if element.get("aria-pressed") == "true" else ()
        else:
            name = f"{name}={value}"
    group = "" if place.group == label else place.group
    return Field(name, kind, place.unit or name, place.named or label, group, values, words, element.get("lang", ""))
