"""Sheets that come back from the table: one typed line marks everybody, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import deciding, sheet_facts, sheets, signups
from desktop.data.db import Db
from desktop.data.sheet_facts import Back
from desktop.data.tables import session, sheet
from desktop.rules import sheets as rules
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.rules.sheets import Deed, Entry, Typed


@dataclass(frozen=True, slots=True)
class Preview:
    """What entering a line would do, in words; `no` says why it cannot be entered as it is."""

    text: str
    code: str = ""
    session_id: int = 0
    about: str = ""
    counts: str = ""
    notes: tuple[str, ...] = ()
    no: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """A line that was entered: whose session, and what came of it in words."""

    session_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A line laid beside its sheet and the register as they are now."""

    typed: Typed
    session: Any
    today: date
    deeds: tuple[tuple[Entry, Deed, Back], ...]
    notes: tuple[str, ...]
    lines: Sequence[Back]

    @property
    def done(self) -> list[tuple[Entry, Deed]]:
        return [(entry, deed) for entry, deed, _back in self.deeds]

    @property
    def about(self) -> str:
        """Name the session: "Crafternoon, Thursday 6 May"."""
        title = self.session.title or self.session.name
        return f"{title}, {day(self.session.date, self.today)}"


def preview(db: Db, *, text: str) -> Preview:
    """Read what a line would do before it is entered; nothing is refused, it is only said."""
    try:
        plan = plan_of(db, text)
    except Refused as no:
        return Preview(text, no=no.sentence)
    said = Preview(
        text, plan.typed.code, plan.session.id, plan.about, rules.counted(plan.done), plan.notes
    )
    try:
        rules.check_anything(plan.done)
    except Refused as no:
        return Preview(text, said.code, said.session_id, said.about, said.counts, no=no.sentence)
    return said


def enter(db: Db, *, text: str) -> Entered:
    """Enter a sheet: "K7: 1 2 4-7 9d 13 Maria". All of it, or nothing with a sentence why."""
    from desktop.data import sheet_marks

    typed = rules.read_line(text)
    found = _sheet(db, typed.code)
    db.lock("session", session, [found.session])
    plan = _plan(db, typed, found)
    rules.check_anything(plan.done)
    sheet_marks.do(db, plan)
    words = " ".join((f"{plan.about}: {rules.counted(plan.done)}.", *plan.notes))
    return Entered(plan.session.id, words)


def plan_of(db: Db, text: str) -> Plan:
    """Lay a typed line beside its sheet; Refused with a sentence where that cannot be."""
    typed = rules.read_line(text)
    return _plan(db, typed, _sheet(db, typed.code))


def _sheet(db: Db, code: str) -> Any:
    newest = select(sheet).where(sheet.c.code == code).order_by(sheet.c.id.desc()).limit(1)
    row = db.first(newest)
    rules.check_code(code, row is not None and sheets.is_kept(db, code))
    if db.first(select(session.c.id).where(session.c.id == row.session)) is None:
        raise Refused(f"Not entered. The session of sheet {code} is no longer in the calendar.")
    return row


def _plan(db: Db, typed: Typed, found: Any) -> Plan:
    there = sheet_facts.session_row(db, found.session)
    today = signups.today_at(db, there)
    lines = sheet_facts.lines(db, found.id, found.session, today)
    rules.check_on_sheet(typed, len(lines))
    rules.check_can_enter(deciding.plain_facts(there), today)
    decided = [
        (entry, *rules.decide(entry, lines[entry.number - 1].stands)) for entry in typed.entries
    ]
    return Plan(
        typed, there, today,
        tuple((entry, deed, lines[entry.number - 1]) for entry, deed, _note in decided),
        tuple(note for _entry, _deed, note in decided if note), lines,
    )  # fmt: skip
