"""Who comes along every week, changed: the dates to come follow, as far as there are places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import companions, one_companion, parties, regular_company, signups, waiters
from desktop.data import regular_dates as dates
from desktop.data import regular_facts as facts
from desktop.data.db import Db
from desktop.data.regular_company import brought_of
from desktop.data.tables import activity, booking, person, regular, waiting
from desktop.rules import regulars as rules
from desktop.rules.companions import MOST, Brought, fits, names, same
from desktop.rules.names import Name, called
from desktop.rules.signups import Mark

_NO_MORE = "Does not come along any more."


@dataclass(frozen=True, slots=True)
class Changed:
    """Who comes along is another; how many dates have no place for all, and that in words."""

    without: int
    words: str


def bring(
    db: Db, *, regular_id: int, brought: Sequence[Brought], version: int, asked: bool = False
) -> Changed:
    """Say who comes along with somebody every week; their dates to come follow.

    Who did not come along to one date stays away from that one. Refused where the group or its
    places are too few, and to who could not come themselves.
    """
    coming = companions.to_be(brought, "Not saved") if brought else ()
    row = facts.held(db, regular_id)
    before = regular_company.along(db, [regular_id]).get(regular_id, ())
    theirs = {each.person_id for each in (*coming, *before) if each.person_id}
    db.lock("person", person, {row.person, *theirs})
    _check(db, row, before, coming, asked=asked)
    regular_company.write_down(db, regular_id, coming, version)
    db.renew(regular, regular_id)
    lacking = follow(db, regular_id, before, coming)
    who = db.one(select(person).where(person.c.id == row.person))
    name = called(Name(who.title, who.first, who.last, who.preferred, who.former))
    words = rules.brought_words(name, names(coming), lacking, facts.today_of(db))
    return Changed(len(lacking), words)


def follow(
    db: Db, regular_id: int, before: Sequence[Brought], coming: Sequence[Brought]
) -> tuple[date, ...]:
    """Let the dates that are booked, or waited for, follow; where one is lacking comes back."""
    row = db.one(select(regular).where(regular.c.id == regular_id))
    known = facts.known_of(db, row.activity, [row], facts.today_of(db))
    gone = _but(before, coming)
    altered = [each for each in coming if each not in before and _of(each, before)]
    lacking = []
    for held in known.sessions:
        if not facts.is_of(held, known.families[regular_id]):
            continue
        able = dates.who_can_come(db, known, held, known.regulars[regular_id])
        wish = _Wish(gone, altered, _but([each for each in coming if each in able], before))
        if not (_booked(db, held.id, row.person, wish) and _waits(db, held.id, row.person, wish)):
            lacking.append(held.date)
    return tuple(lacking)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Who is not to come along to a date any more, who otherwise, and who anew."""

    gone: Sequence[Brought]
    altered: Sequence[Brought]
    new: Sequence[Brought]

    def more(self, there: Sequence[Any]) -> tuple[list[Brought], list[Any], int]:
        """Say who is to be added to those there, who goes, and how many places more it takes."""
        new = [each for each in self.new if not _of(each, [brought_of(row) for row in there])]
        goes = [row for row in there if _of(brought_of(row), self.gone)]
        return new, goes, sum(each.takes for each in new) - parties.places(goes)


def _booked(db: Db, session_id: int, person_id: int, wish: _Wish) -> bool:
    """Let a booking follow; whether there was a place for everybody."""
    its = select(booking.c.id).where(
        booking.c.session == session_id, booking.c.person == person_id,
        booking.c.status == Mark.BOOKED.value,
    )  # fmt: skip
    booking_id = db.value(its)
    if booking_id is None:
        return True
    there = parties.of_booking(db, booking_id)
    new, goes, more = wish.more(there)
    held = signups.held(db, booking_id=booking_id)
    room = companions.room_for(db, held)
    enough = fits(room, more) and len(there) + len(new) - len(goes) <= MOST
    for row in goes:
        one_companion.cancel(db, companion_id=row.id, reason=_NO_MORE)
    if new and enough:
        companions.bring_held(db, held, new)
    altered = [_alter(db, row, wish.altered, room) for row in there if row not in goes]
    return all(altered) and (enough or not new)


def _waits(db: Db, session_id: int, person_id: int, wish: _Wish) -> bool:
    """Let a line of the waiting list follow; not while somebody rings them about a place."""
    its = select(waiting).where(
        waiting.c.session == session_id, waiting.c.person == person_id,
        waiting.c.status == waiters.WAITS,
    )  # fmt: skip
    line = db.first(its)
    if line is None:
        return True
    there = parties.of_waiting(db, line.id)
    new, goes, more = wish.more(there)
    if line.id in waiters.being_rung(db, session_id) or len(there) + len(new) > MOST:
        return not new
    parties.cancel(db, goes, _NO_MORE)
    companions.bring(db, new, waiting=line.id)
    companions.ask_for(db, line, more)
    return True


def _alter(db: Db, row: Any, altered: Sequence[Brought], room: Any) -> bool:
    """Say of one who comes along what is said of them now; whether there was a place."""
    new = _of(brought_of(row), altered)
    if new is None:
        return True
    if new.takes and not row.takes_place and not fits(room, 1):
        return False
    new = replace(new, confirmed=row.confirmed)
    one_companion.change(db, companion_id=row.id, version=row.version, brought=new)
    return True


def _but(some: Sequence[Brought], others: Sequence[Brought]) -> list[Brought]:
    return [each for each in some if not _of(each, others)]


def _of(each: Brought, among: Sequence[Brought]) -> Brought | None:
    return next((one for one in among if same(each, one)), None)


def _check(
    db: Db, row: Any, before: Sequence[Brought], coming: Sequence[Brought], *, asked: bool
) -> None:
    today = facts.today_of(db)
    offered = db.one(select(activity).where(activity.c.id == row.activity))
    party = 1 + sum(each.takes for each in coming)
    members = facts.heads(dates.open_regulars(db, row.activity, today))
    more = party - row.party
    rules.check_members(offered.name, members, offered.members, more, "Not saved")
    family = facts.families(db, row.activity, [row])[row.id]
    its = [each for each in facts.to_come(db, row.activity) if facts.is_of(each, family)]
    if more > 0 and its:
        rules.check_party(offered.name, party, its[0].places, "Not saved")
    if its:
        new = _but(coming, before)
        companions.check_people(
            db, its[0].id, row.person, new, "Not saved", asked=asked, weekly=True
        )
