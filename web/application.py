"""The one place where the application is wired."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, g, redirect, request, url_for

from web import access, compression, conflict, drafts, errors, example, exchange, favourites, filling, language, library, pages, security, sharing, table
from web.services import Services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

    from web.settings import Settings


@lru_cache
def static_url(file: str) -> str:
    """Return the address of a file of our own; it changes with the file, so that a browser may keep it."""
    digest = hashlib.sha256((Path(__file__).parent / "static" / file).read_bytes()).hexdigest()[:10]
    return f"/static/{file}?{digest}"


def create_app(settings: Settings, services: Services) -> Flask:
    """Return the application over its collaborators; nothing is read from globals or the environment."""
    app = Flask(__name__)
    app.secret_key = settings.secret_key
    app.testing = settings.testing
    app.extensions["sopu"] = services
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    access.install(app)
    security.protect(app, settings.address)
    conflict.install(app)
    compression.install(app)
    language.install(app, settings.languages)
    app.add_template_global(static_url)
    app.add_template_global(table.table_mode)
    app.add_template_global(table.without_private)
    for module in (pages, library, favourites, drafts, filling, example, exchange, sharing, access, table):
        blueprint = module.make_blueprint()
        language.prefix(blueprint, settings.languages)
        app.register_blueprint(blueprint)
    errors.install(app, settings.languages)

    @app.get("/")
    def root() -> Redirect:
        chosen = language.negotiate(settings.languages)
        response = redirect(url_for("pages.home", language=chosen))
        response.vary.update(("Cookie", "Accept-Language"))
        return response

    @app.after_request
    def remember_language(response: Response) -> Response:
        chosen = (request.view_args or {}).get("language") or getattr(g, "language", "")
        if chosen and request.endpoint != "static" and request.cookies.get(language.COOKIE) != chosen:
            response.set_cookie(language.COOKIE, chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
        return response

    return app
