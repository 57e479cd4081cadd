"""The right pane: the document as it will be, how it is wanted, and the printer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.printing.kept import Kept
from desktop.ui.printing.preview import Preview
from desktop.ui.printroom.choices import Choices
from desktop.ui.widgets.buttons import MainButton, PlainButton
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Box, Labelled
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.scrolling import scrolling

MOST_COPIES = 99


class SheetPane(Pane):
    """What is chosen in the catalogue.

    Signals:
        changed: it is wanted otherwise.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Document"))
        self.title, self.place, self.made = Label("", "pane"), Label(""), Label("")
        self.place.set_colour("ink2")
        self.made.set_colour("ink2")
        self.preview, self.choices, self.notice = Preview(), Choices(), Notice()
        self.strip = KeyStrip(self.tr("Keys of the page"))
        self.printer, self.copies = StillCombo("printer"), Box("copy")
        self.print = MainButton(self.tr("Print"), icon="printer", key="Ctrl+P")
        self.save = PlainButton(self.tr("Save PDF"), icon="floppy-disk", key="Ctrl+S")
        self.open = PlainButton(self.tr("Open PDF"), icon="eye", key="O")
        self._printers: Sequence[tuple[str, str]] = ()
        self._name_parts()
        self._lay_out()
        self.choices.changed.connect(self.changed)
        self.copies.textChanged.connect(self._on_copies)
        self.setMinimumWidth(current().px(380))

    def show_kept(self, known: Kept) -> None:
        """Choose the printer and copies as they were last."""
        wanted = (known.printer, known.tray)
        found = self._printers.index(wanted) if wanted in self._printers else 0
        self.printer.setCurrentIndex(found)
        self.copies.setText(str(known.copies))

    def show_printers(self, found: Sequence[tuple[str, str]]) -> None:
        """Offer the printers of this PC, with their trays."""
        self._printers = found
        self.printer.clear()
        for printer, tray in found:
            words = self.tr("{0}, tray {1}").format(printer, tray) if tray else printer
            self.printer.addItem(words, (printer, tray))
        self.printer.setEnabled(bool(found))
        self.printer.setPlaceholderText(self.tr("No printer on this PC"))

    def number(self) -> int:
        """Return how many copies are wanted; one where it says nothing sensible."""
        typed = self.copies.text().strip()
        return max(1, min(int(typed), MOST_COPIES)) if typed.isdecimal() else 1

    def chosen_printer(self) -> tuple[str, str]:
        """Return the printer and the tray; nothing where there is none."""
        row = self.printer.currentIndex()
        return self._printers[row] if 0 <= row < len(self._printers) else ("", "")

    def say_made(self, seconds: float) -> None:
        """Say how long it took, and which page is shown."""
        self.made.setText(self.tr("Made in {0} seconds").format(f"{max(0.1, seconds):.1f}"))
        self.say_place()

    def say_place(self) -> None:
        """Say which page is shown."""
        page, pages = self.preview.place()
        self.place.setText(self.tr("Page {0} of {1}").format(page, pages) if pages else "")

    def say_trouble(self, sentence: str, kind: str = "caution") -> None:
        """Say what is to be known of this document; "" for nothing."""
        self.notice.setVisible(bool(sentence))
        if sentence:
            self.notice.show_sentence(kind, sentence)

    def say_print(self, title: str, *, ready: bool) -> None:
        """Name what the buttons would print."""
        copies = self.number()
        words = self.tr("Print {0} copies").format(copies) if copies > 1 else self.tr("Print")
        self.print.say(words, title)
        for button in (self.print, self.save, self.open):
            button.setEnabled(ready)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), current().color("pane"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(current().px(300))

    def _name_parts(self) -> None:
        named = {"print": self.print, "save_pdf": self.save, "open_pdf": self.open,
                 "printer": self.printer, "copies": self.copies}  # fmt: skip
        for name, part in named.items():
            part.setObjectName(name)
        self.copies.setMaxLength(2)
        self.notice.setObjectName("print_notice")
        self.notice.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.made)
        column.addWidget(self.preview, 3)
        column.addWidget(self.strip)
        column.addWidget(self._form(), 2)
        column.addLayout(self._printer_row())
        column.addWidget(self.print)
        row = QHBoxLayout()
        for button in (self.save, self.open):
            row.addWidget(button, 1)
        column.addLayout(row)

    def _form(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.notice, 0, 0, 1, 2)
        grid.addWidget(self.choices, 1, 0, 1, 2)
        grid.setRowStretch(2, 1)
        area = scrolling(page, self.tr("How it is wanted"))
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        return area

    def _printer_row(self) -> QHBoxLayout:
        """Lay out what is always in sight above the button that prints."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Labelled(self.tr("Printer, kept for this document"), self.printer), 3)
        row.addWidget(Labelled(self.tr("Copies"), self.copies), 1)
        return row

    def _on_copies(self, _text: str) -> None:
        self.say_print(self.print.second(), ready=self.print.isEnabled())
