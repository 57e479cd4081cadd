"""What the calendar is narrowed to, in chips that can be taken off, and what that hides."""

from collections.abc import Sequence
from dataclasses import fields, replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.data.calendar import Only
from desktop.data.narrowing import Named, Narrowings
from desktop.ui.calendar.words import translate
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label

_LISTS = {
    "activity_id": "activities",
    "category_id": "categories",
    "place_id": "places",
    "leader_id": "leaders",
}


def chips_of(only: Only, offered: Narrowings | None) -> list[tuple[str, Only]]:
    """Name every narrowing, and say what is left without it."""
    found = []
    for field, names in _LISTS.items():
        those: Sequence[Named] = getattr(offered, names, ())
        found += [
            (each.name, without(only, field)) for each in those if each.id == getattr(only, field)
        ]
    if only.with_room:
        found.append((translate("calendar", "With room"), replace(only, with_room=False)))
    return found


def without(only: Only, field: str) -> Only:
    """Take one narrowing away."""
    values = {each.name: getattr(only, each.name) for each in fields(only)}
    return Only(**(values | {field: None}))


def hidden_words(number: int) -> str:
    """Say how many sessions are not shown."""
    if not number:
        return translate("calendar", "Nothing is hidden.")
    one, many = translate("calendar", "1 is hidden."), translate("calendar", "{0} are hidden.")
    return one if number == 1 else many.format(number)


class NarrowBar(QWidget):
    """Is there only while the calendar is narrowed.

    Signals: narrowed(Only), what shall be shown now
    """

    narrowed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Shown alone"))
        self.hidden = Label("", "text", "ink2")
        self.everything = PlainButton(self.tr("Show everything"), key="Esc", kind="quiet")
        self.everything.setObjectName("show_everything")
        self.everything.clicked.connect(lambda: self.narrowed.emit(Only()))
        self._chips: list[PlainButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 8)
        self._row.setSpacing(8)
        self._row.addWidget(Label(self.tr("Only"), "control", "ink2"))
        self._row.addStretch(1)
        self._row.addWidget(self.hidden)
        self._row.addWidget(self.everything)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_only(self, only: Only, offered: Narrowings | None) -> None:
        """Show a chip for each narrowing."""
        for chip in self._chips:
            chip.deleteLater()
        self._chips = [self._chip(name, left) for name, left in chips_of(only, offered)]
        self.setVisible(bool(only))

    def show_hidden(self, number: int | None) -> None:
        """Say how many sessions of these days are not shown; None where nobody has counted."""
        self.hidden.setText("" if number is None else hidden_words(number))

    def chips(self) -> list[str]:
        """Return what the chips say."""
        return [chip.words() for chip in self._chips]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(event.rect()), current().color("window"))

    def _chip(self, name: str, left: Only) -> PlainButton:
        chip = PlainButton(name, icon="x", kind="plain")
        chip.setObjectName("chip")
        chip.setAccessibleName(self.tr("Do not narrow to {0}").format(name))
        chip.clicked.connect(lambda: self.narrowed.emit(left))
        self._row.insertWidget(self._row.count() - 3, chip)
        return chip
