"""100,000 patients from a table: the import beside the raw driver's insert of the same rows.

`python -m benchmarks.importing` measures SQLite alone.
"""

import csv
import random
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import make_url

from benchmarks import filled
from desktop.data import large_people, made_up
from desktop.data.changes import Hand
from desktop.data.engine import make_engine, sqlite_driver
from desktop.data.large_people import Chunk
from desktop.data.patient_import import import_patients
from desktop.data.schema import prepare
from desktop.data.store import Store
from desktop.data.tables import metadata
from desktop.exchange.patients import read_csv
from desktop.rules.people import show_nhs_number
from desktop.rules.phones import show_phone

LINES = 100_000
TODAY = date(2026, 11, 23)
GOAL_SECONDS, GOAL_RATIO = 60, 2
_ALREADY_THERE = ("release", "revision", "practice", "category")
_HEADER = (
    "Family name", "Forenames", "Title", "NHS No", "D.O.B.", "Mobile", "Address", "Practice code",
)  # fmt: skip


def measure(url, empty):
    """Seconds to read and check the file, to store its lines, and of the raw insert of the rows."""
    started = time.perf_counter()
    lines = list(read_csv(made(), {}, today=TODAY))
    read = time.perf_counter() - started
    with closing(Store(url, Hand("bench", "pc"))) as store:
        started = time.perf_counter()
        done = import_patients(store, lines)
        stored = time.perf_counter() - started
    assert done.counts.new == LINES, done.counts
    return read, stored, raw_insert(url, empty)


def made(lines=LINES):
    """Write the table once, and give its path."""
    filled.FOLDER.mkdir(parents=True, exist_ok=True)
    file = Path(filled.FOLDER, f"patients-{lines}.csv")
    if not file.exists():
        with file.open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(_HEADER)
            rows.writerows(_rows(lines))
    return file


def _rows(lines):
    chance, numbers = random.Random(1), made_up.nhs_numbers()
    for each in large_people.people(Chunk(0, lines, 1, TODAY), large_people.names()):
        yield (
            each["last"].upper(), each["first"], each["title"], show_nhs_number(next(numbers)),
            f"{each['born']:%d/%m/%Y}", show_phone(made_up.mobile(chance.randrange(1000))),
            each["address"], "K81001",
        )  # fmt: skip


def raw_insert(url, empty):
    """Seconds in which the driver alone writes every row that the import left, in one go."""
    tables = [each.name for each in metadata.sorted_tables if each.name not in _ALREADY_THERE]
    with closing(_connected(url)) as source:
        held = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    mark = "?" if url.startswith("sqlite") else "%s"
    with closing(_connected(empty)) as target:
        cursor = target.cursor()
        started = time.perf_counter()
        cursor.execute("BEGIN")
        for name, rows in held.items():
            if rows:
                marks = ", ".join([mark] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        cursor.execute("COMMIT")
        return time.perf_counter() - started


def _connected(url):
    if url.startswith("sqlite"):
        connection = sqlite_driver().connect(make_url(url).database, isolation_level=None)
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "mmap_size = 268435456"):
            connection.execute(f"PRAGMA {pragma}")
        return connection
    import psycopg

    address = make_url(url).set(drivername="postgresql")
    return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)


def empty_pair():
    """Give the addresses of two empty practices in files."""
    return [_empty(f"import-{number}.db") for number in (1, 2)]


def _empty(name):
    filled.FOLDER.mkdir(parents=True, exist_ok=True)
    for each in filled.FOLDER.glob(f"{name}*"):
        each.unlink()
    url = f"sqlite:///{filled.FOLDER / name}"
    engine = make_engine(url)
    prepare(engine, now=datetime.now(UTC))
    engine.dispose()
    return url


if __name__ == "__main__":
    seen = measure(*empty_pair())
    print("read {:.1f} s, stored {:.1f} s, raw {:.1f} s".format(*seen))
    print(f"whole {seen[0] + seen[1]:.1f} s, stored against raw {seen[1] / seen[2]:.2f}x")
