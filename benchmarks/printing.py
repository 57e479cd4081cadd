"""Paper: the first timetable of a start, the preview after a key, and fifty registers.

Run as a process of its own, so that typst and its fonts are cold: `python -m benchmarks.printing`
prints one line of JSON.
"""

import json
import os
import tempfile
import time
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.window import Gaps, spread, turn, until
from desktop.data.opening import open_sample

FIRST, NOW = date(2027, 5, 3), datetime(2027, 5, 6, 13, 42, tzinfo=ZoneInfo("Europe/London"))
REGISTERS = 50
LONGEST = 120


def main():
    folder = Path(tempfile.mkdtemp())
    os.environ["CRAFTERNOON_HOME"] = str(folder)
    app = QApplication([])
    opening = partial(open_sample, f"sqlite:///{folder / 'sample.db'}", clock=lambda: NOW)
    with_store = opening()
    cold, warm = timetable(with_store), timetable(with_store)
    with_store.close()
    seen = {"cold": cold, "warm": warm}
    seen |= window(app, opening)
    print(json.dumps(seen))
    os._exit(0)


def timetable(store):
    """Milliseconds from asking for the week to the PDF's bytes."""
    started = time.perf_counter()
    from desktop.paper import press
    from desktop.paper.documents import document
    from desktop.paper.how import How

    timetable = document("timetable")
    view = store.read(partial(timetable.read, first=FIRST, now=NOW))
    press.pdf(timetable.sheet(view, How(across=True)))
    return (time.perf_counter() - started) * 1000


def window(app, opening):
    from desktop.ui import look
    from desktop.ui.desk import Desk
    from desktop.ui.look import Look
    from desktop.ui.printroom.screen import PrintScreen

    look.apply(app, Look("light", 1.0))
    desk = Desk(opening)
    opened = []
    desk.opened.connect(lambda: opened.append(True))
    desk.open()
    until(lambda: opened)
    room = PrintScreen(desk, lambda: NOW)
    room.resize(1366, 712)
    room.show()
    wait(lambda: room.page.preview.place()[1])
    turn(3000)  # the small pages beside it are made, too
    keys = [preview(room, step) for step in (1, 1, 1, -1, -1, -1)]
    return {"preview": sorted(keys)[-1], "raster": raster(room)}


def preview(room, step):
    """Milliseconds from the key of another week to its page on the screen."""
    before, started = room.page.preview._pages, time.perf_counter()
    room.catalogue.bar.turned.emit(step)
    wait(lambda: room.page.preview._pages is not before and room.page.preview._pages)
    return (time.perf_counter() - started) * 1000


def raster(room):
    """Draw fifty registers for a printer that wants dots, a PDF printer standing in."""
    from PySide6.QtPrintSupport import QPrinter

    from desktop.paper.press import pdf
    from desktop.ui.printing.printers import Order
    from desktop.ui.printing.raster import draw

    sheet = fifty(room)
    gaps, told, done = Gaps(), [], []
    started = time.perf_counter()
    room.bench.do(lambda: pdf(sheet).data, done.append, refused=done.append)
    wait(lambda: done)
    made = (time.perf_counter() - started) * 1000
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(Path(os.environ["CRAFTERNOON_HOME"]) / "out.pdf"))
    order = Order("PDF", "Registers")
    drawn, started = [], time.perf_counter()
    job = partial(draw, printer, order, sheet, lambda at, of: told.append((at, of)) or True)
    room.bench.do(lambda: job() or True, drawn.append, refused=drawn.append)
    wait(lambda: drawn)
    took = time.perf_counter() - started
    assert told[-1][0] == told[-1][1] >= REGISTERS, told[-1:]
    return {"pdf": made, "seconds": took, "pages": told[-1][1], "gaps": spread(gaps.found)}


def fifty(room):
    """Lay out one register fifty times, as all the registers of a busy day are."""
    from desktop.paper.documents import documents
    from desktop.paper.how import How

    document, found = documents()["registers"], []
    read = partial(document.read, on=NOW.date(), now=NOW)
    room.desk.read(read, found.append, owner=room)
    wait(lambda: found)
    sheet = document.sheet(found[0], How())
    view = dict(sheet.view)
    many = next(key for key, value in view.items() if isinstance(value, list) and value)
    view[many] = (view[many] * REGISTERS)[:REGISTERS]
    return type(sheet)(sheet.template, view, sheet.own)


def wait(there):
    ends = time.perf_counter() + LONGEST
    while not there():
        turn(5)
        if time.perf_counter() > ends:
            raise TimeoutError("the page never came")


if __name__ == "__main__":
    main()
