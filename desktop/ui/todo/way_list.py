"""The ways on from a line, one under another; they stay while what they say stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine
from desktop.ui.widgets.way_button import WayButton


@dataclass(frozen=True, slots=True)
class Shown:
    """What a way on says, with the key that stands in front of it."""

    text: str
    second: str
    icon: str
    key: str
    kind: str = "plain"


class WayList(QWidget):
    """News from another desk repaints the room: the button with the keyboard must not go with it.

    Signals:
        pressed: a way on (int, from 1).
        offered: one of the other dates (int, from 1).
    """

    pressed = Signal(int)
    offered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Sequence[Shown], Sequence[Shown]] = ((), ())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_ways(self, ways: Sequence[Shown], offers: Sequence[Shown]) -> None:
        """Show the ways on, and under them other dates to give, if there are any."""
        if (tuple(ways), tuple(offers)) == self._shown:
            return
        self._shown = tuple(ways), tuple(offers)
        while (item := self._column.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for number, each in enumerate(ways, 1):
            self._add(each).clicked.connect(partial(self.pressed.emit, number))
        if offers:
            self._column.addWidget(StitchLine())
            self._column.addWidget(Label(self.tr("Another date instead?"), "heading"))
        for number, each in enumerate(offers, 1):
            self._add(each).clicked.connect(partial(self.offered.emit, number))

    def _add(self, each: Shown) -> WayButton:
        way = WayButton(each.text, each.second, icon=each.icon, key=each.key, kind=each.kind)
        self._column.addWidget(way)
        return way
