"""What was wished for: the same wish after a lost answer is the same step, with the same key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uuid import UUID


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
