"""Who of the sample's people is booked on what, came, stayed away or walked in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import insert, select, update

from desktop.data.db import Db
from desktop.data.sample_people import Facts, moment, read
from desktop.data.sample_programme import Planned, monday
from desktop.data.tables import booking, booking_number, person, session, word
from desktop.rules.signups import Mark

_EARLY = timedelta(minutes=30)
_FILLING = {1: 0.6, 2: 0.4, 3: 0.25, 4: 0.15}
_REASONS = ("Unwell", "Hospital appointment", "Family visiting", "No ride that day", "")


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who comes: to what, how keenly, and between which days not."""

    id: int
    name: str
    likes: frozenset[str]
    keen: float
    away: tuple[date, date] | None


@dataclass(slots=True)
class Pen:
    """What writes the bookings: chance, the moment, the people, and who is busy when."""

    chance: Random
    now: datetime
    people: Sequence[Regular]
    certain: Sequence[Facts]
    early: frozenset[str]
    walks_in: str
    busy: dict[int, list[Facts]]


def add_bookings(db: Db, planned: Sequence[Planned], *, now: datetime, seed: int) -> None:
    """Add bookings, marks, walk-ins and cancellations; count them on their sessions."""
    pen = _pen(db, now, seed)
    rows = [row for each in planned for row in _bookings(pen, each)]
    numbers = iter(pen.chance.sample(range(10_000, 100_000), len(rows)))
    for row, row_id in zip(rows, db.ids(booking, len(rows)), strict=True):
        row["number"] = None if row["walked_in"] else next(numbers)
        row["id"] = row_id
    db.add_many(booking, rows)
    _count(db, rows)
    _claim_numbers(db, rows, planned, now.date())
    come = sorted({row["person"] for row in rows})
    db.derived(update(person).where(person.c.id.in_(come)).values(comes=True))
    db.derived(update(word).where(word.c.person.in_(come)).values(comes=True))


def _pen(db: Db, now: datetime, seed: int) -> Pen:
    programme, chance = read("programme"), Random(f"{seed} {now.date()}")  # noqa: S311 -- it must repeat
    ids = db.all(select(person.c.id).order_by(person.c.id))
    people = [
        _regular(row.id, facts, chance, now.date())
        for row, facts in zip(ids, read("people"), strict=True)
    ]
    return Pen(
        chance, now, people, programme["certain"], frozenset(programme["early"]),
        programme["walks_in"], defaultdict(list),
    )  # fmt: skip


def _regular(person_id: int, facts: Facts, chance: Random, today: date) -> Regular:
    name = f"{facts['first']} {facts['last']}".strip()
    likes = frozenset(facts.get("likes", ()))
    return Regular(person_id, name, likes, chance.uniform(0.3, 1), _away(facts, today))


def _away(facts: Facts, today: date) -> tuple[date, date] | None:
    status = facts.get("status", "current")
    if status == "current":
        return None
    until = today + timedelta(facts["until"]) if "until" in facts else date.max
    return today - timedelta(9 if status == "hospital" else 40), until


def _bookings(pen: Pen, planned: Planned) -> Iterator[Facts]:
    number = _how_many(pen, planned)
    if not number:
        return
    certain = [each for each in pen.certain if _is_about(each, planned)]
    named = {each["who"]: each.get("mark") for each in certain}
    sure = [each for each in pen.people if each.name in named]
    others = _willing(pen, planned, {each.id for each in sure})
    for who in [*sure, *others][: max(number, len(sure))]:
        mark = named.get(who.name) or _mark(pen, planned, who)
        yield _booking(pen, planned, who, Mark(mark))
    yield from _walk_ins(pen, planned, others[number:], number)
    yield from _cancelled(pen, planned, others[number + 1 :])


def _how_many(pen: Pen, planned: Planned) -> int:
    on, today = planned.row["date"], pen.now.date()
    places, usual = int(planned.slot.facts["places"]), int(planned.slot.facts["this_week"])
    called_off = planned.row["status"] == "cancelled"
    if called_off and planned.off:
        return 0
    if planned.off == 0 or monday(on) == monday(today):
        return usual
    if on < today:
        return round(places * pen.chance.uniform(0.4, 0.85))
    return round(usual * _FILLING.get(planned.off, 0) + pen.chance.uniform(-0.4, 0.9))


def _is_about(certain: Facts, planned: Planned) -> bool:
    return (
        certain["what"] == planned.slot.activity["likes"]
        and certain["off"] == planned.off
        and certain.get("day", "") in planned.slot.facts["rule"]
    )


def _is_the_tours(planned: Planned) -> bool:
    # The tour books somebody into the coming crafternoon: who is on it is written down.
    return planned.off == 0 and planned.slot.activity["likes"] == "craft"


