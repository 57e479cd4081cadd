"""Which lines of a register are not confirmed: what was asked of them has no answer yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from desktop.data.registers import RegisterLine
from desktop.data.waiting import WaitingLine
from desktop.ui.signups.kinds import Row
from desktop.ui.signups.under import AlongLine
from desktop.ui.wishes import facts_of

translate = QCoreApplication.translate


def with_unconfirmed(rows: list[Row], session_id: int, wishes: Sequence[object]) -> list[Row]:
    """Say "Not confirmed" where a wish waits for its answer."""
    asked = [facts_of(wish) for wish in wishes]
    return [_not_confirmed(row) if _is_asked(row, session_id, asked) else row for row in rows]


def _not_confirmed(row: Row) -> Row:
    return replace(row, status=translate("register", "Not confirmed"), chip="unconfirmed")


def _is_asked(row: Row, session_id: int, asked: Sequence[Mapping[str, object]]) -> bool:
    names = _names(row, session_id)
    return any(name.items() <= facts.items() for name in names for facts in asked)


def _names(row: Row, session_id: int) -> list[dict[str, object]]:
    """Give the values by which steps name what a row shows."""
    if isinstance(row.line, AlongLine):
        return [{"companion_id": row.line.along.id}]
    person_id = row.line.person_id if row.line else row.person_id
    names: list[dict[str, object]] = []
    if person_id:
        names.append({"session_id": session_id, "person_id": person_id})
    if isinstance(row.line, RegisterLine):
        names.append({"booking_id": row.line.booking_id})
    elif isinstance(row.line, WaitingLine):
        names.append({"waiting_id": row.line.waiting_id})
    return names
