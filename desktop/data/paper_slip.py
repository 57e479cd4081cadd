"""What a leader's slip shows: how many come, who is new, and what helps those who agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import along, paper_register, printed, ride_lines, worries
from desktop.data.activities import SessionCard, session_card
from desktop.data.along import Along
from desktop.data.db import Db
from desktop.data.needs import needs_of
from desktop.data.ready import Ready
from desktop.data.ride_lines import RideLine
from desktop.data.tables import activity, booking, first_visit, patient, person, session
from desktop.rules import companions
from desktop.rules import slips as rules
from desktop.rules.names import Name
from desktop.rules.sheets import Names, names_on_sheet
from desktop.rules.signups import Mark
from desktop.rules.slips import Helps


@dataclass(frozen=True, slots=True)
class Slip:
    """A session as its leader needs it. `first` are names with what is said of a first visit.

    `code` is that of the register on the table, empty before it is printed; `lead` is whom to tell
    of a worry.
    """

    session: SessionCard
    leader: str
    coming: str
    first: tuple[tuple[str, str], ...]
    helps: tuple[Helps, ...]
    lead: str
    code: str
    now: datetime


_PEOPLE = Ready(
    select(
        booking.c.id.label("booking_id"), person.c.id, person.c.title, person.c.first,
        person.c.last, person.c.preferred, person.c.former, person.c.language,
        person.c.interpreter, person.c.leader_agreed, patient.c.allergies_state,
        patient.c.allergies, patient.c.diet_state, patient.c.diet,
        first_visit.c.meets_name, activity.c.caters,
    )
    .select_from(
        booking.join(person, person.c.id == booking.c.person)
        .join(session, session.c.id == booking.c.session)
        .join(activity, activity.c.id == session.c.activity)
        .outerjoin(patient, patient.c.id == person.c.id)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
    )
    .where(
        booking.c.session == bindparam("session_id"),
        booking.c.status != Mark.CANCELLED.value, booking.c.status != Mark.MISSED.value,
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip


def slip(db: Db, *, session_id: int, now: datetime) -> Slip:
    """Read a session for who leads it; `now` is on the practice's wall."""
    card = session_card(db, session_id=session_id)
    rows = db.all(_PEOPLE, session_id=session_id)
    with_them = along.of_session(db, session_id)
    more = sum(not a.brought.is_interpreter for r in rows for a in with_them.get(r.booking_id, ()))
    agreed = [row for row in rows if row.leader_agreed is not None]
    new = [row for row in rows if row.meets_name is not None]
    unnamed = sum(row.leader_agreed is None for row in new)
    called = _called(rows)
    return Slip(
        session=card, leader=paper_register.leader_of(db, session_id),
        coming=rules.coming_words(len(rows) + more, unnamed),
        first=tuple(
            (called[row.id], rules.met_words(row.meets_name)) for row in new if row in agreed
        ),
        helps=_helps(db, card, agreed, called, with_them),
        lead=worries.instructions(db).lead,
        code=paper_register.sheet_of(db, session_id, card.places).code, now=now,
    )  # fmt: skip


def print_slip(db: Db, *, session_id: int, now: datetime) -> None:
    """Write down that the leader's slip is printed, and how many people it names."""
    shown = slip(db, session_id=session_id, now=now)
    on = shown.session
    what = f"Leader’s slip of {on.title} on {on.date:%d %B %Y}, on paper"
    printed.note(db, what=what, people=len(shown.first) + len(shown.helps))


def _called(rows: Any) -> dict[int, str]:
    names = [Name(r.title, r.first, r.last, r.preferred, r.former) for r in rows]
    said = names_on_sheet(names, Names.FIRST)
    return {row.id: words for row, words in zip(rows, said, strict=True)}


def _helps(
    db: Db, card: SessionCard, agreed: list[Any], called: dict[int, str], with_them: Any
) -> tuple[Helps, ...]:
    needs = needs_of(db, [row.id for row in agreed])
    rides = ride_lines.of_session(db, card.id)
    lines = []
    for row in sorted(agreed, key=lambda row: called[row.id].casefold()):
        theirs = [(need.icon, f"{need.words}.") for need in needs.get(row.id, ())]
        said = [
            *_must_know(row), *theirs, *_company(row, with_them.get(row.booking_id, ())),
            *_home(card, rides.get(row.booking_id, ())),
        ]  # fmt: skip
        lines += [(icon, called[row.id], words) for icon, words in said]
    return rules.together(lines)


def _must_know(row: Any) -> Iterator[tuple[str, str]]:
    if row.allergies_state == "listed":
        yield "warning-circle", rules.allergy_words(row.allergies)
    if row.diet_state == "listed" and row.caters:
        yield "leaf", f"{row.diet}."


def _company(row: Any, along_with: tuple[Along, ...]) -> Iterator[tuple[str, str]]:
    interpreters = [each for each in along_with if each.brought.is_interpreter]
    if row.interpreter or interpreters:
        name = next((each.name.split(maxsplit=1)[0] for each in interpreters if each.name), "")
        words = rules.speech_words(row.language, name, comes=bool(interpreters))
        yield "translate", words
    for each in along_with:
        if not each.brought.is_interpreter:
            first = (each.name.split(maxsplit=1) or [""])[0]
            yield "users", f"With {companions.named(first, each.brought.kind)}."


def _home(card: SessionCard, rides: tuple[RideLine, ...]) -> Iterator[tuple[str, str]]:
    for each in rides:
        if words := rules.ride_home_words(each.facts, card.ends):
            yield "car", words
