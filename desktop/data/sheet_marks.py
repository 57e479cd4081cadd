"""What entering a sheet writes: marks, people who came after all, and people who are new."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.data import companions, marking, one_companion, people, signups, wrap_ups
from desktop.data.db import Db
from desktop.data.sheet_facts import Back
from desktop.data.tables import companion, person, sheet_line
from desktop.rules.companions import Brought
from desktop.rules.people import PersonFacts
from desktop.rules.refusal import Refused
from desktop.rules.sheets import Deed, Entry, Kind
from desktop.rules.signups import Mark, Stand

if TYPE_CHECKING:
    from desktop.data.entering import Plan


def do(db: Db, plan: "Plan") -> None:
    """Write everything; the session is locked, people are locked here, first of all."""
    new = {entry.number: _add(db, entry) for entry, deed, _ in plan.deeds if deed is Deed.NEW}
    meant = [back.person_id for _entry, _deed, back in plan.deeds if back.person_id]
    db.lock("person", person, {*meant, *new.values()})
    bookings = [each for each in plan.deeds if each[2].booking_id]
    for entry, deed, back in bookings:
        _booking(db, plan, entry, deed, back)
    _companions(db, plan)
    for entry, deed, back in plan.deeds:
        if deed is Deed.NEW:
            signups.walk_in_held(db, session_id=plan.session.id, person_id=new[entry.number])
        if deed in (Deed.NEW, Deed.HEAD):
            db.change(sheet_line, back.line_id, entered=entry.name)
    heads = sum(deed is Deed.HEAD for _entry, deed, _back in plan.deeds)
    if heads:
        wrap_ups.head_count(db, session_id=plan.session.id, by=heads)


def _add(db: Db, entry: Entry) -> int:
    first, _space, last = entry.name.rpartition(" ")
    facts = PersonFacts(first=first, last=last) if first else PersonFacts(first=last)
    return people.add(db, facts=facts).id


def _booking(db: Db, plan: "Plan", entry: Entry, deed: Deed, back: Back) -> None:
    if deed is Deed.MARK and back.booking_id:
        held = signups.held_in(db, signups.row_of(db, plan.session.id), back.booking_id)
        but = {each.companion_id for each in _with_a_line(plan.lines) if each.companion_id}
        marking.set_mark(db, held, Stand(entry.mark), but=but)
    elif deed is Deed.HERE_AFTER_ALL and back.person_id:
        signups.walk_in_held(db, session_id=plan.session.id, person_id=back.person_id)


def _companions(db: Db, plan: "Plan") -> None:
    """Mark companions by their own line: on paper each has a tick of their own.

    Who is not on the line stays as they were, but where whoever they come with did not come.
    """
    said = {back.number: (entry, deed) for entry, deed, back in plan.deeds}
    missed = {back.person_id for entry, _deed, back in plan.deeds if not entry.came}
    for back in _with_a_line(plan.lines):
        entry, deed = said.get(back.number, (None, Deed.NOTHING))
        if deed is Deed.HERE_AFTER_ALL:
            _along_again(db, plan, back)
        elif deed is Deed.MARK and entry:
            _mark(db, back, entry.mark)
        elif entry is None and back.host in missed and back.stands.mark is Mark.BOOKED:
            _mark(db, back, Mark.MISSED)


def _with_a_line(lines: Iterable[Back]) -> list[Back]:
    return [each for each in lines if each.companion_id and each.stands.kind is Kind.COMPANION]


def _mark(db: Db, back: Back, mark: Mark) -> None:
    one_companion.mark(db, companion_id=back.companion_id or 0, as_=mark.value)


def _along_again(db: Db, plan: "Plan", back: Back) -> None:
    """Let a companion who had cancelled be here, with whom they came."""
    live = signups.live_of(db, session_id=plan.session.id, person_id=back.host or 0)
    if live is None:
        words = f"{back.number}, {back.stands.words}, came with somebody who is not booked now"
        raise Refused(f"Not entered. {words}. Enter both.")
    row = db.one(select(companion).where(companion.c.id == back.companion_id))
    brought = Brought(
        name=row.name, kind=row.kind, person_id=row.person, diet=row.diet,
        takes_place=row.takes_place, own_way=bool(row.ride), confirmed=row.confirmed,
    )  # fmt: skip
    companions.add(db, booking_id=live, brought=[brought])
