"""What the practice offers, for the people who plan it: the list, and one whole activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from desktop.data.activities import Choice, choices
from desktop.data.db import Db
from desktop.data.offer_dates import (
    NextDate,
    SeriesLine,
    dates_to_come,
    next_dates,
    rounds_of,
    series_lines,
)
from desktop.data.tables import (
    activity,
    activity_option,
    activity_role,
    activity_text,
    category,
    idea,
    place,
)
from desktop.data.texts import by_two_people
from desktop.rules.activities import ActivityFacts, Option, Role
from desktop.rules.languages import ENGLISH, in_order
from desktop.rules.rhythm import rhythm

_OWN = {
    "category_id": "category", "place_id": "place", "leader_id": "leader",
} | {
    name: name
    for name in (
        "name", "patch", "minutes", "places", "smallest", "kept", "kept_days", "youngest",
        "oldest", "suits", "who", "private", "say_when_booking", "price", "bring",
        "opens_days", "closes_days", "closes_at", "weather", "step_free", "hearing_loop", "young",
        "ring_home", "collected_by", "leaves_alone",
    )
}  # fmt: skip
"""Each fact of an activity, and its column."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An activity in the list; `rhythm` says when it comes round, "" when it has no series."""

    id: int
    name: str
    patch: str
    code: str
    rhythm: str
    dates_to_come: int
    private: bool
    ended: date | None


@dataclass(frozen=True, slots=True)
class ReadText:
    """What people read in one language; checked once `checked_on` is a day.

    `title` is what the activity is called there, "" where it keeps its English name.
    """

    language: str
    text: str
    written_by: str
    written_on: date | None
    checked_by: str
    checked_on: date | None
    version: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One whole activity. `version` goes back with a change, so that nobody's is lost."""

    id: int
    version: int
    facts: ActivityFacts
    code: str
    ended: date | None
    texts: tuple[ReadText, ...]
    series: tuple[SeriesLine, ...]
    next_dates: tuple[NextDate, ...]
    rhythm: str
    dates_to_come: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with what is known of it; `closed` is the day from which it is used no more."""

    id: int
    name: str
    note: str
    step_free: bool | None
    hearing_loop: bool | None
    shared: bool
    closed: date | None
    version: int


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category of the practice's own list, and how many activities are in it."""

    id: int
    name: str
    used: int
    version: int


@dataclass(frozen=True, slots=True)
class ActivitiesTab:
    """What the Activities tab shows: the list, one activity or none, and what can be chosen.

    `languages` are those in which anything is written here; `ideas` counts those waiting;
    `two_people`: nobody checks what they wrote themselves.
    """

    offered: tuple[Offered, ...]
    page: ActivityPage | None
    categories: tuple[CategoryLine, ...]
    places: tuple[PlaceLine, ...]
    leaders: tuple[Choice, ...]
    languages: tuple[str, ...]
    ideas: int
    two_people: bool = False


def activities_tab(db: Db, *, today: date, activity_id: int | None = None) -> ActivitiesTab:
    """Read the Activities tab; an activity that is no longer there is none."""
    row = db.first(select(activity.c.id).where(activity.c.id == activity_id))
    known = db.all(select(activity_text.c.language).distinct())
    waiting = select(func.count()).where(idea.c.status.in_(("gathering", "ready")))
    return ActivitiesTab(
        offered=offered(db, today=today),
        page=activity_page(db, activity_id=row.id, today=today) if row else None,
        categories=categories(db),
        places=places(db),
        leaders=choices(db).leaders,
        languages=tuple(sorted({ENGLISH, *(row.language for row in known)}, key=in_order)),
        ideas=int(db.value(waiting)),
        two_people=by_two_people(db),
    )


def offered(db: Db, *, today: date) -> tuple[Offered, ...]:
    """Read every activity by name, those that have ended last."""
    coming, rounds = dates_to_come(db, today), rounds_of(db, today)
    last = activity.c.ended.is_not(None) & (activity.c.ended < today)
    rows = db.all(select(activity).order_by(last, func.lower(activity.c.name), activity.c.id))
    return tuple(
        Offered(
            row.id, row.name, row.patch, row.code, rhythm(rounds[row.id]),
            coming.get(row.id, 0), row.private, row.ended,
        )
        for row in rows
    )  # fmt: skip


def activity_page(db: Db, *, activity_id: int, today: date) -> ActivityPage:
    """Read everything about an activity; Refused if it is no longer there."""
    row = db.one(select(activity).where(activity.c.id == activity_id))
    rounds = rounds_of(db, today, activity_id)[activity_id]
    return ActivityPage(
        id=activity_id, version=row.version, facts=facts_of(db, row), code=row.code,
        ended=row.ended, texts=_texts(db, row), series=series_lines(db, activity_id, today),
        next_dates=next_dates(db, activity_id, today), rhythm=rhythm(rounds),
        dates_to_come=dates_to_come(db, today, activity_id).get(activity_id, 0),
    )  # fmt: skip


def facts_of(db: Db, row: Any) -> ActivityFacts:
    """Read the facts of an activity's row, with its options and roles."""
    options = select(activity_option).where(activity_option.c.activity == row.id)
    roles = select(activity_role).where(activity_role.c.activity == row.id)
    return ActivityFacts(
        **{fact: row._mapping[column] for fact, column in _OWN.items()},
        options=tuple(
            Option(each.name, each.places)
            for each in db.all(options.order_by(activity_option.c.position, activity_option.c.id))
        ),
        roles=tuple(
            Role(each.role, each.number)
            for each in db.all(roles.order_by(activity_role.c.id))
        ),
    )  # fmt: skip


def columns_of(facts: ActivityFacts) -> Mapping[str, Any]:
    """Give the columns of an activity's row for its facts."""
    return {column: getattr(facts, fact) for fact, column in _OWN.items()}


def categories(db: Db) -> tuple[CategoryLine, ...]:
    """Read the practice's own list of categories, in its order."""
    number = select(activity.c.category, func.count()).group_by(activity.c.category)
    used = {row[0]: row[1] for row in db.all(number)}
    rows = db.all(select(category).order_by(category.c.position, func.lower(category.c.name)))
    return tuple(CategoryLine(r.id, r.name, used.get(r.id, 0), r.version) for r in rows)


def places(db: Db) -> tuple[PlaceLine, ...]:
    """Read every place by name."""
    rows = db.all(select(place).order_by(func.lower(place.c.name)))
    return tuple(
        PlaceLine(
            row.id, row.name, row.note, row.step_free, row.hearing_loop, row.shared, row.closed,
            row.version,
        )
        for row in rows
    )  # fmt: skip


def _texts(db: Db, row: Any) -> tuple[ReadText, ...]:
    rows = db.all(select(activity_text).where(activity_text.c.activity == row.id))
    texts = [
        ReadText(
            each.language, each.text, each.written_by, each.written_on, each.checked_by,
            each.checked_on, each.version, each.title,
        )
        for each in rows
    ]  # fmt: skip
    if row.about and ENGLISH not in {each.language for each in texts}:
        # Written before there were languages: nobody has put a name to it yet.
        texts.append(ReadText(ENGLISH, row.about, "", None, "", None, 0))
    return tuple(sorted(texts, key=lambda each: in_order(each.language)))
