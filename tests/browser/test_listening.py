"""The main pages as a screen reader has them: from the browser's accessibility tree, in every language the names of what can be acted on."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from locales import LANGUAGES

pytestmark = pytest.mark.browser

ACTED_ON = ("button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton", "DisclosureTriangle")
# what tells two things of one name apart: where they stand
GROUPS = ("navigation", "region", "group", "heading", "list")
LANDMARKS = ("banner", "main", "navigation", "contentinfo")
# an id, a placeholder of a message, or a key of a form shows as one of these
RAW = re.compile(r"%\(|\{\{|^[a-z0-9]+([-_][a-z0-9]+)+$")
MAIN = ["/", "/clauses?q=GPS", "/clauses/mon-gps-geolocation", "{draft}", "{draft}clauses/mon-gps-geolocation", "{draft}exchange/board"]


@pytest.fixture
def heard(page, server, addresses):
    """Open a page and return its accessibility tree as a list in reading order, what is hidden left out."""
    draft = next(path for path in addresses if re.search(r"[0-9a-f]{32}/$", path))
    devtools = page.context.new_cdp_session(page)

    def listen(language, path):
        page.goto(f"{server}/{language}{path.format(draft=draft)}")
        # a fold is opened first: its contents are reached by ear as by eye
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        found = []

        def walk(node, context=""):
            if not node.get("ignored"):
                found.append({**node, "context": context})
                context = f"{role(node)} {name(node)}" if role(node) in GROUPS and name(node) else context
            for child in node.get("childIds", []):
                if child in by_id:
                    walk(by_id[child], context)

        walk(nodes[0])
        return found

    return listen


def role(node):
    return node["role"]["value"]


def name(node):
    return " ".join(node.get("name", {}).get("value", "").split())


def told(node, wanted):
    """Return a property of a node: url, level, live."""
    return next((entry["value"].get("value") for entry in node.get("properties", []) if entry["name"] == wanted), None)


@pytest.mark.parametrize("path", MAIN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_acted_on_has_a_name_in_words(heard, language, path):
    nodes = [node for node in heard(language, path) if role(node) in ACTED_ON]

    assert len(nodes) > 10
    assert [role(node) for node in nodes if not name(node)] == []
    assert [name(node) for node in nodes if RAW.search(name(node))] == []


@pytest.mark.parametrize("path", MAIN)
def test_one_name_means_one_thing_where_it_stands(heard, path):
    goals = defaultdict(set)
    for place, node in enumerate(heard("en", path)):
        named = (role(node), name(node), node["context"])
        # a value leads to its question and is told by the sentence it stands in
        if role(node) == "link" and not re.search("#(blank|term|language)", told(node, "url")):
            goals[named].add(told(node, "url"))
        elif role(node) in ACTED_ON and role(node) != "link":
            goals[named].add(place)

    assert {named: len(found) for named, found in goals.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", MAIN)
def test_headings_go_down_step_by_step_and_landmarks_are_named(heard, path):
    nodes = heard("en", path)
    levels = [told(node, "level") for node in nodes if role(node) == "heading"]
    assert levels.count(1) == 1
    first = levels.index(1)
    skipped = [(one, two) for one, two in zip(levels[first:], levels[first + 1 :], strict=False) if two > one + 1]
    assert skipped == []
    marks = [(role(node), name(node)) for node in nodes if role(node) in LANDMARKS]
    assert [kind for kind, _words in marks if kind != "navigation"] == ["banner", "main", "contentinfo"]
    navigations = [words for kind, words in marks if kind == "navigation"]
    assert all(navigations)
    assert len(set(navigations)) == len(navigations)


def test_what_was_done_is_in_a_live_region(heard, page):
    heard("en", "{draft}")
    with page.expect_navigation():
        page.locator("#arrange-2 ~ .tools button[name=up]").first.click()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    (status,) = [node for node in tree if role(node) == "status" and not node.get("ignored")]

    assert told(status, "live") == "polite"
    assert "was moved to place" in page.locator("[role=status]").inner_text()
