"""Pages and files of our own go out compressed where the browser takes them so, and tokens cannot be read from their length."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from pages import Visitor

if TYPE_CHECKING:
    from flask import Flask

ASKED = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("path", ["/en/clauses/mon-gps-geolocation", "/static/css/sopu.css"])
def test_a_text_is_compressed_for_a_browser_that_takes_it(app: Flask, path: str) -> None:
    client = app.test_client()
    with client.get(path) as plain, client.get(path, headers=ASKED) as small:
        whole, packed = plain.data, small.data

    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in small.vary
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) == len(packed) < len(whole) / 2
    assert _unmasked(gzip.decompress(packed)) == _unmasked(whole)


def test_a_word_file_is_left_as_it_is(app: Flask) -> None:
    response = app.test_client().get("/en/clauses/mon-gps-geolocation.docx", headers=ASKED)
    assert response.data.startswith(b"PK")
    assert "Content-Encoding" not in response.headers


def test_a_token_looks_different_on_each_page_and_each_is_good(app: Flask) -> None:
    visitor = Visitor(app)
    tokens = {_tokens(visitor.get("/en/drafts/new").html)[0] for _ in range(3)}
    assert len(tokens) == 3
    for token in tokens:
        assert visitor.client.post("/en/table-mode", data={"csrf": token, "on": "1"}).status_code == 302


@pytest.mark.parametrize("token", ["", "no hexadecimal", "00", "00" * 16, "00" * 32, "ä" * 64])
def test_what_is_no_token_of_this_session_changes_nothing(app: Flask, token: str) -> None:
    visitor = Visitor(app)
    visitor.get("/en/drafts/new")
    assert visitor.client.post("/en/table-mode", data={"csrf": token, "on": "1"}).status_code == 403


def _tokens(html: str) -> list[str]:
    return re.findall(r'name="csrf" value="([^"]+)"', html)


def _unmasked(body: bytes) -> bytes:
    return re.sub(rb"[0-9a-f]{64}", b"", body)
