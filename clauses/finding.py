"""What every check in the product returns: a Finding, worded at the edge so that it can be translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from clauses.said import Said, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(r"\{(\w+)\}")


def N_(message: str) -> str:  # gettext's own name for "translate later"
    """Mark a message for the interface's catalogues; it is translated where it is shown."""
    return message


def filled(message: str, values: Mapping[str, str], marks: re.Pattern[str] = _MARK) -> str:
    """Return a message with its ``{name}`` marks filled; a value is never read as a mark and keeps its language, an unknown mark stays."""
    if not any(isinstance(value, Said) for value in values.values()):
        return marks.sub(lambda mark: values.get(mark[1], mark[0]), message)
    pieces, end = [], 0
    for mark in marks.finditer(message):
        pieces += [message[end : mark.start()], values.get(mark[1], mark[0])]
        end = mark.end()
    return joined([*pieces, message[end:]])


Severity = Literal["fix", "consider", "information"]
SEVERITIES: tuple[Severity, ...] = ("fix", "consider", "information")


@dataclass(frozen=True)
class Finding:
    """One thing a check has to say.

    ``rule`` is a stable id; ``place`` is a file with its line in the library, or ``clause#slot`` / ``clause.blank`` in a draft;
    ``values`` fill the rule's message.
    """

    severity: Severity
    rule: str
    place: str
    values: dict[str, str] = field(default_factory=dict, hash=False)
