"""YAML read strictly: no duplicate keys, no aliases, and every error says file, line and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from clauses.finding import N_, filled

if TYPE_CHECKING:
    from collections.abc import Hashable

Model = TypeVar("Model", bound=BaseModel)
_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAXIMUM_DEPTH = 12


class SourceError(ValueError):
    """A file that cannot be taken as it is; ``str()`` gives one sentence with file and line.

    ``reason`` with ``values`` is what a page says, in the reader's language where it is a message of the interface; ``message`` is the
    same in English with a ``detail`` for those who write such files by hand.
    """

    def __init__(self, place: str, line: int, reason: str, rule: str = "file", detail: str = "", **values: str) -> None:
        self.message = filled(reason, values) + (f" ({detail})" if detail else "")
        super().__init__(f"{place}:{line}: {self.message}")
        self.place, self.line, self.rule, self.reason, self.values = place, line, rule, reason, values


class Unfit(ValueError):
    """What a record is refused for by a rule of its own; ``reason`` is a message of the interface with ``values`` to fill it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(filled(reason, values))
        self.reason, self.values = reason, values


class _Twice(yaml.MarkedYAMLError):
    """A key that stands twice."""


class _Loader(_Base):  # type: ignore[misc]  # the C loader has no type stubs as a base
    """A safe loader that refuses duplicate keys and keeps text such as ``no`` and ``on`` as text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _Twice(problem=str(key.value), problem_mark=key.start_mark)
            seen.add(key.value)
        result: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return result


def _plain_scalars() -> None:
    """YAML 1.1 reads no/yes/on/off as booleans, which turns the country code ``no`` into False: only true/false remain."""
    resolvers = {}
    for first, pairs in _Loader.yaml_implicit_resolvers.items():
        resolvers[first] = [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    _Loader.yaml_implicit_resolvers = resolvers


_plain_scalars()


_UNREADABLE = N_("from column {column} on this cannot be read; look for a quotation mark, a bracket or an indent that is missing or too many")


def load(text: str, place: str, offset: int = 0) -> Any:
    """Return the data of a YAML text; raises SourceError with file and line.

    ``offset`` is added to line numbers, for front matter that does not begin on the first line.
    """
    try:
        for event in yaml.parse(text, _Base):
            if isinstance(event, yaml.AliasEvent):  # a few of them can stand for gigabytes
                line = event.start_mark.line if event.start_mark else 0
                raise SourceError(place, line + 1 + offset, N_("aliases (*name) are not allowed; write the words out"), "yaml")
        return yaml.load(text, _Loader)  # noqa: S506  # _Loader is a safe loader
    except SourceError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(error, _Twice):
            raise SourceError(place, line + offset, N_("the key “{key}” stands twice; keep one"), "yaml", key=str(error.problem)) from None
        raise SourceError(place, line + offset, _UNREADABLE, "yaml", f"YAML: {error.problem}", column=str(column)) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError(place, 1 + offset, N_("this is not text in YAML"), "yaml", str(error).replace("\n", " ")[:200]) from None


def line_of(text: str, path: tuple[int | str, ...]) -> int:
    """Return the line (from 1) of the value at a path of keys and indexes in a YAML text, or of its nearest parent."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return 1
    line = 1
    for step in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def model(kind: type[Model], data: Any, text: str, place: str, offset: int = 0) -> Model:
    """Return data as a pydantic model; raises SourceError that names the first wrong field with its line."""
    if not isinstance(data, dict):
        raise SourceError(place, 1 + offset, N_("this file must hold “field: value” lines"), "yaml")
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        field = ".".join(str(step) for step in path if step not in ("function-after", "str", "int", "float"))
        reason, detail, values = _words(first)
        raise SourceError(place, line_of(text, path) + offset, reason, "field", detail, **{"field": field} | values) from None


def _words(error: Any) -> tuple[str, str, dict[str, str]]:
    """Return one plain sentence for a pydantic error, a detail for those who write the library, and what fills the sentence."""
    kind, own = error["type"], error.get("ctx", {}).get("error")
    if isinstance(own, Unfit):
        return own.reason, "", own.values
    if kind == "extra_forbidden":
        if " " in str(error["loc"][-1]):
            return N_("{field}: this is not a field; put quotes round the text, because a comma inside { } begins a new field"), "", {}
        return N_("{field}: this field is not known"), "see clauses/README.md for the fields", {}
    if kind == "missing":
        return N_("{field}: this field is required and missing"), "", {}
    detail = str(error["msg"]).removeprefix("Value error, ")
    return (N_("{field}: what stands here does not fit") if error["loc"] else N_("what stands here does not fit")), detail, {}
