"""The practice's own list of categories, such as "Food and company"."""

from sqlalchemy import func, select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.tables import activity, category
from desktop.rules.activities import check_name
from desktop.rules.refusal import Refused


def add(db: Db, *, name: str) -> Made:
    """Add a category at the end of the list."""
    named = check_name(name, "category")
    _check_free(db, named, None)
    last = db.value(select(func.max(category.c.position)))
    return Made(db.add(category, name=named, position=0 if last is None else last + 1))


def rename(db: Db, *, category_id: int, version: int, name: str) -> None:
    """Call a category something else; its activities stay in it."""
    named = check_name(name, "category")
    _check_free(db, named, category_id)
    db.change(category, category_id, version=version, name=named)


def remove(db: Db, *, category_id: int) -> None:
    """Remove a category that no activity is in."""
    row = db.one(select(category).where(category.c.id == category_id).with_for_update())
    used = int(db.value(select(func.count()).where(activity.c.category == category_id)))
    if used:
        are = "1 activity is" if used == 1 else f"{used} activities are"
        raise Refused(f"Not removed. {are} in {row.name}. Give them another category first.")
    db.remove(category, category_id)


def _check_free(db: Db, name: str, category_id: int | None) -> None:
    rows = db.all(select(category.c.id).where(func.lower(category.c.name) == name.lower()))
    if any(row.id != category_id for row in rows):
        raise Refused(f"There is a category called {name} already.")
