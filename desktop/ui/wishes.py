"""What was wished for: the same wish after a lost answer is the same step, with the same key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtCore import QObject

    from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class Step:
    """A step under way: what is wished for, its key, and what was said when it was lost before."""

    wish: object
    key: "UUID"
    said: str


def wish_of(action: Callable[..., Any]) -> object:
    """Give what is to be done as a value: the same function with the same plain values is equal."""
    if isinstance(action, partial):
        return action.func, frozenset(action.keywords.items())
    return action


def facts_of(wish: object) -> Mapping[str, object]:
    """Give the plain values of a wish: which booking, session and person it is about."""
    return dict(wish[1]) if isinstance(wish, tuple) else {}


@dataclass(slots=True)
class Ticket:
    """Who waits for an answer, kept on the window's thread; `asked` when, in seconds."""

    then: Callable[[Any], None] | None
    refused: "Callable[[Refused], None] | None"
    owner: "QObject"
    latest: str | None
    number: int
    step: Step | None = None
    lost: Callable[[str], None] | None = None
    job: Callable[[], Any] | None = None
    asked: float = field(default_factory=monotonic)
