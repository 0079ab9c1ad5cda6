"""Settings: what the environment says, read once and frozen."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from platformdirs import user_data_path

from clauses.search.storage import locked
from locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping


class SettingsError(ValueError):
    """A setting that cannot be used; ``str()`` says which and what would be right."""


@dataclass(frozen=True)
class Settings:
    """Where data lies, which database, which key signs cookies, which languages the interface offers.

    ``address`` is where people on a network reach it, such as https://sopu.example.org; "" for this machine alone.
    """

    home: Path
    database_url: str
    secret_key: str
    languages: tuple[str, ...]
    testing: bool = False
    address: str = ""

    @property
    def index(self) -> Path:
        """The folder of the search index, which can always be built again."""
        return self.home / "index"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment; makes the data folder and a secret key at first use. Raises SettingsError."""
    home = Path(environment.get("SOPU_HOME") or user_data_path("sopu")).absolute()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError(f"SOPU_HOME: the folder {home} cannot be made ({error.strerror}); name one you may write to") from None
    languages = tuple(environment.get("SOPU_LANGUAGES", "").replace(",", " ").split()) or tuple(LANGUAGES)
    for language in languages:
        if language not in LANGUAGES:
            raise SettingsError(f"SOPU_LANGUAGES: “{language}” is not among {', '.join(LANGUAGES)}")
    key = environment.get("SOPU_SECRET_KEY", "")
    if key and len(key) < 32:
        raise SettingsError("SOPU_SECRET_KEY: the key has fewer than 32 characters; leave it out and Sopu makes one")
    url = environment.get("SOPU_DATABASE_URL") or f"sqlite:///{home / 'sopu.db'}"
    return Settings(home, url, key or _key(home / "secret-key"), languages, address=public_address(environment.get("SOPU_ADDRESS", "")))


def public_address(text: str) -> str:
    """Return the address of a server as scheme, host and port; "" for none. Raises SettingsError for what is no such address."""
    parts = urlsplit(text.strip())
    if text.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query or parts.username):
        raise SettingsError(f"SOPU_ADDRESS: “{text}” is not the address of a server; write it as https://sopu.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc.lower()}" if parts.netloc else ""


def _key(path: Path) -> str:
    """Return the key in a file only its owner may read, made at first use; processes that start at the same moment share one."""
    with locked(path.parent):
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise SettingsError(f"{path} can be read by others; run chmod 600 on it, or remove it and a new key is made") from None
            return path.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            key = secrets.token_urlsafe(48)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return key
