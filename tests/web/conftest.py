"""What the tests of the pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import Visitor

if TYPE_CHECKING:
    from flask import Flask


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A reader of the pages."""
    return Visitor(app)
