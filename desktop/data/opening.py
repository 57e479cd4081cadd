"""From an address to a database that can be used."""

import getpass
import platform
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import URL, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from desktop import __version__
from desktop.data import schema, secrets, troubles
from desktop.data.changes import Hand, Unreachable, Unusable
from desktop.data.db import Db
from desktop.data.engine import make_engine
from desktop.data.first_tables import pc, person, practice, session
from desktop.data.store import Store, pc_clock
from desktop.rules.refusal import Refused

_BACKENDS = ("sqlite", "postgresql")
_NO_ADDRESS = (
    "This is not the address of a database. Write sqlite:///FILE or postgresql://USER@SERVER/NAME."
)
_STALE = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Practice:
    """Whose records these are, and the zone its clocks are in."""

    name: str
    zone: str


def this_hand(pc_name: str = "") -> Hand:
    """Say who sits at which PC, by the operating system's word."""
    return Hand(os_user=getpass.getuser(), pc=pc_name or platform.node() or "this PC")


def open_store(
    url: str, hand: Hand | None = None, *, clock: Callable[[], datetime] | None = None
) -> Store:
    """Open a database and bring it to this program's schema.

    Without a clock, steps carry the server's time on Postgres and this PC's on SQLite.
    Raises Unusable or Unreachable with a sentence that says what to do.
    """
    _make_folder(_address(url))
    store = Store(secrets.with_password(url), hand or this_hand(), clock=clock)
    with ExitStack() as otherwise:
        otherwise.callback(store.close)
        store.may_write = schema.prepare(store.engine, now=(clock or pc_clock)())
        otherwise.pop_all()
    return store


def open_sample(
    url: str, hand: Hand | None = None, *, clock: Callable[[], datetime] | None = None
) -> Store:
    """Open a private copy of the sample practice, made anew when little of it is still to come."""
    from desktop.data import sample

    store = open_store(url, hand, clock=clock)
    wall = (clock or pc_clock)().astimezone(ZoneInfo(store.read(about).zone))
    last = store.read(_last_day)
    if last and last < wall.date() + _STALE:
        store.close()
        _set_aside(Path(str(_address(url).database)), last)
        return open_sample(url, hand, clock=clock)
    if last is None:
        sample.make(store, today=wall.date(), at=wall.time())
    return store


def look_at(url: str) -> str:
    """Try an address without changing anything there, and say what was found.

    Raises Unusable or Unreachable with a sentence that says what to do.
    """
    _address(url)
    engine = make_engine(secrets.with_password(url))
    try:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT 1")).scalar()
    except DBAPIError as error:
        raise troubles.named(error) from error
    finally:
        engine.dispose()
    return "The database answers." if found else "The database does not answer."


def about(db: Db) -> Practice:
    """Read whose records these are."""
    row = db.first(select(practice.c.name, practice.c.zone).order_by(practice.c.id).limit(1))
    return Practice(row.name, row.zone) if row else Practice("", "Europe/London")


def note_pc(db: Db, *, name: str) -> None:
    """Write down that this PC was here, and with which version."""
    known = db.first(select(pc.c.id).where(pc.c.name == name))
    if known:
        db.change(pc, known.id, app_version=__version__, last_seen=db.now)
    else:
        db.add(pc, name=name, app_version=__version__, last_seen=db.now)


def check_file(db: Db) -> None:
    """Look through a database file for damage; Refused with what to do. A server looks itself."""
    if db.connection.dialect.name != "sqlite":
        return
    found = db.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise Refused("The database file is damaged. Stop here and restore the last backup.")


def _last_day(db: Db) -> date | None:
    """Say when the last session is; None while nobody is in the records."""
    if db.first(select(person.c.id).limit(1)) is None:
        return None
    last: date | None = db.value(select(func.max(session.c.date)))
    return last or date.min


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        known = address.get_backend_name() in _BACKENDS
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise Unusable(_NO_ADDRESS) from None
    if not known or not address.database:
        raise Unusable(_NO_ADDRESS)
    return address


def _make_folder(address: URL) -> None:
    if address.get_backend_name() != "sqlite":
        return
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Unreachable(
            f"The folder {folder} cannot be made. Choose another one, or ask for the right to."
        ) from None


def _set_aside(file: Path, last: date) -> None:
    for part in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + part).replace(
                file.with_name(f"{file.stem} until {last}.db{part}")
            )
