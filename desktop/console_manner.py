"""What the words of the command line share: opening the database, saying what was done."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from desktop import options, settings

if TYPE_CHECKING:
    from desktop.data.store import Store

_BLINK = 0.2
Asked = argparse.Namespace


class Said:
    """What was done: a sentence for people, facts for machines."""

    def __init__(self, sentence: str, **facts: Any) -> None:
        self.sentence, self.facts = sentence, facts


class opened:  # noqa: N801 -- a context manager, read as a verb
    """Opens the database that the words name, and closes it."""

    def __init__(self, asked: Asked) -> None:
        from desktop.data import opening

        known, _ = settings.load()
        hand = opening.this_hand(known.this_pc)
        if asked.sample or (known.sample and not asked.database):
            self.store = opening.open_sample(settings.sample_database(), hand)
        else:
            address = asked.database or known.database or settings.default_database()
            self.store = opening.open_store(_without_secret(address), hand)

    def __enter__(self) -> "Store":
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()


def _without_secret(url: str) -> str:
    """Move a password into the keyring; where there is none, use it this once and say so."""
    from desktop.data import secrets

    bare, password = secrets.split(url)
    if not password or secrets.keep(bare, password):
        return bare
    print("This PC has no keyring: the password is used this once.", file=sys.stderr)
    return url


def today_of(store: "Store") -> date:
    """Say which day it is on the practice's wall."""
    from desktop.data import opening

    return datetime.now(ZoneInfo(store.read(opening.about).zone)).date()


class Progress:
    """Tells a terminal how far it is, a few times a second; says nothing into a file."""

    def __init__(self, what: str) -> None:
        self._what, self._last, self._seen = what, monotonic(), False

    def __enter__(self) -> Callable[[int, int], None]:
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._seen:
            print(file=sys.stderr)

    def _tell(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and monotonic() - self._last > _BLINK:
            self._last, self._seen = monotonic(), True
            of = f" of {total}" if total else ""
            print(f"\r{done}{of} {self._what}", end="", file=sys.stderr, flush=True)


def add_manner(parser: argparse.ArgumentParser) -> None:
    """Let a word take a database and `--json`."""
    options.add_database(parser, after_a_word=True)
    parser.add_argument("--json", action="store_true", help="say what was done in JSON")


def pair(text: str) -> tuple[str, str]:
    """Read COLUMN=FIELD."""
    column, equals, field = text.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} has no “=”: write COLUMN=FIELD")
    return column, field


def read_date(text: str) -> date:
    """Read a date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write 2026-11-26") from None


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many: "1 line", "3 lines"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