def _willing(pen: Pen, planned: Planned, sure: set[int]) -> list[Regular]:
    likes = planned.slot.activity["likes"]
    found = [
        each for each in pen.people
        if likes in each.likes and each.id not in sure and _is_free(pen, each, planned.row)
    ]  # fmt: skip
    return sorted(found, key=lambda each: pen.chance.random() / each.keen)


def _is_free(pen: Pen, who: Regular, row: Facts) -> bool:
    if who.away and who.away[0] <= row["date"] <= who.away[1]:
        return False
    return not any(
        row["starts_utc"] < other["ends_utc"] and other["starts_utc"] < row["ends_utc"]
        for other in pen.busy[who.id]
    )


def _mark(pen: Pen, planned: Planned, who: Regular) -> Mark:
    starts, ends = _hours(planned)
    if ends <= pen.now:
        return Mark.ARRIVED if pen.chance.random() < 0.87 else Mark.MISSED
    if starts - _EARLY <= pen.now and planned.row["status"] == "planned":
        early = who.name in pen.early if _is_the_tours(planned) else pen.chance.random() < 0.6
        return Mark.ARRIVED if early else Mark.BOOKED
    return Mark.BOOKED


def _walk_ins(
    pen: Pen, planned: Planned, others: Sequence[Regular], booked: int
) -> Iterator[Facts]:
    starts, ends = _hours(planned)
    if planned.row["status"] != "planned" or starts - _EARLY > pen.now:
        return
    if _is_the_tours(planned):
        walkers = [each for each in pen.people if each.name == pen.walks_in]
    else:
        over = ends <= pen.now and pen.chance.random() < 0.25
        walkers = list(others[:1]) if over else []
    for who in walkers:
        row = _booking(pen, planned, who, Mark.ARRIVED)
        over_places = booked >= planned.slot.facts["places"]
        reason = "walked in" if over_places else ""
        row.update(walked_in=True, over=over_places, over_reason=reason, booked_at=row["marked_at"])
        yield row


def _cancelled(pen: Pen, planned: Planned, others: Sequence[Regular]) -> Iterator[Facts]:
    if pen.chance.random() > 0.3:
        return
    for who in others[:1]:
        row = _booking(pen, planned, who, Mark.CANCELLED)
        later = timedelta(hours=pen.chance.randint(1, 12))
        row.update(cancelled_at=row["booked_at"] + later, reason=pen.chance.choice(_REASONS))
        pen.busy[who.id].pop()
        yield row


def _booking(pen: Pen, planned: Planned, who: Regular, mark: Mark) -> Facts:
    pen.busy[who.id].append(planned.row)
    marked = mark in (Mark.ARRIVED, Mark.MISSED)
    return {
        "session": planned.id,
        "person": who.id,
        "status": mark.value,
        "walked_in": False,
        "over": False,
        "over_reason": "",
        "booked_at": _booked_at(pen, planned.row["date"]),
        "marked_at": _marked_at(pen, planned, mark) if marked else None,
        "cancelled_at": None,
        "reason": "",
    }


def _booked_at(pen: Pen, on: date) -> datetime:
    day = min(on, pen.now.date()) - timedelta(pen.chance.randint(1, 14))
    day -= timedelta(max(0, day.weekday() - 4))
    return moment(day, time(pen.chance.randint(9, 16), 5 * pen.chance.randint(0, 11)))


def _marked_at(pen: Pen, planned: Planned, mark: Mark) -> datetime:
    row = planned.row
    if mark is Mark.MISSED:
        return row["ends_utc"]  # type: ignore[no-any-return]
    came: datetime = row["starts_utc"] + timedelta(minutes=pen.chance.randint(-15, 10))
    return min(came, moment(pen.now.date(), pen.now.time()))


def _hours(planned: Planned) -> tuple[datetime, datetime]:
    row = planned.row
    return (
        datetime.combine(row["date"], row["starts"]),
        datetime.combine(row["date"], row["ends"]),
    )


def _count(db: Db, rows: Iterable[Facts]) -> None:
    live = [row for row in rows if row["status"] != Mark.CANCELLED]
    booked = Counter(row["session"] for row in live if not row["over"])
    over = Counter(row["session"] for row in live if row["over"])
    came = Counter(row["session"] for row in live if row["status"] == Mark.ARRIVED)
    for each in sorted(booked):
        db.count(session, each, booked=booked[each], over=over[each], came=came[each])


def _claim_numbers(db: Db, rows: Iterable[Facts], planned: Iterable[Planned], today: date) -> None:
    dates = {each.id: each.row["date"] for each in planned}
    live = (row for row in rows if row["number"] and row["status"] != Mark.CANCELLED)
    taken = [{"number": row["number"], "until": dates[row["session"]]} for row in live]
    db.derived(insert(booking_number), [each for each in taken if each["until"] >= today])
