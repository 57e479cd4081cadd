"""Changing what the practice offers: an activity saved whole, ended, and brought back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from desktop.data import option_limits, regulars, texts
from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.offers import columns_of
from desktop.data.tables import activity, activity_option, activity_role, category, place, session
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, check_activity, letters_for
from desktop.rules.days import day
from desktop.rules.refusal import Refused


def save(
    db: Db,
    *,
    facts: ActivityFacts,
    activity_id: int | None = None,
    version: int = 0,
    written: Sequence[Written] = (),
) -> Made:
    """Save an activity, new or changed, with the texts that were written; one step.

    Refused if something cannot be, or somebody else has changed it since `version`.
    """
    checked = check_activity(facts)
    _check_name_free(db, checked.name, activity_id)
    _check_there(db, checked)
    own = {**columns_of(checked), "code": _code(db, checked, activity_id)}
    if activity_id is None:
        activity_id = db.add(activity, **own)
        _change_rows(db, activity_id, checked)
    else:
        changed = db.change(activity, activity_id, version=version, **own)
        _hide_sessions(db, activity_id, private=checked.private)
        # A desk that chooses an option has the session's lock first, then the option's: so here.
        option_limits.check_change(db, activity_id, {e.name: e.places for e in checked.options})
        if _change_rows(db, activity_id, checked) and not changed:
            db.renew(activity, activity_id)
    for each in written:
        texts.write(db, activity_id=activity_id, written=each)
    return Made(activity_id)


def end(db: Db, *, activity_id: int, version: int, last: date) -> None:
    """Offer an activity no more after this day; Refused while dates are planned after it."""
    later = select(func.count(), func.min(session.c.date)).where(
        session.c.activity == activity_id, session.c.date > last, session.c.status == "planned"
    )
    number, first = db.one(later)
    if number:
        dates = "1 date is" if number == 1 else f"{number} dates are"
        raise Refused(
            f"Not ended. {dates} planned from {day(first, db.now.date())} on. End the series first."
        )
    db.change(activity, activity_id, version=version, ended=last)
    regulars.end_all(db, activity_id=activity_id, last=last)


def bring_back(db: Db, *, activity_id: int, version: int) -> None:
    """Offer an activity again that had ended."""
    db.change(activity, activity_id, version=version, ended=None)


def _check_name_free(db: Db, name: str, activity_id: int | None) -> None:
    rows = db.all(
        select(activity.c.id, activity.c.name).where(
            func.lower(activity.c.name) == name.lower(), _still_offered(db)
        )
    )
    if any(row.id != activity_id for row in rows):
        raise Refused(f"There is an activity called {name} already. Choose another name.")


def _check_there(db: Db, facts: ActivityFacts) -> None:
    """Refuse a place or a category that somebody has removed or closed meanwhile."""
    if facts.place_id is not None:
        where = db.one(_kept(place, facts.place_id))
        if where.closed is not None and where.closed <= db.now.date():
            raise Refused(f"{where.name} is no longer used. Choose another place.")
    if facts.category_id is not None:
        db.one(_kept(category, facts.category_id))


def _kept(table: Any, row_id: int) -> Any:
    """Read a row that nobody removes until the step ends."""
    return select(table).where(table.c.id == row_id).with_for_update(read=True, key_share=True)


def _code(db: Db, facts: ActivityFacts, activity_id: int | None) -> str:
    """Keep the two letters of a patch that is shared; the first to have it shows its symbol."""
    rows = db.all(
        select(activity.c.id, activity.c.code, activity.c.name, activity.c.patch)
        .where(or_(_still_offered(db), activity.c.id == activity_id))
    )  # fmt: skip
    own = next((row for row in rows if row.id == activity_id), None)
    others = [row.code for row in rows if row.patch == facts.patch and row.id != activity_id]
    kept = own is not None and own.patch == facts.patch and own.code not in others
    if kept or "" not in others:
        return str(own.code) if kept and own is not None else ""
    return letters_for(facts.name, others)


def _still_offered(db: Db) -> Any:
    return or_(activity.c.ended.is_(None), activity.c.ended >= db.now.date())


def _change_rows(db: Db, activity_id: int, facts: ActivityFacts) -> bool:
    """Bring options and roles to what they should be; whether anything was different."""
    options = [
        {"name": each.name, "places": each.places, "position": n}
        for n, each in enumerate(facts.options)
    ]
    roles = [{"role": each.role, "number": each.number} for each in facts.roles]
    changed = _bring(db, activity_option, activity_id, "name", options)
    return _bring(db, activity_role, activity_id, "role", roles) or changed


def _bring(
    db: Db, table: Any, activity_id: int, name: str, wanted: Sequence[dict[str, Any]]
) -> bool:
    rows = {
        row._mapping[name]: row
        for row in db.all(select(table).where(table.c.activity == activity_id))
    }
    changed = False
    for each in wanted:
        row = rows.pop(each[name], None)
        if row is None:
            db.add(table, activity=activity_id, **each)
            changed = True
        else:
            changed = db.change(table, row.id, **each) or changed
    for row in rows.values():
        db.remove(table, row.id)
        changed = True
    return changed


def _hide_sessions(db: Db, activity_id: int, *, private: bool) -> None:
    """Make every session to come as private as its activity: the wall looks at the session."""
    other = select(session.c.id).where(
        session.c.activity == activity_id, session.c.date >= db.now.date(),
        session.c.private != private,
    )  # fmt: skip
    ids = [row.id for row in db.all(other.order_by(session.c.id))]
    if ids:
        db.lock("session", session, ids)
    for session_id in ids:
        db.change(session, session_id, private=private)
