"""`python3 run.py bench`: measures against the goals and prints the table of the README."""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from benchmarks import booking, filled, importing, offering, registers, search, series, todo, week
from desktop.data import schema
from desktop.data.engine import make_engine


def main(words=None):
    asked = _parser().parse_args(words)
    print(machine(), flush=True)
    print(f"Calibration loop: {calibration():.1f} ms (a fixed loop, median of five)\n")
    print("| what | goal | seen |\n|---|---|---|")
    server = filled.postgres()
    large = {"SQLite": filled.on_sqlite(), "Postgres": filled.on_postgres(server)}
    if not asked.quick:
        _start(large["SQLite"])
    for name, url in large.items():
        _search(name, url)
        _offering(name, url)
        _window(name, url)
        _views(name, url)
    for name, url in {"SQLite": empty_file(), "Postgres": empty_on(server)}.items():
        _booking(name, url)
        _register(name, url)
    for name, url in {"SQLite": empty_file(), "Postgres": empty_on(server)}.items():
        _series(name, url)
    for name, url in {"SQLite": empty_file(), "Postgres": empty_on(server)}.items():
        _todo(name, url)
    for name, url in {"SQLite": empty_file(), "Postgres": empty_on(server)}.items():
        _registers(name, url)
    _importing()
    _week("SQLite", large["SQLite"], filled.on_sqlite(years=1))
    _week("Postgres", large["Postgres"], filled.on_postgres(server, years=1))
    return 0


def machine():
    """Say on which machine this was run."""
    cpu = platform.processor() or "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text().splitlines()
        cpu = next((each.split(":")[1].strip() for each in lines if "model name" in each), cpu)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%-d %B %Y}: {os.cpu_count()} cores of {cpu}, {platform.system()}, "
        f"Python {platform.python_version()}{load}"
    )


