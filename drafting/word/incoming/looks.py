"""The styles of a file that came back: what they are called, and what makes words under them invisible or struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.names import W

if TYPE_CHECKING:
    from lxml import etree

    from drafting.returned import Look

OFF = ("0", "false", "off")
_SHADE = f"{W}shd"
_TELLING = {f"{W}{name}": name for name in ("rStyle", "strike", "dstrike", "vanish", "sz", "w", "color", "shd", "highlight")}
_TINY, _NARROW, _LIGHT = 4, 10, 0xF0  # half points; percent of the usual width; of each of the three colours
_GROUNDS = {"black": "000000", "white": "FFFFFF", "none": ""}
_DEEPEST = 20


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute in Word's namespace, "" when element or attribute is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


class Styles:
    """The styles of a file; styles are known by their English names, for the id changes from program to program."""

    def __init__(self, part: etree._Element | None = None) -> None:
        every = [*part.iter(f"{W}style")] if part is not None else []
        self._names = {value(style, "styleId"): value(style.find(f"{W}name")).lower() for style in every}
        self._based = {value(style, "styleId"): value(style.find(f"{W}basedOn")) for style in every}
        self._said = {value(style, "styleId"): _said(style.find(f"{W}rPr")) for style in every}
        self._usual = _said(part.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if part is not None else None)
        marked = (style for style in every if value(style, "default") in ("1", "true", "on") and value(style, "type") == "paragraph")
        self._first = next((value(style, "styleId") for style in marked), "")
        self._known: dict[tuple[str, str], tuple[dict[str, str], Look]] = {}

    def name(self, style: str) -> str:
        """Return the name of a style, "" for none."""
        return self._names.get(style, "")

    def look(self, paragraph: str, run: etree._Element | None) -> Look:
        """Return whether a run with such properties, in a paragraph of a style, hides its words or strikes them through."""
        own = _said(run)
        under = paragraph, own.pop("rStyle", "")
        if under not in self._known:
            found = self._usual | self._chain(paragraph or self._first) | self._chain(under[1])
            self._known[under] = found, _look(found)
        found, look = self._known[under]
        return _look(found | own) if own else look

    def _chain(self, style: str) -> dict[str, str]:
        chain = [style]
        while (style := self._based.get(style, "")) and len(chain) < _DEEPEST:
            chain.append(style)
        return {name: said for entry in reversed(chain) for name, said in self._said.get(entry, {}).items()}


def _said(properties: etree._Element | None) -> dict[str, str]:
    """Return what run properties say of whether words are seen."""
    return {
        _TELLING[entry.tag]: value(entry, "fill" if entry.tag == _SHADE else "val")
        for entry in (properties if properties is not None else ())
        if entry.tag in _TELLING
    }


def _look(found: dict[str, str]) -> Look:
    if any(found.get(name, "0") not in OFF for name in ("strike", "dstrike")):
        return "struck"
    if found.get("vanish", "0") not in OFF or _below(found.get("sz", ""), _TINY) or _below(found.get("w", ""), _NARROW):
        return "hidden"
    marker = found.get("highlight", "none")
    ground = _GROUNDS.get(marker, marker) or found.get("shd", "").upper().replace("AUTO", "") or "FFFFFF"
    colour = found.get("color", "auto").upper()
    # words of no colour of their own turn white on a dark ground, but not under a marker
    colour = colour if colour != "AUTO" else "000000" if marker == "black" else ""
    return "hidden" if colour == ground or (_is_light(colour) and _is_light(ground)) else ""


def _below(number: str, least: int) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 4 and int(number) <= least


def _is_light(colour: str) -> bool:
    try:
        return len(colour) == 6 and all(part >= _LIGHT for part in bytes.fromhex(colour))
    except ValueError:
        return False
