"""The whole story as a negotiator lives it, in both languages, with and without JavaScript."""

from __future__ import annotations

import io
import re

import docx
import pytest

from locales import translations

pytestmark = pytest.mark.browser

WORDS = {
    "en": {"search": "GPS tracking", "clause": "Geolocation (GPS) of workers and vehicles", "says": "14 days"},
    "fi": {"search": "paikannus", "clause": "Työntekijöiden ja ajoneuvojen paikantaminen", "says": "14 päivän"},
}


def spoken(language, message):
    """Return what the interface says for an English message."""
    return translations("interface", language).gettext(message)


def text_of(download):
    """Return all words of a downloaded Word file."""
    document = docx.Document(io.BytesIO(download.path().read_bytes()))
    return "\n".join("".join(node.text or "" for node in paragraph._p.iter() if node.tag.endswith("}t")) for paragraph in document.paragraphs).replace(
        "\u00a0", " "
    )


def send(page, field):
    """Send the form of a field and wait for the page that answers."""
    with page.expect_navigation():
        field.evaluate("node => node.form.requestSubmit()")


def press(page, name, **options):
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, **options).first.click()


def start_from_template(page, server, language, template):
    page.goto(f"{server}/{language}/drafts/new")
    page.check(f"input[value='{template}']")
    page.select_option("select[name='language']", language)
    page.locator("main form").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
    return page.url.split("?")[0].rstrip("/")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_from_search_to_word(page, server, language):
    told = WORDS[language]
    page.goto(f"{server}/{language}/")
    page.fill("input[name='q']", told["search"])
    page.keyboard.press("Enter")
    page.get_by_role("link", name=told["clause"]).first.click()
    assert page.locator("h1").inner_text() == told["clause"]
    press(page, spoken(language, "Add to draft"))
    send(page, page.locator("input[name='template']").first)
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
    assert page.locator("#cl_mon_gps_geolocation").count() == 1


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_value_typed_in_the_form_stands_in_the_preview_and_in_the_word_file(page, server, language):
    told = WORDS[language]
    home = start_from_template(page, server, language, "location-protocol")
    page.goto(f"{home}/clauses/mon-gps-geolocation")
    field = page.locator("input[name*='retention']:visible").first
    field.fill("14")
    send(page, field)
    page.goto(f"{home}/")
    assert told["says"] in page.locator(".agreement").inner_text().replace("\u00a0", " ")

    with page.expect_download() as waiting:
        page.get_by_role("link", name=spoken(language, "Download draft (.docx)")).first.click()
    download = waiting.value
    assert download.suggested_filename.endswith(".docx")
    assert told["says"] in text_of(download)


def test_undo_brings_a_removed_clause_back(page, server):
    home = start_from_template(page, server, "en", "location-protocol")
    page.goto(f"{home}/clauses/mon-gps-geolocation")
    press(page, re.compile("Take this clause out"))
    assert "cl_mon_gps_geolocation" not in page.content()
    press(page, "Undo", exact=True)
    page.goto(f"{home}/")
    assert page.locator("#cl_mon_gps_geolocation").count() == 1


def test_two_windows_on_one_draft_the_second_keeps_its_words(page, server):
    home = start_from_template(page, server, "en", "location-protocol")
    other = page.context.new_page()
    other.goto(f"{home}/facts")
    page.goto(f"{home}/facts")
    for window, title in ((page, "Hers"), (other, "His")):
        field = window.locator("input[name*='title']").first
        field.fill(title)
        send(window, field)
    assert "Someone saved this draft" in other.locator("h1").inner_text()
    assert "His" in other.content()
    page.goto(f"{home}/")
    assert "Hers" in page.locator("h1").inner_text()


def test_everything_works_without_javascript(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/en/drafts/new")
    page.check("input[value='location-protocol']")
    page.locator("main form button:not([name])").last.click()
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
    home = page.url.split("?")[0].rstrip("/")
    page.goto(f"{home}/clauses/mon-gps-geolocation")
    press(page, "Strong")
    page.goto(f"{home}/")
    assert "no later than 3 days" in page.locator("#cl_mon_gps_geolocation").inner_text().replace("\u00a0", " ")
    page.goto(f"{server}/en/clauses?q=GPS&theme=monitoring")
    assert page.locator(".hits > li").count() > 1
    context.close()


def test_hostile_words_come_out_as_text(page, server):
    hostile = "<script>alert(1)</script>{{ 9**9999999 }}"
    home = start_from_template(page, server, "en", "location-protocol")
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    page.goto(f"{home}/facts")
    field = page.locator("input[name*='title']").first
    field.fill(hostile)
    send(page, field)
    page.goto(f"{home}/")
    assert hostile in page.locator("h1").inner_text()
