"""People to tell: who must hear that a session is not on or has moved, until all have heard."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sqlalchemy import bindparam, null, select
from sqlalchemy import text as sql

from desktop.data import activities, taxis, told_together
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.journal_text import as_text
from desktop.data.reached import TO_CHECK, phones, reached
from desktop.data.ready import Ready
from desktop.data.tables import NOT_TOLD, booking, news, person, phone, session, telling, waiting
from desktop.rules import telling as rules
from desktop.rules.on_it import who_is_on_it
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from desktop.rules.telling import DONE, Kind, Known, Outcome, Shelf

Why = tuple[int | None, int | None]
"""Why somebody is told: the id of their booking, or of their line of the waiting list."""
CLOSED = tuple(outcome.value for outcome in DONE)


@dataclass(frozen=True, slots=True)
class Changed:
    """A session that is not as the people on it know it; `was` is how they knew it."""

    session_id: int
    kind: Kind
    was: Known


@dataclass(frozen=True, slots=True)
class ToTell:
    """One person to tell, how they like to be reached, and what came of it so far."""

    id: int
    version: int
    person_id: int
    name: str
    called: str
    phone: str
    to_check: bool
    reach: str
    say: str
    outcome: Outcome
    outcome_at: datetime | None
    outcome_by: str
    shelf: Shelf
    on_it: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """Everybody who must hear one piece of news; `told` of them have."""

    news_id: int
    kind: Kind
    session: SessionCard
    was: Known
    lines: tuple[ToTell, ...]
    told: int


# Word for word what its index says: with values of their own, no database would see that.
_STILL_OPEN = sql(f"({NOT_TOLD})")
_GOING = (
    select(
        booking.c.id.label("booking"), null().label("waiting"), booking.c.session, booking.c.person
    )
    .where(
        booking.c.session.in_(bindparam("sessions", expanding=True)),
        booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)),
    )
    .order_by(booking.c.id)
)
_WAITING = (
    select(
        null().label("booking"), waiting.c.id.label("waiting"), waiting.c.session, waiting.c.person
    )
    .where(
        waiting.c.session.in_(bindparam("sessions", expanding=True)), waiting.c.status == "waiting"
    )
    .order_by(waiting.c.position, waiting.c.id)
)
_UNTOLD = (
    select(
        telling.c.id, telling.c.session, telling.c.booking, telling.c.waiting, telling.c.outcome,
        telling.c.shelf, news.c.was,
    )
    .select_from(telling.join(news, news.c.id == telling.c.news))
    .where(telling.c.session.in_(bindparam("sessions", expanding=True)), _STILL_OPEN)
    .order_by(telling.c.id)
    .with_for_update(of=telling, key_share=True)
)  # fmt: skip
_OPEN_ROUNDS = select(telling.c.news).where(_STILL_OPEN)
_ROUNDS = Ready(select(news).where(news.c.id.in_(_OPEN_ROUNDS)).order_by(news.c.made_at, news.c.id))
_LINES = Ready(
    select(
        telling, person.c.title, person.c.first, person.c.last, person.c.preferred,
        person.c.former, person.c.reach_by, person.c.message_ok, person.c.say_surgery,
        person.c.status, person.c.status_until,
    )
    .select_from(telling.join(person, person.c.id == telling.c.person))
    .where(
        telling.c.news.in_(_OPEN_ROUNDS),
        telling.c.outcome != Outcome.OVERTAKEN.value,
    )
    .order_by(person.c.sort_key, telling.c.id)
)  # fmt: skip


def tell(db: Db, *, changed: Sequence[Changed]) -> int:
    """Put all who are booked on these sessions, or wait, on People to tell; how many comes back.

    The sessions are locked and already as they are to be. Who never heard of an earlier change
    hears only of the last one, and of none at all when it is as they know it.
    """
    ids = [each.session_id for each in changed]
    now = {row.id: _known(row) for row in db.all(select(session).where(session.c.id.in_(ids)))}
    other = [each for each in changed if each.was != now[each.session_id]]
    taxis.sessions_changed(
        db, [(each.session_id, each.was.date) for each in other
             if rules.is_at_another_time(each.was, now[each.session_id])],
    )  # fmt: skip
    earlier = _overtake(db, now, [each.session_id for each in other])
    ended = {each.session_id for each in changed if each.kind is Kind.ENDED}
    there = going(db, ids, once=ended)
    rounds = [
        (each, was, people)
        for each in other
        for was, people in _by_what_they_know(each, there[each.session_id], earlier).items()
        if was != now[each.session_id] or each.kind is Kind.NOT_ON
    ]
    _add_rounds(db, rounds)
    return sum(len(people) for _each, _was, people in rounds)


def going(
    db: Db, sessions: Sequence[int], once: Collection[int] = ()
) -> Mapping[int, list[Any]]:  # fmt: skip
    """Find who is booked on each session or waits; among those in `once`, each is found once."""
    order = {each: n for n, each in enumerate(sessions)}
    found: dict[int, list[Any]] = defaultdict(list)
    heard: set[int] = set()
    rows = [*db.all(_GOING, sessions=[*order]), *db.all(_WAITING, sessions=[*order])]
    for row in sorted(rows, key=lambda each: order[each.session]):
        if row.session not in once or row.person not in heard:
            found[row.session].append(row)
            heard.add(row.person)
    return found


def people_to_tell(db: Db, *, today: date) -> tuple[Round, ...]:
    """Read every piece of news that somebody has not heard yet, the oldest first."""
    found = db.all(_ROUNDS)
    cards = activities.session_cards(db, session_ids={each.session for each in found})
    lines = _lines(db, today) if found else {}
    shown = told_together.heads(found, cards, lines, _from_text)
    rounds = (
        _round(row, cards[row.session], lines.get(row.id, ()), shown, today, db.now)
        for row in found
    )
    return tuple(each for each in rounds if any(_open(line) for line in each.lines))


def answer(db: Db, *, telling_id: int, outcome: str, version: int | None = None) -> None:
    """Write down what came of trying to tell somebody, of all their dates that moved alike."""
    row = db.one(select(telling).where(telling.c.id == telling_id))
    came = Outcome(outcome)
    if came is Outcome.OVERTAKEN:
        raise Refused("Only newer news does that.")
    others = told_together.spoken_for(db, telling_id, _from_text)
    db.change(
        telling, telling_id, version=version, outcome=came.value, outcome_at=db.now,
        outcome_by=db.by,
    )  # fmt: skip
    for each in others:
        db.change(
            telling, each, outcome=came.value, outcome_at=db.now, outcome_by=db.by
        )  # fmt: skip
    if came is Outcome.WRONG_NUMBER:
        doubt_number(db, row.person)


def _overtake(db: Db, now: Mapping[int, Known], sessions: Sequence[int]) -> Mapping[Why, Known]:
    """Close what nobody has told yet; how each person knew the session, comes back."""
    earlier: dict[Why, Known] = {}
    for row in db.all(_UNTOLD, sessions=sessions):
        if row.shelf == Shelf.WAITING:
            db.change(telling, row.id, shelf=Shelf.NOT_THERE.value)
        if row.outcome in CLOSED:
            continue
        db.change(telling, row.id, outcome=Outcome.OVERTAKEN.value, outcome_at=db.now)
        was = _from_text(row.was)
        # Who was left a message may have heard it: they hear, too, that all is as it was.
        if row.outcome != Outcome.MESSAGE or was != now[row.session]:
            earlier.setdefault((row.booking, row.waiting), was)
    return earlier


def _by_what_they_know(
    each: Changed, going: Iterable[Any], earlier: Mapping[Why, Known]
) -> Mapping[Known, list[Any]]:
    known: dict[Known, list[Any]] = defaultdict(list)
    for row in going:
        known[earlier.get((row.booking, row.waiting), each.was)].append(row)
    return known


def _add_rounds(db: Db, rounds: Sequence[tuple[Changed, Known, list[Any]]]) -> None:
    news_ids = list(db.ids(news, len(rounds))) if rounds else []
    db.add_many(news, [
        {"id": news_id, "session": each.session_id, "kind": each.kind.value,
         "was": as_text(asdict(was)), "made_at": db.now}
        for news_id, (each, was, _people) in zip(news_ids, rounds, strict=True)
    ])  # fmt: skip
    lines = [
        {"news": news_id, "session": each.session_id, "person": row.person, "booking": row.booking,
         "waiting": row.waiting, "outcome": Outcome.TO_TELL.value,
         "shelf": (Shelf.WAITING if each.kind is Kind.NOT_ON else Shelf.NOT_THERE).value}
        for news_id, (each, _was, people) in zip(news_ids, rounds, strict=True)
        for row in people
    ]  # fmt: skip
    ids = db.ids(telling, len(lines)) if lines else []
    db.add_many(telling, [{"id": n, **line} for n, line in zip(ids, lines, strict=True)])


def _lines(db: Db, today: date) -> Mapping[int, list[Any]]:
    """Read the people of the open rounds who may be called, with their first number."""
    rows = db.all(_LINES)
    may = [r for r in rows if may_be_contacted(Status(r.status), r.status_until, today)]
    numbers = phones(db, {each.person for each in may})
    found = defaultdict(list)
    for each in may:
        found[each.news].append((each, numbers.get(each.person)))
    return found


def _round(
    row: Any, card: SessionCard, lines: Iterable[Any], shown: Mapping[int, tuple[date, ...]],
    today: date, now: datetime,
) -> Round:  # fmt: skip
    was, kind = _from_text(row.was), Kind(row.kind)
    is_now = Known(card.date, card.starts, card.ends, None, not card.cancelled)
    say = partial(rules.to_say, kind, card.title, was, is_now, card.place, today)
    said = {waits: say(waits=waits) for waits in (False, True)}
    people = tuple(
        _line(each, number, f"{said[each.waiting is not None]} {also}".strip(), now)
        for each, number in lines
        if each.id in shown
        for also in [rules.also_words(shown[each.id], today)]
    )
    told = sum(each.outcome in DONE for each in people)
    return Round(row.id, kind, card, was, people, told)


def _line(row: Any, number: Any, said: str, now: datetime) -> ToTell:
    who = reached(row, number)
    return ToTell(
        id=row.id, version=row.version, person_id=row.person, name=who.name, called=who.called,
        phone=who.phone, to_check=who.to_check, reach=who.reach, say=said,
        outcome=Outcome(row.outcome), outcome_at=row.outcome_at, outcome_by=row.outcome_by,
        shelf=Shelf(row.shelf), on_it=who_is_on_it(row.on_it, row.on_it_until, now),
    )  # fmt: skip


def _open(line: ToTell) -> bool:
    return line.outcome not in DONE or line.shelf is Shelf.WAITING


def doubt_number(db: Db, person_id: int) -> None:
    """Mark the first number of somebody as one to check."""
    rows = select(phone).where(phone.c.person == person_id).order_by(phone.c.place, phone.c.id)
    first = db.first(rows)
    if first is not None:
        db.change(phone, first.id, label=TO_CHECK)


def _known(row: Any) -> Known:
    return Known(row.date, row.starts, row.ends, row.place, row.status == "planned")


def _from_text(text: str) -> Known:
    held = json.loads(text)
    day, starts, ends = held["date"], held["starts"], held["ends"]
    return Known(
        date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends),
        held.get("place_id"), bool(held.get("on", True)),
    )  # fmt: skip
