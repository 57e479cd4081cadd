"""What somebody who waits would take of a session: kept with their turn until it comes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.data import options, parties
from desktop.data.companions import waits
from desktop.data.db import Db
from desktop.data.tables import activity, activity_option, booking_option, session, waiting
from desktop.data.tables import waiting_option as table
from desktop.rules import options as rules


def save(db: Db, *, waiting_id: int, chosen: Sequence[tuple[int, int]]) -> None:
    """Let somebody who waits want exactly these options (id, how many), when they get a place.

    How many are left is asked then: by that day another may have given theirs back.
    """
    row, name = waits(db, waiting_id)
    held = db.one(
        select(session.c.activity, session.c.title, activity.c.name)
        .join(activity, activity.c.id == session.c.activity)
        .where(session.c.id == row.session)
    )
    title = held.title or held.name
    its = {each.id: each for each in db.all(
        select(activity_option).where(activity_option.c.activity == held.activity)
    )}  # fmt: skip
    party = 1 + len(parties.of_waiting(db, waiting_id))
    wanted = dict(chosen)
    for option_id, number in wanted.items():
        found = its.get(option_id)
        rules.check_same(title, found and found.activity, held.activity)
        rules.check_number(its[option_id].name, name, number, party)
    there = {each.option: each for each in of(db, waiting_id)}
    for option_id, old in there.items():
        if option_id not in wanted:
            db.remove(table, old.id)
    for option_id, number in sorted(wanted.items()):
        if option_id in there:
            db.change(table, there[option_id].id, number=number)
        else:
            db.add(table, waiting=waiting_id, option=option_id, number=number)


def of(db: Db, waiting_id: int) -> Sequence[Any]:
    """Read what somebody who waits would take."""
    rows = select(table).where(table.c.waiting == waiting_id)
    return db.all(rows.order_by(table.c.option))


def carry(db: Db, waiting_id: int, booking_id: int, called: str) -> str:
    """Let a booking have what was wanted of it, as far as it is there; what is not, in words."""
    wanted = of(db, waiting_id)
    if not wanted:
        return ""
    party, gone = options.party_of(db, booking_id), []
    for each in wanted:
        name, left = options.left_of(db, each.option, booking_id)
        number = min(each.number, party)
        if number <= left:
            db.add(booking_option, booking=booking_id, option=each.option, number=number)
        else:
            gone.append(name)
    return rules.gone_by_now(gone, called)


def wanted(db: Db, session_id: int) -> Mapping[int, tuple[tuple[str, int], ...]]:
    """Read what each who waits for a session would take, by line: the name, and how many."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = db.all(
        select(table.c.waiting, table.c.number, activity_option.c.name)
        .select_from(
            table.join(waiting, waiting.c.id == table.c.waiting)
            .join(activity_option, activity_option.c.id == table.c.option)
        )
        .where(waiting.c.session == session_id, waiting.c.status == "waiting")
        .order_by(activity_option.c.position, activity_option.c.id)
    )  # fmt: skip
    for row in rows:
        found[row.waiting].append((row.name, row.number))
    return {each: tuple(theirs) for each, theirs in found.items()}
