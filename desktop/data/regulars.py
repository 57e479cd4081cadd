"""Who comes every week: begun, away for a while, back again, and over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from desktop.data import ask_first, companions, regular_company, regular_party, signups, waiters
from desktop.data import regular_dates as dates
from desktop.data import regular_facts as facts
from desktop.data.db import Db
from desktop.data.tables import activity, booking, person, regular, session, waiting
from desktop.rules import regulars as rules
from desktop.rules.companions import Brought, names
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.signups import Asked, Mark, check_asked, check_could_come

MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody comes every week now; on how many dates they are booked, for how many they wait."""

    regular_id: int
    booked: int
    waits: int
    words: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """How many dates were given up."""

    dates: int


def begin(
    db: Db, *, session_id: int, person_id: int, brought: Sequence[Brought] = (),
    asked: bool = False,
) -> Begun:  # fmt: skip
    """Book somebody into every date from this session on, also into those that come later.

    Who is `brought` comes along each time. Where a date is full all of them wait for it. Sessions
    of a series bring that series, any other every date of the activity. Refused to who comes every
    week already, and until a colleague was asked; `asked`: they were, and that is written down.
    """
    coming = companions.to_be(brought) if brought else ()
    first = db.one(select(session).where(session.c.id == session_id))
    db.lock("session", session, {row.id for row in facts.to_come(db, first.activity)} | {first.id})
    db.lock("person", person, {person_id, *(each.person_id for each in coming if each.person_id)})
    if asked:
        ask_first.write_down(db, session_id=session_id, person_id=person_id)
    row, who, line = signups.at_hand(db, session_id, person_id)
    today, asks = signups.today_at(db, row), signups.asked_by(db, row, who)
    offered = db.one(select(activity).where(activity.c.id == row.activity))
    there = dates.open_regulars(db, row.activity, today)
    already = _comes_already(db, first, there, person_id)
    party = 1 + sum(each.takes for each in coming)
    rules.check_can_begin(
        asks.called, offered.name, already=already, members=facts.heads(there),
        most=offered.members, ended=offered.ended, today=today, party=party,
    )  # fmt: skip
    _check(db, row, line, asks, today)
    if coming:
        rules.check_party(offered.name, party, row.places)
        companions.check_people(
            db, session_id, person_id, coming, "Not added", asked=asked, weekly=True
        )
    regular_id = db.add(
        regular, activity=first.activity, series=first.series, person=person_id, party=party,
        since=row.date, made_at=db.now,
    )  # fmt: skip
    done, lacking = _book_in(db, row.activity, regular_id, coming, today)
    words = rules.begun_words(
        asks.called, done.booked, done.waits, offered.ended, today, names(coming)
    ) + rules.lacking_words(lacking, today)
    return Begun(regular_id, done.booked, done.waits, words)


def _book_in(
    db: Db, activity_id: int, regular_id: int, coming: Sequence[Brought], today: date
) -> tuple[dates.KeptUp, tuple[date, ...]]:
    """Book a new regular into the dates there are, with who comes along; and whom a date lacks."""
    if not coming:
        return _fill(db, activity_id, regular_id, today), ()
    regular_company.write_down(db, regular_id, coming)
    done = _fill(db, activity_id, regular_id, today)
    return done, regular_party.follow(db, regular_id, (), coming)


def pause(
    db: Db, *, regular_id: int, first: date, until: date | None, version: int, reason: str = ""
) -> GivenUp:
    """Let somebody be away from a day until the day they come again; their dates are given up.

    Without `until` nobody knows until when. What was given up is theirs again when they are back
    earlier, if there is room, and else they wait for it.
    """
    row = facts.held(db, regular_id)
    today, why = facts.today_of(db), clean(reason)
    rules.check_away(first, until, today)
    rules.check_reason(why)
    db.change(
        regular, regular_id, version=version, paused_from=first, paused_until=until, reason=why
    )
    given = _given_up(db, row, lambda on: on >= first and (until is None or on < until))
    _fill(db, row.activity, regular_id, today)  # for whoever is away for less time than before
    return GivenUp(given)


