"""Out of the house: printed, saved, or opened to be looked at."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop import settings
from desktop.exchange.whole_file import write_whole
from desktop.paper.press import Pdf, Sheet
from desktop.rules.refusal import Refused
from desktop.ui.printing import kept, viewing
from desktop.ui.printing.bench import Bench
from desktop.ui.printing.kept import Kept
from desktop.ui.printing.making import Asked, pressed
from desktop.ui.printing.printers import NONE_HERE, Order, Printers

if TYPE_CHECKING:
    from desktop.ui.printroom.screen import PrintScreen

Then = Callable[[Sheet, Pdf], None]


class Outgoing(QObject):
    """What is printed is made anew, of the records as they are.

    A document's own step, such as a register's code, is written once for each time.

    Signals:
        sent: a printer has taken it (str, its title).
        progressed: pages drawn, of how many (int, int).
    """

    sent = Signal(str)
    progressed = Signal(int, int)

    def __init__(self, room: "PrintScreen") -> None:
        super().__init__(room)
        self._room, self._stopped = room, Event()
        self._queue = Bench(self)
        self._queue.failed.connect(room.desk.failed)
        self.progressed.connect(self._on_progress)
        self._busy = False
        viewing.clear(settings.own_data_folder())

    def find_printers(self) -> None:
        """Ask which printers there are, without waiting for it."""
        job = partial(_printers, self._room.printers)
        self._queue.do(job, self._room.show_printers, refused=self._no, latest="printers")

    def keep(self) -> None:
        """Keep how the document is wanted, for the next time at this PC."""
        asked, page = self._room.asked(), self._room.page
        if asked is None:
            return
        printer, tray = page.chosen_printer()
        how = asked.how
        choice = Kept(
            printer, tray, page.number(), how.paper, how.across, how.points, how.colour
        )  # fmt: skip
        self._room.know(asked.document.name, choice)
        kept.keep(settings.folder(), asked.document.name, choice)

    def is_busy(self) -> bool:
        """Whether something is on its way to the printer."""
        return self._busy

    @Slot()
    def stop(self) -> None:
        """Stop drawing pages for a printer."""
        self._stopped.set()

    @Slot()
    def print(self) -> None:
        """Print what is chosen."""
        asked, page = self._room.asked(), self._room.page
        if asked is None or self._busy:
            return
        printer, tray = page.chosen_printer()
        if not printer:
            self._no(Refused(NONE_HERE))
            return
        self.keep()
        how, title = asked.how, asked.document.title
        order = Order(printer, title, tray, page.number(), how.paper, how.across,
                      how.colour)  # fmt: skip
        self._busy = True
        self._make(asked, partial(self._hand_over, order))

    @Slot()
    def save(self) -> None:
        """Ask where, and save the PDF."""
        asked = self._room.asked()
        if asked is None:
            return
        dialog = QFileDialog(self._room.window(), self.tr("Save PDF"), "", "*.pdf")
        dialog.setObjectName("file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{asked.document.title}.pdf")
        dialog.fileSelected.connect(partial(self.save_to, asked))
        dialog.open()

    def save_to(self, asked: Asked, file: str) -> None:
        """Save the PDF, wholly or not at all."""
        self._make(asked, partial(self._write, asked, Path(file)))

    @Slot()
    def open(self) -> None:
        """Show the PDF in this PC's own program for PDFs."""
        if (asked := self._room.asked()) is not None:
            self._make(asked, partial(self._lay, asked))

    def _make(self, asked: Asked, then: Then) -> None:
        step = asked.before()
        if step is None:
            self._read(asked, then)
        else:
            after = partial(self._after, asked, then)
            self._room.desk.write(
                step, after, owner=self, refused=self._no, lost=self._lost, quiet=True
            )

    def _after(self, asked: Asked, then: Then, _done: Any) -> None:
        self._read(asked, then)

    def _read(self, asked: Asked, then: Then) -> None:
        self._room.desk.read(asked.read(), partial(self._press, then), owner=self, refused=self._no)

    def _press(self, then: Then, sheet: Sheet) -> None:
        self._room.bench.do(partial(pressed, sheet), lambda made: then(*made), refused=self._no)

    def _hand_over(self, order: Order, sheet: Sheet, pdf: Pdf) -> None:
        self._stopped.clear()
        job = partial(self._room.printers.print, order, sheet, pdf.data, self._progress)
        self._queue.do(job, partial(self._on_sent, order), refused=self._no)

    def _progress(self, page: int, pages: int) -> bool:
        """Told on the worker; what it shows is shown on the window's thread."""
        self.progressed.emit(page, pages)
        return not self._stopped.is_set()

    def _on_sent(self, order: Order, _nothing: object) -> None:
        self._busy = False
        self._room.page.made.setText("")
        words = self.tr("{0} went to {1}.").format(order.title, order.printer)
        several = self.tr("{0} went to {1}, {2} copies.")
        if order.copies > 1:
            words = several.format(order.title, order.printer, order.copies)
        self._room.messages.say("good", words)
        self._room.refresh()
        self.sent.emit(order.title)

    def _write(self, asked: Asked, file: Path, _sheet: Sheet, pdf: Pdf) -> None:
        done = partial(self._on_saved, asked, file)
        self._room.bench.do(partial(write_whole, file, pdf.data), done, refused=self._no)

    def _on_saved(self, asked: Asked, file: Path, _nothing: object) -> None:
        words = self.tr("Saved as {0}.").format(file.name)
        if asked.document.names_people:
            words += " " + self.tr("It has names in it: delete it once it is printed.")
        self._room.messages.say("good", words)

    def _lay(self, asked: Asked, _sheet: Sheet, pdf: Pdf) -> None:
        job = partial(viewing.lay, settings.own_data_folder(), pdf.data)
        self._room.bench.do(job, partial(self._show, asked), refused=self._no)

    def _show(self, asked: Asked, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._no(Refused("Not opened. This PC has no program for PDFs. Save it instead."))
        elif asked.document.names_people:
            words = self.tr("Opened. It has names in it, and is deleted when Crafternoon closes.")
            self._room.messages.say("info", words)

    @Slot(int, int)
    def _on_progress(self, page: int, pages: int) -> None:
        words = self.tr("Printing page {0} of {1}. Esc stops.").format(page + 1, pages)
        self._room.page.made.setText(words if page < pages else "")

    def _no(self, refusal: Refused) -> None:
        self._busy = False
        self._room.page.made.setText("")
        self._room.say_no(refusal)

    def _lost(self, sentence: str) -> None:
        self._busy = False
        self._room.messages.say("refuse", sentence)


def _printers(here: Printers) -> tuple[tuple[str, str], ...]:
    """List printers with their trays: as one chooses them."""
    return tuple(
        (name, tray) for name in here.names() for tray in ("", *here.trays(name))
    )  # fmt: skip
