"""What people read about an activity: written by somebody, then checked by somebody."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.latest import too_late
from desktop.data.tables import activity, activity_text, practice
from desktop.rules.activities import check_may_check, check_text, check_title
from desktop.rules.languages import ENGLISH
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it was typed; `version` is that of the text it began from, 0 for a new one.

    `title` is what the activity is called in that language; None leaves it as it is.
    """

    language: str
    text: str
    version: int = 0
    title: str | None = None


def write(db: Db, *, activity_id: int, written: Written) -> None:
    """Keep a text as a draft that nobody has checked; an empty one is removed."""
    row, text = _locked(db, activity_id, written), check_text(written.text)
    title = _title(written, row)
    if row is None and (text or title):
        db.add(
            activity_text, activity=activity_id, language=written.language, text=text, title=title,
            written_by=db.by, written_on=db.now.date(),
        )  # fmt: skip
    elif row is not None and not text and not title:
        db.remove(activity_text, row.id)
    elif row is not None and (row.text, row.title) != (text, title):
        db.change(
            activity_text, row.id, text=text, title=title, written_by=db.by,
            written_on=db.now.date(), checked_by="", checked_on=None,
        )  # fmt: skip
    if written.language == ENGLISH:
        db.change(activity, activity_id, about="")  # from before there were languages


def check(db: Db, *, activity_id: int, written: Written) -> None:
    """Say that the text, as it stands in `written`, has been read by who does this and is right.

    Refused where the practice asks for two people and the writer is the reader.
    """
    write(db, activity_id=activity_id, written=written)
    row = _row(db, activity_id, written.language)
    if row is None:
        raise Refused("Not checked. There is no text in this language yet.")
    by = db.by
    check_may_check(row.written_by, by, two_people=by_two_people(db))
    db.change(activity_text, row.id, checked_by=by, checked_on=db.now.date())


def by_two_people(db: Db) -> bool:
    """Whether the practice wants every text read by somebody who did not write it."""
    return bool(db.value(select(practice.c.two_people).order_by(practice.c.id)))


def ask_two_people(db: Db, *, wanted: bool) -> None:
    """Have every text read by somebody who did not write it, or no longer."""
    here = db.first(select(practice.c.id).order_by(practice.c.id).limit(1))
    if here:
        db.change(practice, here.id, two_people=wanted)
    else:
        db.add(practice, two_people=wanted)


def _title(written: Written, row: Any) -> str:
    if written.title is None:
        return row.title if row else ""
    return check_title(written.title)


def _locked(db: Db, activity_id: int, written: Written) -> Any:
    """Read a text with its activity locked; Refused if it is not the one the draft began from."""
    db.one(select(activity.c.id).where(activity.c.id == activity_id).with_for_update())
    row = _row(db, activity_id, written.language)
    if (row.version if row else 0) != written.version:
        raise too_late(db, activity_text.name, row.id if row else 0)
    return row


def _row(db: Db, activity_id: int, language: str) -> Any:
    theirs = activity_text.c.activity == activity_id, activity_text.c.language == language
    return db.first(select(activity_text).where(*theirs))
