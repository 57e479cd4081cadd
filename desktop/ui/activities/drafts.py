"""Drafts: what was typed and is not saved yet, kept for each activity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.data.offers import ActivitiesTab, ActivityPage
from desktop.rules.activities import ActivityFacts, merged
from desktop.ui.activities.packed import packed, unpacked
from desktop.ui.activities.typed import Typed, same, typed_facts, typed_of
from desktop.ui.drafts import RoomDrafts
from desktop.ui.look import ACTIVITY_KEYS

NEW = 0
"""In place of an id: the activity that is not in the records yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, what it began from, and since when it has been kept."""

    typed: Typed
    base: Typed
    page: ActivityPage | None
    since: datetime


class Drafts:
    """At most one draft for each activity, by id; NEW for one more.

    With a shelf they outlast the program; `unnamed` tells people of one without a name.
    """

    def __init__(self, unnamed: str) -> None:
        self._kept: dict[int, Draft] = {}
        self._unnamed = unnamed
        self._shelf: RoomDrafts | None = None

    def __iter__(self) -> Iterator[int]:
        return iter(self._kept)

    def shelve(self, shelf: RoomDrafts, then: Callable[[], None]) -> None:
        """Keep all on a shelf from now on; `then`, once what is there from before is here, too."""
        self._shelf, self._then = shelf, then
        shelf.found.connect(self._take_up)
        for activity_id in self._kept:
            self._put_down(activity_id)
        self._take_up()

    def last(self) -> bool:
        """Whether drafts are still there after the program has ended."""
        return self._shelf is not None and self._shelf.lasts()

    def of(self, activity_id: int) -> Draft | None:
        """Return the draft of an activity."""
        return self._kept.get(activity_id)

    def keep(self, activity_id: int, draft: Draft) -> bool:
        """Keep a draft, or forget it when it says nothing new; whether it was kept."""
        if same(draft.typed, draft.base):
            self.forget(activity_id)
            return False
        old = self._kept.get(activity_id)
        self._kept[activity_id] = replace(draft, since=old.since) if old else draft
        self._put_down(activity_id)
        return True

    def note(self, typed: Typed, page: ActivityPage | None, blank: Typed, now: datetime) -> None:
        """Note what stands in the editor for a page, or for the new activity."""
        old = self.of(page.id if page else NEW)
        base = old.base if old else typed_of(page) if page else blank
        began = old.page if old else page
        self.keep(page.id if page else NEW, Draft(typed, base, began, now))

    def forget(self, activity_id: int) -> Draft | None:
        """Forget a draft, and return it."""
        if self._shelf:
            self._shelf.forget(str(activity_id))
        return self._kept.pop(activity_id, None)

    def lay_over(self, page: ActivityPage) -> tuple[Typed, tuple[str, ...]]:
        """Lay the draft of an activity over what is in the records now.

        What stands in the editor comes back, and the names of what both have changed.
        """
        now, draft = typed_of(page), self.of(page.id)
        if draft is None:
            return now, ()
        names = {*draft.base, *draft.typed, *now}
        both = merged(_whole(draft.base, names), _whole(now, names), _whole(draft.typed, names))
        self.keep(page.id, replace(draft, typed=both.values, base=now, page=page))
        return both.values, both.both

    def _take_up(self) -> None:
        kept = self._shelf.all() if self._shelf else {}
        for key, each in kept.items():
            typed, base = (unpacked(str(each.values.get(name, ""))) for name in ("typed", "base"))
            if key.isdecimal() and int(key) not in self._kept and typed and base:
                since = datetime.fromisoformat(each.at)
                self._kept[int(key)] = Draft(typed, base, None, since)
        self._then()

    def _put_down(self, activity_id: int) -> None:
        draft = self._kept[activity_id]
        if self._shelf:
            title = str(draft.typed["name"]).strip() or self._unnamed
            values = {"typed": packed(draft.typed), "base": packed(draft.base)}
            self._shelf.keep(str(activity_id), title, values)


def blank(view: ActivitiesTab | None) -> Typed:
    """Give what stands in the editor for a new activity: a patch that nothing else has."""
    used = {each.patch for each in view.offered} if view else set()
    free = (key for key in ACTIVITY_KEYS if key not in used)
    return typed_facts(ActivityFacts(patch=next(free, ACTIVITY_KEYS[0])))


def _whole(typed: Typed, names: set[str]) -> dict[str, Any]:
    """Give every language its text, "" where there is none."""
    return {name: typed.get(name, "") for name in sorted(names)}
