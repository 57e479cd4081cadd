"""Saying what a step would do, by doing it and taking it back before anybody sees it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from desktop.data.db import Db
from desktop.data.store import Store

T = TypeVar("T")


class _OnlySaid(Exception, Generic[T]):  # noqa: N818 -- ends a step that was only to be foreseen
    def __init__(self, value: T) -> None:
        super().__init__()
        self.value = value


def foreseen(store: Store, step: Callable[[Db], T]) -> T:
    """Give what a step would return; nothing of it stays. It raises what the step would raise."""

    def only_say(db: Db) -> None:
        raise _OnlySaid(step(db))

    try:
        store.write(only_say)
    except _OnlySaid as said:
        value: T = said.value
        return value
    raise AssertionError("unreachable")
