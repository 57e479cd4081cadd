"""Merging: two records of one person become one; nothing they did or were told is lost."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.data import finding, merging_facts, merging_rows, people, signups
from desktop.data.both_there import (
    BookedTwice,
    Meets,
    leads_twice,
    meeting,
    sessions_to_lock,
    twice,
)
from desktop.data.db import Db
from desktop.data.people import PersonPage
from desktop.data.tables import booking, person, session
from desktop.rules import merging as rules
from desktop.rules.merging import Record
from desktop.rules.refusal import Refused

ELSEWHERE = "The same person is somewhere else then."


@dataclass(frozen=True, slots=True)
class Merged:
    """Which record is in use from now on, and how many rows name it that named the other."""

    kept_id: int
    moved: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side, and what merging them would do.

    `choices` are proposed: a fact and whose is kept. `meets` must be settled: one booking of each
    is cancelled. `refused` says why they cannot be merged at all.
    """

    kept: PersonPage
    other: PersonPage
    choices: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    meets: tuple[Meets, ...]
    twice: tuple[BookedTwice, ...]
    refused: str


def compare(db: Db, *, kept_id: int, other_id: int) -> Comparison:
    """Lay two records side by side, with what is proposed to keep of each."""
    kept, other = (people.page(db, person_id=each) for each in (kept_id, other_id))
    one, two = _record(kept), _record(other)
    try:
        rules.check_can_merge(one, two, same=kept.id == other.id, gone=False)
        _check_leads(db, kept.id, other.id)
        refused = ""
    except Refused as no:
        refused = no.sentence
    return Comparison(
        kept, other, tuple(rules.proposed(one, two).items()), rules.doubts(one, two),
        meeting(db, kept.id, other.id), twice(db, kept.id, other.id), refused,
    )  # fmt: skip


def merge(
    db: Db, *, kept_id: int, other_id: int, versions: tuple[int, int],
    choices: tuple[tuple[str, str], ...], cancel: tuple[int, ...] = (),
) -> Merged:  # fmt: skip
    """Make one record of two: the kept one gets what was chosen, and everything of the other.

    `choices` are facts and whose is kept, others as proposed; `versions` are those that were
    compared; `cancel` the bookings that end, for nobody can be in two rooms. Refused where they
    are two people, or either changed meanwhile.
    """
    _check_leads(db, kept_id, other_id, lock=True)
    db.lock("session", session, sessions_to_lock(db, kept_id, other_id))
    _cancel(db, {kept_id, other_id}, cancel)
    merging_rows.settle_places(db, kept_id, other_id)
    db.lock("person", person, [kept_id, other_id])
    one, two = (_record(_page(db, each)) for each in (kept_id, other_id))
    rules.check_can_merge(one, two, same=kept_id == other_id, gone=_gone(db, kept_id, other_id))
    _check_settled(db, kept_id, other_id)
    merging_rows.settle_the_rest(db, kept_id, other_id)
    moved = merging_rows.follow(db, kept_id, other_id)
    made = rules.merged(one, two, dict(choices))
    merging_facts.write(db, kept_id, other_id, made, versions)
    for each in (other_id, kept_id):
        finding.refile(db, each)
    return Merged(kept_id, moved)


def _cancel(db: Db, both: set[int], bookings: tuple[int, ...]) -> None:
    for each in sorted(set(bookings)):
        row = db.one(select(booking.c.person, booking.c.status).where(booking.c.id == each))
        if row.person in both and row.status == "booked":
            signups.cancel(db, booking_id=each, reason=ELSEWHERE)


def _check_settled(db: Db, kept: int, other: int) -> None:
    """Refuse where one of them was booked by another desk since this step looked."""
    if merging_rows.booked_twice(db, kept, other):
        raise Refused("Not merged. One of them was booked a moment ago. Look again.")
    for each in meeting(db, kept, other):
        day = each.when(db.now.date())
        raise Refused(
            f"Not merged. They are at {each.first.title} and {each.second.title}, {day}. Choose."
        )


def _check_leads(db: Db, kept: int, other: int, *, lock: bool = False) -> None:
    found = leads_twice(db, kept, other, lock=lock)
    if found:
        raise Refused(f"Not merged. They lead {found} at the same time. Change a leader first.")


def _gone(db: Db, *both: int) -> bool:
    rows = db.all(select(person.c.merged_into).where(person.c.id.in_(both)))
    return any(row.merged_into is not None for row in rows)


def _page(db: Db, person_id: int) -> PersonPage:
    # Not the page of the record it leads to: that this one is gone is to be seen.
    return people.own_page(db, person_id=person_id)


def _record(page: PersonPage) -> Record:
    return Record(page.facts, page.status, page.status_until)
