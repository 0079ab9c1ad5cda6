"""How people reach Sopu: thin pages and the command over the library and the drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.services import Services
    from web.settings import Settings


def create_app(settings: Settings, services: Services) -> Flask:
    """Return the application over its collaborators (see web/application.py, imported only now so that commands start fast)."""
    from web import application

    return application.create_app(settings, services)
