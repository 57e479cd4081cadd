"""Years of a practice's sessions with who came, drawn for measuring."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import Table, insert, select, update

from desktop.data.db import Db
from desktop.data.sample_people import ZONE, Facts, read
from desktop.data.tables import (
    activity,
    booking,
    booking_number,
    person,
    place,
    practice,
    series,
    session,
    word,
)
from desktop.rules.sessions import hours_of
from desktop.rules.signups import Mark

_OFFERED = ("craft", "garden", "lunch", "chat", "walk", "music", "move")
_REGULARS = 400
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TAKES_PLACE = 0.9


@dataclass(frozen=True, slots=True)
class Span:
    """Some weeks, from a Monday on."""

    first: date
    weeks: int

    @property
    def mondays(self) -> list[date]:
        return [self.first + timedelta(weeks=number) for number in range(self.weeks)]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the week with a session, and where and by whom."""

    series: int
    activity: int
    place: int
    leader: int | None
    weekday: int
    starts: time
    ends: time
    places: int


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who comes for some years, and to which slots."""

    person: int
    slots: frozenset[int]
    since: date
    until: date


def add_programme(db: Db, *, first: date, leaders: Sequence[int]) -> None:
    """Add the practice, its places, and its activities with a series for each slot."""
    programme = read("programme")
    _add(db, practice, [{**programme["practice"], "kind": ""}])
    rooms = _add(db, place, programme["places"])
    places = {each["name"]: room for each, room in zip(programme["places"], rooms, strict=True)}
    offered = [each for each in programme["activities"] if each["likes"] in _OFFERED]
    led = [leaders[number % len(leaders)] if leaders else None for number in range(len(offered))]
    where = [places[each["place"]] for each in offered]
    ids = _add(db, activity, map(_activity, offered, where, led))
    rows = [
        _series(slot, activity_id, place_id, leader, first)
        for facts, activity_id, place_id, leader in zip(offered, ids, where, led, strict=True)
        for slot in facts["series"]
    ]
    _add(db, series, rows)


def slots(db: Db) -> tuple[Slot, ...]:
    """Read the slots of the week from their series."""
    return tuple(
        Slot(
            row.id, row.activity, row.place, row.leader, _DAYS.index(row.rule[-2:]),
            row.starts, row.ends, row.places,
        )
        for row in db.all(select(series).order_by(series.c.id))
    )  # fmt: skip


def adults(db: Db, *, today: date) -> tuple[int, ...]:
    """Read the ids of everybody grown up who may be booked."""
    old_enough = person.c.born < today - timedelta(days=18 * 365.25)
    grown = select(person.c.id).where(person.c.status == "current", old_enough)
    return tuple(row.id for row in db.all(grown.order_by(person.c.id)))


def regulars(
    people: Sequence[int], week: Sequence[Slot], spans: Sequence[Span], seed: int
) -> tuple[Regular, ...]:
    """Choose who of the people comes, when in all those years, and to what."""
    chance = Random(f"{seed} regulars")  # noqa: S311 -- it must repeat
    first, days = spans[0].first, (spans[-1].first - spans[0].first).days
    chosen = sorted(chance.sample(people, min(_REGULARS, len(people))))
    return tuple(_regular(chance, each, week, first, days) for each in chosen)


def add_weeks(
    db: Db,
    *,
    span: Span,
    week: Sequence[Slot],
    people: Sequence[Regular],
    today: date,
    seed: int,
) -> None:
    """Add the sessions of some weeks, with bookings and marks, and count them."""
    chance = Random(f"{seed} weeks {span.first}")  # noqa: S311 -- it must repeat
    planned = [
        (monday + timedelta(slot.weekday), slot)
        for monday in span.mondays
        for slot in week
        if chance.random() < _TAKES_PLACE
    ]
    ids = db.ids(session, len(planned))
    bookings: list[Facts] = []
    sessions: list[Facts] = []
    for session_id, (on, slot) in zip(ids, planned, strict=True):
        row = _session(session_id, on, slot)
        theirs = list(_bookings(chance, row, slot, people, today))
        sessions.append(row | _counts(theirs))
        bookings += theirs
    db.add_many(session, sessions)
    _number(chance, bookings)
    _add(db, booking, bookings)
    _note(db, bookings, {row["id"]: row["date"] for row in sessions}, today)


def _add(db: Db, table: Table, rows: Iterable[Facts]) -> Sequence[int]:
    listed = list(rows)
    ids = db.ids(table, len(listed))
    db.add_many(table, [{"id": each, **row} for each, row in zip(ids, listed, strict=True)])
    return ids


def _activity(facts: Facts, place_id: int, leader: int | None) -> Facts:
    texts = ("name", "patch", "about", "minutes", "places")
    return {name: facts[name] for name in texts} | {"place": place_id, "leader": leader}


def _series(slot: Facts, activity_id: int, place_id: int, leader: int | None, first: date) -> Facts:
    return {
        "activity": activity_id,
        "rule": slot["rule"],
        "zone": ZONE,
        "first": first + timedelta(_DAYS.index(slot["rule"][-2:])),
        "starts": time.fromisoformat(slot["starts"]),
        "ends": time.fromisoformat(slot["ends"]),
        "place": place_id,
        "leader": leader,
        "places": slot["places"],
    }


def _regular(chance: Random, who: int, week: Sequence[Slot], first: date, days: int) -> Regular:
    stays = int(chance.triangular(120, 1_500, 300))
    since = first + timedelta(chance.randint(-stays, max(0, days)))
    likes = chance.sample([slot.series for slot in week], chance.choice((1, 1, 2, 3)))
    return Regular(who, frozenset(likes), since, since + timedelta(stays))


def _session(session_id: int, on: date, slot: Slot) -> Facts:
    hours = hours_of(on, slot.starts, slot.ends, ZONE)
    return {
        "id": session_id,
        "activity": slot.activity,
        "series": slot.series,
        "original_date": on,
        "date": on,
        "starts": slot.starts,
        "ends": slot.ends,
        "zone": ZONE,
        "starts_utc": hours.starts_utc,
        "ends_utc": hours.ends_utc,
        "place": slot.place,
        "leader": slot.leader,
        "places": slot.places,
    }


def _bookings(
    chance: Random, row: Facts, slot: Slot, people: Sequence[Regular], today: date
) -> Iterator[Facts]:
    on: date = row["date"]
    active = [
        each.person
        for each in people
        if slot.series in each.slots and each.since <= on <= each.until
    ]
    full = chance.uniform(0.5, 1.05) * max(0.0, 1 - max(0, (on - today).days) / 50)
    number = min(len(active), slot.places, round(slot.places * full))
    chosen = chance.sample(active, number)
    for who in chosen:
        yield _booking(chance, row, who, today)
    walked_in = [each for each in active if each not in chosen] if on < today else []
    if walked_in and chance.random() < 0.2:
        came = {"status": Mark.ARRIVED.value, "walked_in": True, "marked_at": row["starts_utc"]}
        over = {"over": number >= slot.places, "booked_at": row["starts_utc"], "cancelled_at": None}
        yield _booking(chance, row, walked_in[0], today) | came | over


def _booking(chance: Random, row: Facts, who: int, today: date) -> Facts:
    at: datetime = row["starts_utc"]
    before = timedelta(days=max(0, (row["date"] - today).days) + chance.randint(1, 20))
    mark = chance.choices(tuple(Mark), (0, 82, 10, 8))[0] if row["date"] < today else Mark.BOOKED
    return {
        "session": row["id"],
        "person": who,
        "status": mark.value,
        "walked_in": False,
        "over": False,
        "booked_at": at - before,
        "marked_at": at if mark in (Mark.ARRIVED, Mark.MISSED) else None,
        "cancelled_at": at - timedelta(hours=20) if mark is Mark.CANCELLED else None,
    }


def _counts(bookings: Iterable[Facts]) -> dict[str, int]:
    live = [each for each in bookings if each["status"] != Mark.CANCELLED]
    over = sum(each["over"] for each in live)
    came = sum(each["status"] == Mark.ARRIVED for each in live)
    return {"booked": len(live) - over, "over": over, "came": came}


def _number(chance: Random, bookings: Sequence[Facts]) -> None:
    numbers = chance.sample(range(10_000, 100_000), len(bookings))
    for row, number in zip(bookings, numbers, strict=True):
        row["number"] = None if row["walked_in"] else number


def _note(db: Db, bookings: Sequence[Facts], dates: dict[int, date], today: date) -> None:
    """Write down what follows from bookings: numbers in use, and who comes."""
    taken = [
        {"number": row["number"], "until": dates[row["session"]]}
        for row in bookings
        if row["number"] and dates[row["session"]] >= today
    ]
    if taken:
        db.derived(insert(booking_number), taken)
    come = sorted({row["person"] for row in bookings})
    db.derived(update(person).where(person.c.id.in_(come)).values(comes=True))
    db.derived(update(word).where(word.c.person.in_(come)).values(comes=True))
