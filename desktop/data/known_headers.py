"""Columns of other programs' files that somebody has explained once: what each holds here."""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import known_header

Known = tuple[tuple[str, str], ...]
"""A header in plain words, and its field; "" means that it is left out."""


def known_headers(db: Db) -> Known:
    """Read what every column was said to be last time."""
    rows = db.all(select(known_header).order_by(known_header.c.header))
    return tuple((row.header, row.field) for row in rows)


def remember(db: Db, headers: Sequence[tuple[str, str]]) -> None:
    """Keep what columns are, for the next file; only what is new is written."""
    known = {row.header: row for row in db.all(select(known_header))}
    for header, field in dict(headers).items():
        row = known.get(header)
        if row is None:
            db.add(known_header, header=header, field=field)
        elif row.field != field:
            db.change(known_header, row.id, field=field)
