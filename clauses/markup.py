"""Clause text <-> provisions: paragraphs, items, blanks, cross-references, defined terms, conditions.

The text is Markdown's smallest subset with Jinja2's syntax. Jinja2 only parses it; an interpreter of our own walks the tree,
because rendering text with Jinja2 would run it (its sandbox does not stop ``{{ 9**9999999 }}``). Whatever is not named here is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, TemplateSyntaxError, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MAXIMUM_LENGTH = 20_000
MAXIMUM_DEPTH = 12
TERM = re.compile(r"\[([^\[\]\n]+)\]\(term:([a-z0-9-]+)\)")
_ENVIRONMENT = Environment(autoescape=False)  # noqa: S701  # nosec B701: parses only, never renders


class MarkupError(ValueError):
    """Text that is not clause markup; carries the rule's id and the line inside the text."""

    def __init__(self, rule: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.rule, self.message, self.line = rule, message, line


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class TermUse:
    """Words marked as a defined term, inflected by the author."""

    text: str
    term: str


@dataclass(frozen=True)
class BlankUse:
    """The place of a blank, in a named form."""

    blank: str
    form: str = ""


@dataclass(frozen=True)
class ReferenceUse:
    """A reference to another clause, or to one slot of it."""

    clause: str
    slot: str = ""
    form: str = ""


@dataclass(frozen=True)
class ThisUse:
    """A reference of a clause to itself."""

    form: str = ""


@dataclass(frozen=True)
class AnnexUse:
    """A reference to an annex of the agreement."""

    annex: str
    form: str = ""


Use = Text | TermUse | BlankUse | ReferenceUse | ThisUse | AnnexUse


@dataclass(frozen=True)
class Condition:
    """An if/elif/else: each branch is a test (None for else) and what stands in it."""

    branches: tuple[tuple[nodes.Expr | None, tuple[Node, ...]], ...]


Node = Use | Condition


@dataclass(frozen=True)
class Provision:
    """A paragraph or an item of a slot, and its parts."""

    kind: Literal["paragraph", "item"]
    parts: tuple[Use, ...]


@dataclass(frozen=True)
class Facts:
    """What conditions may ask: which clauses are included, the level, the jurisdiction and the values of the clause's blanks."""

    included: frozenset[str] = frozenset()
    level: str = "national-sector"
    jurisdiction: str = "fi"
    values: Mapping[str, object] | None = None


@lru_cache(maxsize=4096)
def parse(source: str) -> tuple[Node, ...]:
    """Return the nodes of a clause text; raises MarkupError with rule and line for anything outside the grammar."""
    if len(source) > MAXIMUM_LENGTH:
        raise MarkupError("markup-length", f"the text has {len(source):,} characters; at most {MAXIMUM_LENGTH:,} are allowed")
    try:
        for line, token, value in _ENVIRONMENT.lex(source):
            if token in ("raw_begin", "comment_begin", "linecomment_begin", "linestatement_begin"):
                raise MarkupError("markup-forbidden", f"“{value.strip()}” is not allowed in clause text; write the words themselves", line)
        template = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise MarkupError("markup-syntax", f"{error.message}; check that each {{{{ … }}}} and {{% if %}} is closed", error.lineno) from None
    except RecursionError:
        raise MarkupError("markup-depth", "brackets are nested too deep; write a simpler condition") from None
    return _walk(template.body, 0)


def _walk(body: Iterable[nodes.Node], depth: int) -> tuple[Node, ...]:
    if depth > MAXIMUM_DEPTH:
        raise MarkupError("markup-depth", f"conditions are nested deeper than {MAXIMUM_DEPTH}; part the text into slots")
    result: list[Node] = []
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                result.extend(_output(part))
        elif isinstance(node, nodes.If):
            result.append(_condition(node, depth))
        else:
            raise _forbidden(node)
    return tuple(result)


def _condition(node: nodes.If, depth: int) -> Condition:
    branches: list[tuple[nodes.Expr | None, tuple[Node, ...]]] = []
    for branch in (node, *node.elif_):
        test = branch.test
        if not isinstance(test, nodes.Expr):
            raise _forbidden(test)
        _check_test(test, 0)
        branches.append((test, _walk(branch.body, depth + 1)))
    if node.else_:
        branches.append((None, _walk(node.else_, depth + 1)))
    return Condition(tuple(branches))


def _output(node: nodes.Node) -> Iterator[Node]:
    if isinstance(node, nodes.TemplateData):
        yield from split_terms(node.data)
    elif isinstance(node, nodes.Name):
        yield BlankUse(node.name)
    elif isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Name) and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs):
        yield BlankUse(node.node.name, node.name)
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _CALLS:
        yield _CALLS[node.node.name](node, _constants(node))
    else:
        raise _forbidden(node)


def split_terms(text: str) -> Iterator[Use]:
    """Yield plain words and defined terms of a text that holds no other markup."""
    position = 0
    for match in TERM.finditer(text):
        if match.start() > position:
            yield Text(text[position : match.start()])
        yield TermUse(match[1], match[2])
        position = match.end()
    if position < len(text):
        yield Text(text[position:])


def _constants(node: nodes.Call) -> list[str]:
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in node.args):
        raise MarkupError("markup-forbidden", "ref, this and annex take only words in quotes", node.lineno)
    return [arg.value for arg in node.args if isinstance(arg, nodes.Const)]


def _reference(node: nodes.Call, arguments: list[str]) -> Use:
    if not 1 <= len(arguments) <= 2:
        raise MarkupError("markup-forbidden", 'write ref("clause-id") or ref("clause-id#slot", "form")', node.lineno)
    clause, _, slot = arguments[0].partition("#")
    return ReferenceUse(clause, slot, arguments[1] if len(arguments) > 1 else "")


