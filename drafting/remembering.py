"""What was worked out of a draft, remembered by the draft itself: drafts are immutable, and a page asks for the same a dozen times."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafting.draft import Draft

P = ParamSpec("P")
R = TypeVar("R")
KEPT = 128


class _Same:
    """A draft as a key: the same object is the same draft, so that no comparison of its contents is needed."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.draft is self.draft

    def __hash__(self) -> int:
        return id(self.draft)


def remembered(function: Callable[Concatenate[Draft, P], R]) -> Callable[Concatenate[Draft, P], R]:
    """Return a pure function of a draft that keeps its last results; these are not to be changed by whoever gets them."""

    @lru_cache(maxsize=KEPT)
    def kept(same: _Same, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(same.draft, *args, **kwargs)

    @wraps(function)
    def call(draft: Draft, *args: P.args, **kwargs: P.kwargs) -> R:
        return kept(_Same(draft), *args, **kwargs)  # type: ignore[arg-type]  # lru_cache does not know a ParamSpec

    return call  # type: ignore[return-value]  # the name of the first argument is the function's own
