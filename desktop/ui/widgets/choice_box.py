"""A box to type in that knows a list: an activity, a place, a leader."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QWidget

from desktop.data.activities import Choice
from desktop.rules.names import clean
from desktop.ui.look import current
from desktop.ui.paint import draw_icon, tile
from desktop.ui.widgets.field import Box

CARET = 30


class ChoiceBox(Box):
    """Typing narrows the list, Down opens all of it; what is not in it is a new name.

    Signals: changed(), when something else is chosen or typed
    """

    changed = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._symbol = icon
        self._choices: Sequence[Choice] = ()
        self._made: Sequence[Choice] = ()
        self._list = QStandardItemModel(self)
        completer = QCompleter(self._list, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        self.setCompleter(completer)
        self._popup = QListView()
        self._popup.setObjectName("choices")
        completer.setPopup(self._popup)
        # The stock delegate ignores the style sheet.
        self._popup.setItemDelegate(QStyledItemDelegate(self._popup))
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._finish_word)
        self._make_room()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is typed stays."""
        ids = {choice.id for choice in choices}
        self._choices = (*choices, *(each for each in self._made if each.id not in ids))
        self._list.clear()
        for choice in self._choices:
            item = QStandardItem(choice.name)
            if choice.patch:
                item.setIcon(self._tile(choice.patch))
            self._list.appendRow(item)
        self._popup.setIconSize(QSize(current().px(24), current().px(24)))
        self._on_text()

    def know(self, made: Choice) -> None:
        """Offer one more that has just been made; a list read before that does not lose it."""
        self._made = (*self._made, made)
        self.offer(self._choices)

    def choice(self) -> Choice | None:
        """Return what is chosen; None for nothing and for a new name."""
        typed = self.typed().casefold()
        return next((each for each in self._choices if each.name.casefold() == typed), None)

    def choose(self, choice_id: int | None) -> None:
        """Choose one of the offered, or nothing."""
        found = next((each.name for each in self._choices if each.id == choice_id), "")
        self.setText(found)

    def is_new(self) -> bool:
        """Whether a name is typed that is not in the list, and is not on its way to one."""
        typed = self.typed().casefold()
        if not typed or self.choice():
            return False
        return not self.hasFocus() or not any(typed in n.name.casefold() for n in self._choices)

    def typed(self) -> str:
        """Return the words in the box, tidied."""
        return clean(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter, middle = current(), QPainter(self), self.height() / 2
        size, ink = look.px(18), look.color("ink2")
        chosen = self.choice()
        if chosen and chosen.patch:
            side = look.px(24)
            place = QRectF(look.px(8), round(middle - side / 2), side, side)
            tile(painter, place, look.patch(chosen.patch))
        else:
            corner = QPointF(look.px(11), middle - size / 2)
            draw_icon(painter, corner, self._symbol, "bold", ink, size)
        corner = QPointF(self.width() - look.px(10) - size, middle - size / 2)
        draw_icon(painter, corner, "caret-down", "bold", ink, size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
        if down and not self._popup.isVisible():
            self._open_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - current().px(CARET) or not self.text():
            self._open_list()

    def _open_list(self) -> None:
        self.completer().setCompletionPrefix("" if self.choice() else self.text())
        self.completer().complete()

    @Slot()
    def _finish_word(self) -> None:
        """Take "craf" for Crafternoon, but leave "Room 1" beside Room 10 a name of its own."""
        typed = self.typed().casefold()
        meant = [
            each.name
            for each in self._choices
            if each.name.casefold().startswith(typed) and each.name[len(typed) :][:1].isalpha()
        ]
        if typed and not self.choice() and len(meant) == 1:
            self.setText(meant[0])

    @Slot()
    def _on_text(self) -> None:
        self.update()
        self.changed.emit()

    def _dress(self) -> None:
        super()._dress()
        self._make_room()

    def _make_room(self) -> None:
        look = current()
        self.setTextMargins(look.px(30), 0, look.px(22), 0)

    def _tile(self, patch: str) -> QIcon:
        side, dpr = current().px(24), self.devicePixelRatioF()
        pixmap = QPixmap(round(side * dpr), round(side * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        tile(painter, QRectF(0, 0, side, side), current().patch(patch))
        painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt greys the tile of the chosen row
        return icon
