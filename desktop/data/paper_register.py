"""What a register on paper shows: first names and numbers, for a table where everybody reads it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from desktop.data import sheets
from desktop.data.activities import SessionCard, session_card
from desktop.data.db import Db
from desktop.data.sheets import Sheet
from desktop.data.tables import person, session, sheet
from desktop.rules.names import Name
from desktop.rules.sheets import Names, check_any, names_on_sheet

JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One register: its session, who leads it by first name, and its numbered lines.

    `sheet.code` is empty while it has only been looked at.
    """

    session: SessionCard
    leader: str
    sheet: Sheet
    now: datetime


@dataclass(frozen=True, slots=True)
class RegisterPages:
    """Registers to be printed together, by the hour they begin."""

    on: date
    now: datetime
    pages: tuple[RegisterPage, ...]


@dataclass(frozen=True, slots=True)
class PrintedAll:
    """How many registers were given a code in one step."""

    number: int


def register_page(db: Db, *, session_id: int, now: datetime) -> RegisterPages:
    """Read the register of one session as it is printed; `now` is on the practice's wall."""
    card = session_card(db, session_id=session_id)
    return RegisterPages(card.date, now, (_page(db, card, now),))


def registers_of_day(db: Db, *, on: date, now: datetime) -> RegisterPages:
    """Read the registers of all that is on that day, to be printed in one go."""
    cards = [session_card(db, session_id=each) for each in _ids_of(db, on)]
    return RegisterPages(on, now, tuple(_page(db, each, now) for each in cards))


def print_all(db: Db, *, on: date, now: datetime) -> PrintedAll:
    """Make a sheet of every register of a day, in one step; Refused where nothing is on."""
    ids = _ids_of(db, on)
    check_any(len(ids), on, now.date())
    db.lock("session", session, ids)
    for each in ids:
        sheets.print_register(db, session_id=each, now=now)
    return PrintedAll(len(ids))


def first_name_of(db: Db, person_id: int | None) -> str:
    """Give somebody's first name as paper shows it; empty for nobody."""
    row = db.first(select(person).where(person.c.id == person_id)) if person_id else None
    if row is None:
        return ""
    name = Name(row.title, row.first, row.last, row.preferred)
    return names_on_sheet([name], Names.FIRST)[0]


def leader_of(db: Db, session_id: int) -> str:
    """Give the first name of who leads a session."""
    return first_name_of(
        db, db.value(select(session.c.leader).where(session.c.id == session_id))
    )  # fmt: skip


def sheet_of(db: Db, session_id: int, places: int) -> Sheet:
    """Give the sheet that lies on the table as long as it is right, else the one to be printed."""
    to_be = sheets.sheet_to_be(db, session_id=session_id, places=places)
    newest = select(sheet).where(sheet.c.session == session_id).order_by(sheet.c.id.desc())
    row: Any = db.first(newest.limit(1))
    if row is None or not sheets.is_kept(db, row.code):
        return to_be
    printed = sheets.read_sheet(db, sheet_id=row.id)
    still = printed.lines == to_be.lines or db.now - row.printed_at < JUST_NOW
    return printed if still else to_be


def _ids_of(db: Db, on: date) -> list[int]:
    there = select(session.c.id).where(session.c.date == on, session.c.status == "planned")
    return [row.id for row in db.all(there.order_by(session.c.starts, session.c.id))]


def _page(db: Db, card: SessionCard, now: datetime) -> RegisterPage:
    return RegisterPage(card, leader_of(db, card.id), sheet_of(db, card.id, card.places), now)