def back(db: Db, *, regular_id: int, on: date, version: int) -> dates.KeptUp:
    """Let somebody come again from a day on; they wait where their place is gone."""
    row = facts.held(db, regular_id)
    today = facts.today_of(db)
    rules.check_back(on, today)
    if row.paused_from is None:
        raise Refused("Not saved. They are not away.")
    begun = row.paused_from < on
    db.change(
        regular, regular_id, version=version, paused_from=row.paused_from if begun else None,
        paused_until=on if begun else None,
    )  # fmt: skip
    return _fill(db, row.activity, regular_id, today)


def end(db: Db, *, regular_id: int, last: date, version: int, reason: str = "") -> GivenUp:
    """Let somebody come no more after a day; every later date is given up."""
    row = facts.held(db, regular_id)
    why = clean(reason)
    rules.check_reason(why)
    if last < row.since and last < facts.today_of(db):
        raise Refused("Not saved. That is before they came at all.")
    db.change(regular, regular_id, version=version, until=last, reason=why or row.reason)
    return GivenUp(_given_up(db, row, lambda on: on > last, away=False))


def end_all(db: Db, *, activity_id: int, last: date) -> None:
    """Let everybody come no more after an activity has ended."""
    for row in dates.open_regulars(db, activity_id, last):
        db.change(regular, row.id, until=last)


def set_members(db: Db, *, activity_id: int, members: int, version: int) -> None:
    """Say how many members a group may have, apart from its seats; 0 for as many as come."""
    if not 0 <= members <= MOST_MEMBERS:
        raise Refused(f"Not saved. Choose a number from 0 to {MOST_MEMBERS}.")
    db.change(activity, activity_id, version=version, members=members)


def _check(db: Db, row: Any, line: Any, asked: Asked, today: date) -> None:
    found = signups.facts_for(row, line, asked.person_id)
    booked_or_not = replace(asked, clash=None)
    check_could_come(found, booked_or_not, now=db.now, today=today, not_done="Not added")
    check_asked(found, asked, "Not added")


def _comes_already(db: Db, row: Any, there: Sequence[Any], person_id: int) -> bool:
    theirs = [each for each in there if each.person == person_id]
    of = facts.families(db, row.activity, theirs)
    return any(facts.is_of(row, of[each.id]) for each in theirs)


def _fill(db: Db, activity_id: int, regular_id: int, today: date) -> dates.KeptUp:
    rows = dates.open_regulars(db, activity_id, today)
    its = next((row for row in rows if row.id == regular_id), None)
    brought = regular_company.along(db, [regular_id]).get(regular_id, ())
    if its is not None:
        theirs = {each.person_id for each in brought if each.person_id}
        db.lock("person", person, {its.person, *theirs})
    return dates.write(db, dates.deal(db, activity_id, rows, today, only=regular_id), today)


def _given_up(db: Db, row: Any, is_given_up: Callable[[date], bool], *, away: bool = True) -> int:
    """Give up somebody's dates on some days, booked or waited for; how many there were."""
    family = facts.families(db, row.activity, [row])[row.id]
    its = [each for each in facts.to_come(db, row.activity) if facts.is_of(each, family)]
    ids = [each.id for each in its if is_given_up(each.date)]
    mine = and_(booking.c.person == row.person, booking.c.session.in_(ids))
    booked = db.all(select(booking.c.id).where(mine, booking.c.status == Mark.BOOKED.value))
    line = and_(waiting.c.person == row.person, waiting.c.session.in_(ids))
    waits = db.all(select(waiting.c.id).where(line, waiting.c.status == waiters.WAITS))
    reason, by = (rules.AWAY_REASON, rules.AWAY) if away else ("Comes no more.", "")
    for each in booked:
        signups.cancel(db, booking_id=each.id, reason=reason, cancelled_by=by)
    for each in waits:
        waiters.leave(db, each.id, reason=reason)
    return len(booked) + len(waits)