def _this(node: nodes.Call, arguments: list[str]) -> Use:
    if len(arguments) > 1:
        raise MarkupError("markup-forbidden", 'write this() or this("form")', node.lineno)
    return ThisUse(arguments[0] if arguments else "")


def _annex(node: nodes.Call, arguments: list[str]) -> Use:
    if not 1 <= len(arguments) <= 2:
        raise MarkupError("markup-forbidden", 'write annex("id") or annex("id", "form")', node.lineno)
    return AnnexUse(arguments[0], arguments[1] if len(arguments) > 1 else "")


_CALLS: dict[str, Callable[[nodes.Call, list[str]], Use]] = {"ref": _reference, "this": _this, "annex": _annex}
_COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "gt": lambda left, right: _numbers(left, right) and left > right,  # type: ignore[operator]  # both are numbers
    "gteq": lambda left, right: _numbers(left, right) and left >= right,  # type: ignore[operator]
    "lt": lambda left, right: _numbers(left, right) and left < right,  # type: ignore[operator]
    "lteq": lambda left, right: _numbers(left, right) and left <= right,  # type: ignore[operator]
}


def _numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _forbidden(node: nodes.Node) -> MarkupError:
    kind = type(node).__name__.lower()
    return MarkupError(
        "markup-forbidden", f"“{kind}” is not allowed in clause text; only blanks, ref, this, annex, defined terms and if on declared facts are", node.lineno
    )


def _check_test(node: nodes.Node, depth: int) -> None:
    """Refuse every test but names, constants, included("id") and comparisons joined by and, or, not."""
    if depth > MAXIMUM_DEPTH:
        raise MarkupError("markup-depth", "the condition is nested too deep; write a simpler one", node.lineno)
    if isinstance(node, nodes.And | nodes.Or):
        _check_test(node.left, depth + 1)
        _check_test(node.right, depth + 1)
    elif isinstance(node, nodes.Not):
        _check_test(node.node, depth + 1)
    elif isinstance(node, nodes.Compare):
        if not isinstance(node.expr, nodes.Name) or len(node.ops) != 1:
            raise MarkupError("markup-forbidden", "compare one name with one constant", node.lineno)
        operand = node.ops[0]
        if operand.op not in _COMPARISONS or not isinstance(operand.expr, nodes.Const):
            raise MarkupError("markup-forbidden", "compare one name with one constant by == != < > <= >=", node.lineno)
    elif isinstance(node, nodes.Call):
        if not (isinstance(node.node, nodes.Name) and node.node.name == "included" and len(_constants(node)) == 1):
            raise MarkupError("markup-forbidden", 'only included("clause-id") may be asked', node.lineno)
    elif not isinstance(node, nodes.Name):
        raise _forbidden(node)


def holds(test: nodes.Node, facts: Facts) -> bool:
    """Return whether a test of a condition holds for the facts; an open blank makes every comparison but != false."""
    if isinstance(test, nodes.And):
        return holds(test.left, facts) and holds(test.right, facts)
    if isinstance(test, nodes.Or):
        return holds(test.left, facts) or holds(test.right, facts)
    if isinstance(test, nodes.Not):
        return not holds(test.node, facts)
    if isinstance(test, nodes.Compare):
        operand = test.ops[0]
        return _COMPARISONS[operand.op](_fact(test.expr.name, facts), operand.expr.value)  # type: ignore[attr-defined]  # _check_test saw to it
    if isinstance(test, nodes.Call):
        return test.args[0].value in facts.included  # type: ignore[attr-defined]  # a constant, by _check_test
    return _fact(test.name, facts) is not None  # type: ignore[attr-defined]  # a name, by _check_test


def _fact(name: str, facts: Facts) -> object:
    if name == "level":
        return facts.level
    if name == "jurisdiction":
        return facts.jurisdiction
    return (facts.values or {}).get(name)


def resolve(body: Iterable[Node], facts: Facts) -> Iterator[Use]:
    """Yield the parts that stand once every condition is decided by the facts."""
    for node in body:
        if not isinstance(node, Condition):
            yield node
            continue
        for test, branch in node.branches:
            if test is None or holds(test, facts):
                yield from resolve(branch, facts)
                break


def uses(body: Iterable[Node]) -> Iterator[tuple[Use, bool]]:
    """Yield every part, in all branches, with whether it stands inside a condition that asks included(…)."""
    for node in body:
        if isinstance(node, Condition):
            asked = any(test is not None and _asks_included(test) for test, _ in node.branches)
            for _, branch in node.branches:
                for part, inner in uses(branch):
                    yield part, inner or asked
        else:
            yield node, False


def tests(body: Iterable[Node]) -> Iterator[nodes.Expr]:
    """Yield every test of every condition."""
    for node in body:
        if isinstance(node, Condition):
            for test, branch in node.branches:
                if test is not None:
                    yield test
                yield from tests(branch)


def asked(test: nodes.Expr) -> tuple[set[str], set[str]]:
    """Return what a test asks: names of facts, and ids of clauses asked by included(…)."""
    names = {node.name for node in _all(test, nodes.Name) if isinstance(node, nodes.Name)} - {"included"}
    clauses = {_constants(node)[0] for node in _all(test, nodes.Call) if isinstance(node, nodes.Call)}
    return names, clauses


def _all(test: nodes.Node, kind: type[nodes.Node]) -> list[nodes.Node]:
    found = list(test.find_all(kind))
    return [test, *found] if isinstance(test, kind) else found


def _asks_included(test: nodes.Node) -> bool:
    return bool(_all(test, nodes.Call))
