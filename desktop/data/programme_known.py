"""What these records hold already of a programme that is brought in, by its names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from desktop.data import activities, categories, offer_changes, places
from desktop.data.db import Db
from desktop.data.places import PlaceFacts
from desktop.data.programme_lines import ProgrammePlan
from desktop.data.tables import activity, category, closure, person, place, release, series, session
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, check_activity, check_name
from desktop.rules.languages import ENGLISH
from desktop.rules.names import clean
from desktop.rules.refusal import Refused

_PATCHES = (
    ("garden", ("garden", "allotment", "plant", "growing")),
    ("walk", ("walk", "stroll", "ramble")),
    ("lunch", ("lunch", "breakfast", "meal", "supper", "tea ")),
    ("kitchen", ("cook", "kitchen", "bak", "food")),
    ("music", ("music", "sing", "choir", "song")),
    ("move", ("yoga", "exercise", "dance", "move", "pilates", "tai chi", "fit")),
    ("family", ("baby", "babies", "family", "families", "parent", "toddler")),
    ("young", ("young", "youth", "teen")),
    ("advice", ("advice", "clinic", "support", "debt", "carers")),
    ("workshop", ("shed", "workshop", "repair", "wood")),
    ("craft", ("craft", "knit", "sew", "art", "paint", "crochet")),
)


@dataclass(frozen=True, slots=True)
class Known:
    """An activity that is offered, or a new one's defaults with the id None."""

    id: int | None
    name: str
    places: int = 12
    minutes: int = 60
    place_id: int | None = None
    leader_id: int | None = None


class Here:
    """Activities, places, categories and leaders by name; new ones are added when they are used."""

    def __init__(self, db: Db, today: date) -> None:
        self._db = db
        # Two desks that bring in the same file at once: the second finds what the first has added.
        db.all(select(release.c.id).with_for_update() if db.on_postgres else select(release.c.id))
        offered = select(activity).where(or_(activity.c.ended.is_(None), activity.c.ended >= today))
        self._activities = {_key(row.name): _known(row) for row in db.all(offered)}
        rows = db.all(select(place))
        used = [row for row in rows if row.closed is None or row.closed > today]
        self._places = {_key(row.name): row.id for row in used}
        self._closed = {_key(row.name) for row in rows} - self._places.keys()
        self._categories = {_key(row.name): row.id for row in db.all(select(category))}
        leaders = activities.choices(db).leaders
        self._leaders = {_key(each.name): each.id for each in leaders}

    def hold(self, plans: Iterable[ProgrammePlan]) -> None:
        """Lock all places, and the leaders of all lines, at once in the one order there is."""
        who = {self.leader(each, self.activity(each)) for each in plans}
        self._db.lock("place", place, [row.id for row in self._db.all(select(place.c.id))])
        self._db.lock("leader", person, [each for each in who if each])

    def activity(self, plan: ProgrammePlan) -> Known:
        """Find the activity of a line; one with no id when it would be new."""
        return self._activities.get(_key(plan.title)) or Known(None, plan.title)

    def place(self, plan: ProgrammePlan, kind: Known) -> int | None:
        """Find where a line is; None when it says nothing, or somewhere new."""
        return self._places.get(_key(plan.place)) if plan.place else kind.place_id

    def leader(self, plan: ProgrammePlan, kind: Known) -> int | None:
        """Find who leads a line among those who lead already."""
        return self._leaders.get(_key(plan.leader)) if plan.leader else kind.leader_id

    def has(self, plan: ProgrammePlan, kind: Known) -> bool:
        """Whether a line is in the records already, from an import before or by hand."""
        if plan.closed:
            return _has_closure(self._db, plan)
        if kind.id is None:
            return False
        if plan.rule is None:
            return _has_session(self._db, kind.id, plan, plan.first)
        same = select(series.c.id).where(
            series.c.activity == kind.id, series.c.rule == plan.rule.text,
            series.c.starts == plan.starts, series.c.ends == plan.ends,
            or_(series.c.last.is_(None), series.c.last >= plan.first),
        )  # fmt: skip
        return self._db.first(same) is not None

    def check(self, plan: ProgrammePlan, kind: Known) -> None:
        """Refuse what cannot be added, before any of it is."""
        if kind.id is None:
            check_activity(self._facts(plan, None, None))
        self.check_names(plan.category, plan.place)

    def check_names(self, category_name: str, *place_names: str) -> None:
        """Refuse a new category or new places that cannot be added."""
        if category_name and _key(category_name) not in self._categories:
            check_name(category_name, "category")
        for name in filter(None, place_names):
            if _key(name) in self._closed:
                raise Refused(f"{clean(name)} is no longer used. Choose another place.")
            check_name(name, "place")

    def made(self, plan: ProgrammePlan, kind: Known) -> tuple[Known, int | None]:
        """Give the activity and the place of a line, adding those that are new."""
        where = self.place_for(PlaceFacts(plan.place)) if plan.place else kind.place_id
        if kind.id is None:
            facts = self._facts(plan, where, self.category(plan.category))
            written = [Written(ENGLISH, plan.about)] if plan.about else []
            kind = self.add_activity(facts, written)
        return kind, where

    def is_known(self, name: str) -> bool:
        """Whether an activity of this name is offered here."""
        return _key(name) in self._activities

    def add_activity(self, facts: ActivityFacts, written: Sequence[Written]) -> Known:
        """Add an activity with what people read about it."""
        made = offer_changes.save(self._db, facts=facts, written=written).id
        row = self._db.one(select(activity).where(activity.c.id == made))
        known = self._activities[_key(row.name)] = _known(row)
        return known

    def place_for(self, facts: PlaceFacts) -> int | None:
        """Find a place by its name, or add it; None for no name."""
        found: int | None = self._places.get(_key(facts.name))
        if found is None and facts.name:
            found = self._places[_key(facts.name)] = places.add(self._db, facts=facts).id
        return found

    def category(self, name: str) -> int | None:
        """Find a category by its name, or add it; None for no name."""
        found: int | None = self._categories.get(_key(name))
        if found is None and name:
            found = self._categories[_key(name)] = categories.add(self._db, name=name).id
        return found

    def _facts(
        self, plan: ProgrammePlan, where: int | None, category_id: int | None
    ) -> ActivityFacts:
        return ActivityFacts(
            plan.title, patch_for(plan.title), category_id, where,
            self.leader(plan, Known(None, "")), _minutes(plan), plan.places or 12,
            private=plan.private, price=plan.price, bring=plan.bring,
        )  # fmt: skip


def patch_for(name: str) -> str:
    """Choose a patch for a new activity by the words in its name."""
    said = f"{name.casefold()} "
    return next((patch for patch, words in _PATCHES if any(w in said for w in words)), "chat")


def _has_session(db: Db, activity_id: int, plan: ProgrammePlan, on: date) -> bool:
    same = select(session.c.id).where(
        session.c.activity == activity_id, session.c.date == on, session.c.starts == plan.starts
    )
    return db.first(same) is not None


def _has_closure(db: Db, plan: ProgrammePlan) -> bool:
    first, last = plan.first, plan.last or plan.first
    rows = db.all(select(closure).where(closure.c.first <= first, closure.c.last >= last))
    return any(_key(row.name) == _key(plan.title) for row in rows)


def _minutes(plan: ProgrammePlan) -> int:
    length = (plan.ends.hour - plan.starts.hour) * 60 + plan.ends.minute - plan.starts.minute
    return max(length, 1)


def _known(row: Any) -> Known:
    return Known(row.id, row.name, row.places, row.minutes, row.place, row.leader)


def _key(name: str) -> str:
    return clean(name).casefold()
