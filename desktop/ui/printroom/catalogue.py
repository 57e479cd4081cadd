"""The left pane: every document as a small page, by what it is for."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.paper.documents import Document
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.printroom.document_button import DocumentButton
from desktop.ui.printroom.week_bar import WeekBar
from desktop.ui.printroom.words import in_sections, section_words
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.scrolling import scrolling
from desktop.ui.widgets.stitch_line import StitchLine

STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
ROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Catalogue(Pane):
    """Arrow keys choose a document.

    Signals:
        chosen: another document (str, its name).
    """

    chosen = Signal(str)

    def __init__(self, documents: Iterable[Document], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Documents"))
        self.bar, self.messages = WeekBar(), MessageBar()
        self.keys = KeyStrip(self.tr("Keys of the documents"))
        self.buttons: dict[str, DocumentButton] = {}
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(4, 0, 10, 4)
        self._column.setSpacing(10)
        for number, (section, held) in enumerate(in_sections(documents).items()):
            if number:
                self._column.addWidget(StitchLine())
            self._add_section(section, held)
        self._column.addStretch(1)
        self._area: QScrollArea = scrolling(page, self.tr("Documents"))
        self._lay_out()

    def choose(self, name: str) -> None:
        """Mark a document as chosen, in sight and at the keyboard."""
        for each, button in self.buttons.items():
            button.setChecked(each == name)
            on = Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(on)
        if name in self.buttons:
            had = any(each.hasFocus() for each in self.buttons.values())
            self.setFocusProxy(self.buttons[name])
            if had:
                self.buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.buttons[name])

    def in_sight(self) -> list[DocumentButton]:
        """Return the documents of which something can be seen."""
        return [each for each in self.buttons.values() if not each.visibleRegion().isEmpty()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._step(STEPS[key])
        elif key in ROWS:
            self._step_row(ROWS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), current().color("window"))

    def _step(self, step: int) -> None:
        offered = [each for each in self.buttons.values() if each.isEnabled()]
        at = next((n for n, each in enumerate(offered) if each.isChecked()), 0)
        if offered:
            self._take(offered[max(0, min(at + step, len(offered) - 1))])

    def _step_row(self, step: int) -> None:
        """Go to what lies straight above or below, or nearest to that."""
        now = next((each for each in self.buttons.values() if each.isChecked()), None)
        if now is None:
            return
        here = _middle(now)
        beyond = [
            each for each in self.buttons.values()
            if each.isEnabled() and step * (_middle(each)[1] - here[1]) > now.height() // 2
        ]  # fmt: skip
        if beyond:
            self._take(min(beyond, key=lambda each: _away(_middle(each), here)))

    def _take(self, button: DocumentButton) -> None:
        self.choose(button.document.name)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(button.document.name)

    def _add_section(self, section: str, held: list[Document]) -> None:
        words, promise = section_words(section)
        head = QHBoxLayout()
        head.addWidget(Label(words, "heading"))
        head.addWidget(Label(promise, "small", "ink2"), 1)
        self._column.addLayout(head)
        flow = Flow(16, 14)
        for document in held:
            button = DocumentButton(document)
            button.clicked.connect(partial(self._take, button))
            button.arrow.connect(self.keyPressEvent)
            self.buttons[document.name] = button
            flow.addWidget(button)
        self._column.addLayout(flow)

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 10, 14, 6)
        inside.setSpacing(10)
        for widget in (self.bar, self.messages):
            inside.addWidget(widget)
        inside.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        column.addWidget(self.keys)


def _middle(button: DocumentButton) -> tuple[int, int]:
    top = button.mapTo(button.window(), QRect().topLeft())
    return top.x() + button.width() // 2, top.y() + button.height() // 2


def _away(there: tuple[int, int], here: tuple[int, int]) -> int:
    return abs(there[1] - here[1]) * 2 + abs(there[0] - here[0])
