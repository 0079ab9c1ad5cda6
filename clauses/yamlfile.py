"""YAML read strictly: no duplicate keys, no aliases, and every error says file, line and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Hashable

Model = TypeVar("Model", bound=BaseModel)
_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAXIMUM_DEPTH = 12


class SourceError(ValueError):
    """A file that cannot be taken as it is; ``str()`` gives one sentence with file and line."""

    def __init__(self, place: str, line: int, message: str, rule: str = "file") -> None:
        super().__init__(f"{place}:{line}: {message}")
        self.place, self.line, self.message, self.rule = place, line, message, rule


class _Loader(_Base):  # type: ignore[misc]  # the C loader has no type stubs as a base
    """A safe loader that refuses duplicate keys and keeps text such as ``no`` and ``on`` as text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key “{key.value}” stands twice; keep one", problem_mark=key.start_mark)
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


def load(text: str, place: str, offset: int = 0) -> Any:
    """Return the data of a YAML text; raises SourceError with file and line.

    ``offset`` is added to line numbers, for front matter that does not begin on the first line.
    """
    try:
        for event in yaml.parse(text, _Base):
            if isinstance(event, yaml.AliasEvent):  # a few of them can stand for gigabytes
                raise SourceError(
                    place, (event.start_mark.line if event.start_mark else 0) + 1 + offset, "aliases (*name) are not allowed; write the words out", "yaml"
                )
        return yaml.load(text, _Loader)  # noqa: S506  # _Loader is a safe loader
    except SourceError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "this is not YAML"
        raise SourceError(place, (mark.line + 1 if mark else 1) + offset, f"{problem} (YAML)", "yaml") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError(place, 1 + offset, f"this is not YAML that can be read: {error}".replace("\n", " ")[:200], "yaml") from None


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
        raise SourceError(place, 1 + offset, "this file must hold “field: value” lines", "yaml")
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        field = ".".join(str(step) for step in path if step not in ("function-after", "str", "int", "float")) or "the file"
        raise SourceError(place, line_of(text, path) + offset, f"{field}: {_words(first)}", "field") from None


def _words(error: Any) -> str:
    """Return one plain sentence for a pydantic error."""
    kind, message = error["type"], error["msg"]
    if kind == "extra_forbidden":
        if " " in str(error["loc"][-1]):
            return "this is not a field; put quotes round the text, because a comma inside { } begins a new field"
        return "this field is not known; see clauses/README.md for the fields"
    if kind == "missing":
        return "this field is required and missing"
    return str(message).removeprefix("Value error, ")