def calibration():
    """Time a fixed loop, in milliseconds: what this machine gives at the moment."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        sum(n * n % 7 for n in range(200_000))
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _start(url):
    from benchmarks import start

    seen = start.measure(url)
    row(
        "start to the painted shell, against an empty main window",
        "≤ 1.3×",
        times(seen["shell ratio"]),
    )
    row("start to the painted week, likewise", "≤ 4.0×", times(seen["week ratio"]))
    row("memory after start, likewise", "≤ 2.2×", times(seen["memory ratio"]))


def _search(name, url):
    every = next(each for each in search.measure(url) if each.kind == "every key")
    seen = f"p50 {every.p50:.1f} ms, p95 {every.p95:.1f} ms, of {every.keys} keys"
    row(f"the finder's query for a key, {name}", "p95 ≤ 5 ms", seen)


def _offering(name, url):
    seen = milliseconds(offering.measure(url))
    row(f"what a person can be offered, {name}", f"p95 ≤ {offering.GOAL_MS} ms", seen)


def _window(name, url):
    copy = _copy(url)
    command = [sys.executable, "-m", "benchmarks.window", copy]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout.splitlines()[-1])
    row(f"keystroke to painted list, {name}", "p95 ≤ 50 ms", milliseconds(seen["keys"]))
    row(f"Enter to committed and painted booking, {name}", "p95 ≤ 100 ms",
        milliseconds(seen["books"]))  # fmt: skip
    gaps = f"p99 {seen['gaps']['p99']:.0f} ms, longest {seen['gaps']['max']:.0f} ms"
    row(f"gaps of the window's event loop meanwhile, {name}", "p99 ≤ 50 ms", gaps)


def _views(name, url):
    command = [sys.executable, "-m", "benchmarks.month", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout.splitlines()[-1])
    for kind, view in seen["views"].items():
        goal = "p95 ≤ 15 and ≤ 33 ms" if name == "SQLite" else "painted p95 ≤ 33 ms"
        found = f"p95 {view['read']['p95']:.1f} and {view['paint']['p95']:.1f} ms"
        row(f"calendar, {kind}: read, and painted after that, {name}", goal, found)
    if name == "SQLite":
        row("a frame of scrolling a month of 500 sessions", "p95 ≤ 16 ms",
            milliseconds(seen["scroll"]))  # fmt: skip


def _booking(name, url):
    raw, house, ratio = booking.measure(url)
    seen = f"{ratio:.2f} ({raw * 1000:.2f} and {house * 1000:.2f} ms)"
    row(f"a booking, raw driver against the house, {name}", "≥ 0.7", seen)


def _register(name, url):
    command = [sys.executable, "-m", "benchmarks.register", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout.splitlines()[-1])
    found = f"p95 {seen['read']['p95']:.1f} and {seen['paint']['p95']:.1f} ms"
    row(f"a register of 60 people: read, and painted after that, {name}", "painted p95 ≤ 33 ms",
        found)  # fmt: skip


def _registers(name, url):
    seen = registers.measure(url)
    parts = f"{seen.written:.0f}, {seen.read:.0f} and {seen.made:.0f} ms"
    row(f"50 registers in one PDF: sheets written, read, set, {name}",
        f"≤ {registers.GOAL_MS:,} ms", f"{seen.whole:.0f} ms ({parts})")  # fmt: skip


def _importing():
    read, stored, raw = importing.measure(*importing.empty_pair())
    row("import of 100,000 patients, read, checked and stored, SQLite",
        f"≤ {importing.GOAL_SECONDS} s", f"{read + stored:.0f} s")  # fmt: skip
    row("storing them, against the raw driver's insert of the same rows, SQLite",
        f"≤ {importing.GOAL_RATIO}×", times(stored / raw))  # fmt: skip
    command = [sys.executable, "-m", "benchmarks.importing_window"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    gaps = json.loads(done.stdout.splitlines()[-1])["gaps"]
    row("gaps of the window's event loop during the import", "p99 ≤ 50 ms",
        f"p99 {gaps['p99']:.0f} ms, longest {gaps['max']:.0f} ms")  # fmt: skip


def _series(name, url):
    seen = series.measure(url)
    shown = f"{seen.preview:.0f} ms, {seen.clashes} clashes"
    row(f"preview of a series of two years, {name}", "≤ 200 ms", shown)
    moved = f"{seen.moved:.0f} ms; its consequences {seen.asked:.0f}, its undo {seen.undone:.0f}"
    row(f"100 dates with 1,000 bookings moved in one step, {name}", "≤ 1,000 ms", moved)


def _todo(name, url):
    seen = todo.measure(url)
    shown = f"{seen.read:.1f} ms; its number in the top bar {seen.due:.1f}"
    row(f"the To do room of a busy practice, {name}", f"≤ {todo.READ_MS} ms", shown)
    cancelled = f"{seen.told:.0f} ms"
    row(f"60 people to tell of a cancelled session, {name}", f"≤ {todo.TELL_MS} ms", cancelled)


def _week(name, ten, one):
    for each in week.measure(ten, one):
        seen = f"{each.ratio:.2f}× ({each.ten_years:.1f} ms)"
        row(f"{each.what}, ten years of history against one, {name}", "≤ 1.2×", seen)


def row(what, goal, seen):
    print(f"| {what} | {goal} | {seen} |", flush=True)


def times(ratio):
    return f"{ratio:.2f}×"


def milliseconds(seen):
    return f"p50 {seen['p50']:.0f} ms, p95 {seen['p95']:.0f} ms, longest {seen['max']:.0f} ms"


def empty_file():
    """Give the address of an empty practice in a file."""
    file = filled.FOLDER / "empty.db"
    for each in filled.FOLDER.glob("empty.db*"):
        each.unlink()
    return _prepared(f"sqlite:///{file}")


def empty_on(server):
    """Give the address of an empty practice on a server."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bench_empty WITH (FORCE)")
        connection.execute("CREATE DATABASE bench_empty")
    address = make_url(server).set(database="bench_empty")
    return _prepared(address.render_as_string(hide_password=False))


def _prepared(url):
    engine = make_engine(url)
    schema.prepare(engine, now=datetime.now(UTC))
    engine.dispose()
    return url


def _copy(url):
    """Book in a copy of a file, so that every run begins with the same records."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return url
    file = Path(address.database)
    copy = file.with_name("window.db")
    for each in file.parent.glob("window.db*"):
        each.unlink()
    shutil.copy(file, copy)
    return f"sqlite:///{copy}"


def _parser():
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the starts")
    return parser


if __name__ == "__main__":
    sys.exit(main())
