"""What the practice is called, and what it says of itself on paper."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import logo, practice
from desktop.rules import own_paper as rules
from desktop.rules.names import clean
from desktop.rules.own_paper import OnPaper, Order


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """The practice as it stands on every page; `version` is None before anything is written.

    `logo` is a PNG, JPEG or SVG, b"" for none. `names` says how people stand on registers.
    """

    name: str = ""
    phone: str = ""
    said: OnPaper = field(default_factory=OnPaper)
    logo: bytes = b""
    names: str = "first"
    version: int | None = None


def own_paper(db: Db) -> OwnPaper:
    """Read what stands on every page."""
    row = _row(db)
    picture = db.value(select(logo.c.picture).order_by(logo.c.id).limit(1))
    drawn = b64decode(picture) if picture else b""
    if row is None:
        return OwnPaper(logo=drawn)
    said = OnPaper(
        row.invitation, row.closing_line, row.page_address, row.paper_colour,
        Order(row.paper_order),
    )  # fmt: skip
    return OwnPaper(row.name, row.phone, said, drawn, row.sheet_names, row.version)


def call_practice(db: Db, *, name: str, phone: str, version: int | None = None) -> None:
    """Write what the practice is called and how it is rung, as it stands on every page."""
    _write(db, version, name=rules.check_name(name), phone=clean(phone))


def say(db: Db, *, said: OnPaper, version: int | None = None) -> None:
    """Write what the practice says on paper, and how it looks. Refused when it has no room."""
    kept = rules.checked(said)
    _write(
        db, version, invitation=kept.invitation, closing_line=kept.closing_line,
        page_address=kept.page_address, paper_colour=kept.colour, paper_order=kept.order.value,
    )  # fmt: skip


def put_logo(db: Db, *, picture: bytes) -> None:
    """Put the practice's logo on every page; b"" takes it away."""
    if picture:
        rules.check_logo(picture)
    known, drawn = db.first(select(logo.c.id).limit(1)), b64encode(picture).decode()
    if known and picture:
        db.change(logo, known.id, picture=drawn)
    elif known:
        db.remove(logo, known.id)
    elif picture:
        db.add(logo, picture=drawn)


def _write(db: Db, version: int | None, **values: Any) -> None:
    here = _row(db)
    if here is None:
        db.add(practice, **values)
    else:
        db.change(practice, here.id, version=version, **values)


def _row(db: Db) -> Any:
    return db.first(select(practice).order_by(practice.c.id).limit(1))
