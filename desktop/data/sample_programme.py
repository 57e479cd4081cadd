"""What the sample practice offers: 12 weeks back and 12 ahead, from resources/sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.sample_people import ZONE, Facts, read
from desktop.data.tables import activity, closure, person, place, practice, series, session, skipped
from desktop.rules import closures
from desktop.rules.closures import Closure, OpenDays, Shut
from desktop.rules.rrule import read_rule
from desktop.rules.series import occurrences
from desktop.rules.sessions import hours_of

WEEKS = 12
_TRAINING_WEEK, _TRAINING = 6, (time(13), time(18))


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the week at which an activity comes round, and who leads it where."""

    activity: Facts
    facts: Facts
    activity_id: int
    series_id: int
    place_id: int
    leader_id: int
    days: OpenDays

    @property
    def hours(self) -> tuple[time, time]:
        return time.fromisoformat(self.facts["starts"]), time.fromisoformat(self.facts["ends"])

    def dates(self, today: date) -> list[date]:
        """Give the dates this comes round, in whole weeks around today's."""
        first = monday(today) - timedelta(weeks=WEEKS)
        return list(occurrences(read_rule(self.facts["rule"]), first, last_day(today)))

    def shut(self, on: date) -> Shut | None:
        """Say why it is not on: a bank holiday, or the practice is closed."""
        return closures.shut(self.days, on, *self.hours, skips_closed=True, term_only=False)

    def coming(self, now: datetime) -> date:
        """Give its next date that is not over, closed days left out; `now` is on the wall."""
        return next(
            each for each in self.dates(now.date())
            if datetime.combine(each, self.hours[1]) > now and not self.shut(each)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of a slot; `off` counts from its coming one, which is 0, the last one -1."""

    id: int
    slot: Slot
    off: int
    row: Facts


def add_programme(db: Db, *, now: datetime) -> list[Planned]:
    """Add the practice, its places, and the activities with their series and sessions.

    `now` is a time on the practice's wall, without a zone.
    """
    programme = read("programme")
    (practice_id,) = db.ids(practice, 1)
    db.add_many(practice, [{"id": practice_id, **programme["practice"]}])
    places = _add_places(db, programme["places"])
    days = _add_closure(db, now.date())
    slots = list(_add_activities(db, programme["activities"], places, now.date(), days))
    planned = sorted(
        ((row["starts_utc"], slot.series_id, slot, off, row)
         for slot in slots for off, row in _sessions(slot, now)),
        key=lambda each: each[:2],
    )  # fmt: skip
    ids = db.ids(session, len(planned))
    sessions = [
        Planned(each, slot, off, {"id": each, **row})
        for each, (*_, slot, off, row) in zip(ids, planned, strict=True)
    ]
    db.add_many(session, [each.row for each in sessions])
    return sessions


def monday(on: date) -> date:
    """Give the Monday of a day's week."""
    return on - timedelta(on.weekday())


def last_day(today: date) -> date:
    """Give the last day the sample has sessions on."""
    return monday(today) + timedelta(weeks=WEEKS + 1, days=-1)


def _add_closure(db: Db, today: date) -> OpenDays:
    """Close for a training afternoon, some Wednesdays ahead."""
    on = monday(today) + timedelta(weeks=_TRAINING_WEEK, days=2)
    starts, ends = _TRAINING
    facts: Facts = {
        "name": "Training afternoon",
        "first": on,
        "last": on,
        "starts": starts,
        "ends": ends,
    }
    return OpenDays(closures=(Closure(db.add(closure, **facts), **facts),))


def _add_places(db: Db, places: list[Facts]) -> dict[str, int]:
    ids = db.ids(place, len(places))
    db.add_many(place, [{"id": each, **facts} for each, facts in zip(ids, places, strict=True)])
    return {facts["name"]: each for each, facts in zip(ids, places, strict=True)}


def _add_activities(
    db: Db, activities: list[Facts], places: dict[str, int], today: date, days: OpenDays
) -> Iterator[Slot]:
    people = {(row.first, row.last): row.id for row in db.all(select(person))}
    for facts, activity_id in zip(activities, db.ids(activity, len(activities)), strict=True):
        leader = people[tuple(facts["leader"].split(" ", 1))]
        where = places[facts["place"]]
        db.add_many(activity, [_activity(activity_id, facts, where, leader)])
        for each, series_id in zip(
            facts["series"], db.ids(series, len(facts["series"])), strict=True
        ):
            slot = Slot(facts, each, activity_id, series_id, where, leader, days)
            db.add_many(series, [_series(slot, today)])
            _add_skipped(db, slot, today)
            yield slot


def _activity(activity_id: int, facts: Facts, place_id: int, leader_id: int) -> Facts:
    texts = ("name", "patch", "about", "minutes", "places")
    return {
        "id": activity_id,
        **{name: facts[name] for name in texts},
        "short_name": facts.get("short_name", ""),
        "place": place_id,
        "leader": leader_id,
        "private": facts.get("private", False),
        "youngest": facts.get("youngest"),
        "oldest": facts.get("oldest"),
        "say_when_booking": facts.get("say_when_booking", ""),
    }


def _add_skipped(db: Db, slot: Slot, today: date) -> None:
    shut = [(on, why) for on in slot.dates(today) if (why := slot.shut(on))]
    ids = db.ids(skipped, len(shut)) if shut else ()
    db.add_many(skipped, [
        {"id": key, "series": slot.series_id, "date": on, "why": why.why, "note": why.name}
        for key, (on, why) in zip(ids, shut, strict=True)
    ])  # fmt: skip


def _series(slot: Slot, today: date) -> Facts:
    starts, ends = slot.hours
    return {
        "id": slot.series_id,
        "activity": slot.activity_id,
        "rule": slot.facts["rule"],
        "zone": ZONE,
        "first": slot.dates(today)[0],
        "starts": starts,
        "ends": ends,
        "place": slot.place_id,
        "leader": slot.leader_id,
        "places": slot.facts["places"],
        "made_until": last_day(today),
    }


def _sessions(slot: Slot, now: datetime) -> Iterator[tuple[int, Facts]]:
    dates = slot.dates(now.date())
    coming = dates.index(slot.coming(now))
    for number, on in enumerate(dates):
        if slot.shut(on):
            continue
        yield number - coming, _session(slot, on, str(number - coming))


def _session(slot: Slot, on: date, off: str) -> dict[str, Any]:
    starts, ends = slot.hours
    hours = hours_of(on, starts, ends, ZONE)
    reason = slot.facts.get("cancelled", {}).get(off, "")
    return {
        "activity": slot.activity_id,
        "series": slot.series_id,
        "original_date": on,
        "date": on,
        "starts": starts,
        "ends": ends,
        "zone": ZONE,
        "starts_utc": hours.starts_utc,
        "ends_utc": hours.ends_utc,
        "place": slot.place_id,
        "leader": slot.leader_id,
        "places": slot.facts["places"],
        "status": "cancelled" if reason else "planned",
        "reason": reason,
        "note": slot.facts.get("notes", {}).get(off, ""),
        "private": slot.activity.get("private", False),
    }
