"""What keeps strangers out of a page: headers without exceptions, and a guard on every request that changes something."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, current_app, g, request, session
from werkzeug.exceptions import Forbidden

from drafting.word.incoming.preflight import LARGEST

if TYPE_CHECKING:
    from flask import Flask, Response

HOSTS = ["127.0.0.1", "localhost", "[::1]"]
MAXIMUM_BODY = 4 * 1024 * 1024
WITH_A_WORD_FILE = "exchange.receive"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: under that, browsers send “Origin: null” with an ordinary form of the same site
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
TOKEN = "csrf"  # noqa: S105  # the name of the field, not a secret
SECRET, SIZE = "guard", 16  # where the session keeps what a token is made of, and its bytes


def protect(app: Flask, address: str) -> None:
    """Put the guard before and the headers behind every request of an application that people reach at an address ("": this machine alone)."""
    host, encrypted = urlsplit(address).hostname, address.startswith("https:")
    app.config.update(
        MAX_CONTENT_LENGTH=MAXIMUM_BODY,
        MAX_FORM_MEMORY_SIZE=MAXIMUM_BODY,
        MAX_FORM_PARTS=5000,
        TRUSTED_HOSTS=[*HOSTS, *([f"[{host}]" if ":" in host else host] if host else ())],
        SOPU_ADDRESS=address,
        SESSION_COOKIE_NAME="__Host-sopu" if encrypted else "sopu",
        SESSION_COOKIE_SECURE=encrypted,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.before_request(guard)
    app.after_request(harden)
    app.add_template_global(token, "csrf_token")


def token() -> str:
    """Return the session's token, which every form sends back; masked anew for each page, as pages are compressed.

    Without the mask the length of a compressed page could give the token away (BREACH, breachattack.com).
    """
    secret = session.setdefault(SECRET, secrets.token_hex(SIZE))
    if "token" not in g:
        mask = secrets.token_bytes(SIZE)
        g.token = (mask + _mixed(mask, bytes.fromhex(secret))).hex()
    return str(g.token)


def _mixed(mask: bytes, secret: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, secret, strict=False))


def _secret_of(sent: str) -> str:
    """Return what a token was made of, or "" for what is no token."""
    try:
        raw = bytes.fromhex(sent)
    except ValueError:
        return ""
    return _mixed(raw[:SIZE], raw[SIZE:]).hex()


def guard() -> None:
    """Refuse a change that does not come from a page of this application (403)."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.endpoint == WITH_A_WORD_FILE:
        request.max_content_length = LARGEST + MAXIMUM_BODY
    # behind a server that encrypts, the address people use is another than the one that is asked here
    here = request.host_url.rstrip("/"), current_app.config["SOPU_ADDRESS"]
    site, origin = request.headers.get("Sec-Fetch-Site", "same-origin"), request.headers.get("Origin", here[0])
    sent = request.form.get(TOKEN) or request.headers.get("X-CSRF-Token", "")
    if site != "same-origin" or origin not in here:
        abort(403)
    if not hmac.compare_digest(_secret_of(sent), session.get(SECRET, "-")):
        raise OldForm


class OldForm(Forbidden):
    """A form of our own page whose session has ended; its words can be kept and sent again."""


def harden(response: Response) -> Response:
    """Add the security headers; only versioned files of our own may be kept by the browser."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if request.endpoint == "static" else "no-store"
    return response
