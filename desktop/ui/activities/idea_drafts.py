"""Drafts of ideas: what was typed about each and is not saved, and a title just begun."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from desktop.ui.drafts import RoomDrafts

BEGUN = "new"
"""In place of an id: the idea that is not in the records yet; only its title is typed."""


class IdeaDrafts:
    """At most one for each idea, by its id; with a shelf they outlast the program."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._shelf: RoomDrafts | None = None

    def shelve(self, shelf: RoomDrafts, then: Callable[[], None]) -> None:
        """Keep all on a shelf from now on; `then`, once what is there from before is here, too."""
        self._shelf, self._then = shelf, then
        shelf.found.connect(self._take_up)
        for key, typed in self._kept.items():
            self._put_down(key, typed)
        self._take_up()

    def of(self, key: object) -> Mapping[str, Any]:
        """Return what was typed about an idea; nothing where all is saved."""
        return self._kept.get(str(key), {})

    def note(self, key: object, title: str, typed: Mapping[str, Any]) -> None:
        """Note what is typed about an idea now; nothing forgets its draft."""
        if any(typed.values()):
            self._kept[str(key)] = {"called": title} | dict(typed)
            self._put_down(str(key), self._kept[str(key)])
        elif self._kept.pop(str(key), None) and self._shelf:
            self._shelf.forget(str(key))

    def keep_only(self, ideas: Collection[int]) -> None:
        """Forget what was typed about ideas that wait no more."""
        for key in self._kept.keys() - {BEGUN, *map(str, ideas)}:
            self.note(key, "", {})

    def _put_down(self, key: str, typed: Mapping[str, Any]) -> None:
        if self._shelf:
            self._shelf.keep(key, typed["called"], {"typed": json.dumps(typed)})

    def _take_up(self) -> None:
        kept = self._shelf.all() if self._shelf else {}
        for key, each in kept.items():
            self._kept.setdefault(key, json.loads(str(each.values["typed"])))
        self._then()
