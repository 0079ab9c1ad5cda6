"""For servers of several processes, such as gunicorn: ``gunicorn "web.wsgi:application()"``."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from web.serve import wired
from web.settings import from_environment

if TYPE_CHECKING:
    from flask import Flask


def application() -> Flask:
    """Return the application that the environment asks for; to be called in each process, as none may share a connection. Raises SettingsError."""
    return wired(from_environment(), logging.getLogger(__name__).info)
