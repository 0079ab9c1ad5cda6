"""A visitor who looks closely: every page visited is also checked for what each page owes its readers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as tree

import html5lib

from locales import LANGUAGES
from web.security import SECRET, SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

Element = tree.Element
# what both the walk of every page and the browser visit; each adds its own
PATHS = ("/", "/clauses", "/clauses?q=GPS&theme=monitoring", "/clauses?q=xqzzyt", "/clauses/mon-gps-geolocation", "/paper")
PATHS += ("/guide", "/about", "/gallery", "/drafts", "/drafts/new", "/nowhere")
INSIDE = ("/", "/facts", "/answers", "/blanks", "/documents", "/exchange", "/exchange/board", "/versions", "/share", "/own", "/clauses/mon-gps-geolocation")
UNLABELLED = ("hidden", "submit", "button")


def tag(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(element: Element) -> str:
    """Return the words of an element, blanks folded."""
    return " ".join("".join(element.itertext()).split())


class Page:
    """A page as it came, read the way a browser reads it."""

    def __init__(self, response: TestResponse) -> None:
        self.response, self.status, self.html = response, response.status_code, response.get_data(as_text=True)
        parser = html5lib.HTMLParser()
        self.root: Element = parser.parse(self.html)
        self.errors = parser.errors

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of a name, those with the attributes given; ``class_`` asks for one class among several."""
        class_ = attributes.pop("class_", "")
        found = (element for element in self.root.iter() if tag(element) == name)
        return [
            element
            for element in found
            if (not class_ or class_ in element.get("class", "").split()) and all(element.get(key) == value for key, value in attributes.items())
        ]

    def one(self, name: str, **attributes: str) -> Element:
        """Return the one such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} of <{name} {attributes}>"
        return found[0]

    @property
    def text(self) -> str:
        """All the words of the page."""
        return words(self.root)

    @property
    def main(self) -> str:
        """The words of the page's main part."""
        return words(self.one("main"))

    def id(self, identity: str) -> Element:
        """Return the element with an id."""
        return next(element for element in self.root.iter() if element.get("id") == identity)

    def links(self) -> list[str]:
        """Return where the page's links lead."""
        return [element.get("href", "") for element in self.all("a")]

    def form(self, action: str) -> dict[str, Any]:
        """Return the fields of the form with an action, filled as it came, ready to be sent."""
        form = next(element for element in self.all("form") if element.get("action") == action)
        return dict(_fields(form))

    def check(self) -> None:
        """Check what every page owes its readers."""
        assert not self.errors, self.errors[:3]
        assert self.one("html").get("lang") in LANGUAGES
        heading = words(self.one("h1"))
        assert heading
        assert words(self.one("title")).startswith(heading), (words(self.one("title")), heading)
        ids = Counter(element.get("id") for element in self.root.iter() if element.get("id"))
        assert not [identity for identity, number in ids.items() if number > 1], ids.most_common(3)
        self._check_forms(set(ids))

    def _check_forms(self, ids: set[str | None]) -> None:
        labelled = {element.get("for") for element in self.all("label")}
        assert labelled - {None} <= ids, labelled - ids
        for name in ("input", "select", "textarea"):
            for element in self.all(name):
                if element.get("type") not in UNLABELLED:
                    named = element.get("id") in labelled or element.get("aria-label") or element.get("aria-labelledby")
                    assert named, tree.tostring(element)
                for described in element.get("aria-describedby", "").split():
                    assert described in ids, described
        for form in self.all("form"):
            assert form.get("action"), tree.tostring(form)[:200]
            if form.get("method") == "post":
                assert any(element.get("name") == "csrf" and element.get("value") for element in form.iter()), tree.tostring(form)[:200]
        assert not re.search(r"<[^>]+\s(on[a-z]+|style)=", self.html), "inline script or style"


def _fields(form: Element) -> Iterator[tuple[str, Any]]:
    many: dict[str, list[str]] = {}
    for element in form.iter():
        name, kind = element.get("name"), tag(element)
        if not name or kind == "button":
            continue
        if kind == "select":
            options = [option for option in element.iter() if tag(option) == "option"]
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            many.setdefault(name, []).extend(option.get("value", "") for option in chosen)
        elif kind == "textarea":
            many.setdefault(name, []).append("".join(element.itertext()))
        elif element.get("type") not in ("checkbox", "radio") or element.get("checked") is not None:
            many.setdefault(name, []).append(element.get("value", "on" if element.get("type") == "checkbox" else ""))
    yield from many.items()


class Visitor:
    """A person with a browser that runs no scripts."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, address: str, status: int = 200) -> Page:
        """Open a page, following redirects, and check it."""
        return self._page(self.client.get(address, follow_redirects=True), status)

    def post(self, address: str, data: dict[str, Any] | None = None, status: int = 200, **fields: Any) -> Page:
        """Send a form, with the token if it has none, follow the redirect and check the page that comes."""
        sent = {**(data or {}), **fields}
        sent.setdefault("csrf", self.token())
        return self._page(self.client.post(address, data=sent, follow_redirects=True), status)

    def token(self) -> str:
        """Return the session's token, opening a page when there is none yet."""
        with self.client.session_transaction() as session:
            return "00" * SIZE + str(session.setdefault(SECRET, "5a" * SIZE))

    def download(self, address: str) -> TestResponse:
        """Fetch a file."""
        response = self.client.get(address)
        assert response.status_code == 200, response.status_code
        return response

    def recorded(self, address: str, data: dict[str, Any]) -> TestResponse:
        """Send a form that records a file as sent, and fetch the file as a browser does, by the order of the page that comes."""
        (order,) = [meta.get("content", "") for meta in self.post(address, data).all("meta") if meta.get("http-equiv") == "refresh"]
        return self.download(order.partition("url=")[2])

    def _page(self, response: TestResponse, status: int) -> Page:
        page = Page(response)
        assert page.status == status, f"{page.status} instead of {status}: {page.main[:300]}"
        page.check()
        return page
