"""Ctrl+K: one box that finds people, sessions and things to do, from anywhere."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.data import anything
from desktop.data.anything import Anything
from desktop.ui.desk import Desk
from desktop.ui.finder.walk import row_after
from desktop.ui.look import current
from desktop.ui.paint import filled, rounded
from desktop.ui.palette_drawing import EntryDelegate, entry_height
from desktop.ui.palette_model import Entry, Kind, PaletteModel
from desktop.ui.top_bar import FindAnything
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label

LONGEST_TEXT = 300
WIDE, BELOW, AROUND = 560, 6, 8


class Palette(QFrame):
    """Hangs below the find box while that has the keyboard.

    Enter acts only when the rows belong to the text now in the box; pressed earlier it is held.

    Signals:
        go_to: somewhere was chosen (str place, object id).
        command: something else to do was chosen (str).
        left: Esc; the keyboard may go back where it was.
    """

    go_to = Signal(str, object)
    command = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], box: FindAnything, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._clock, self._box, self._window = desk, clock, box, window
        self._answered: str | None = None
        self._held = False
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Found"))
        self.hide()

        box.setMaxLength(LONGEST_TEXT)
        self.model, self.list = PaletteModel(self), QListView()
        self._enter, self._page = Label("", "small", "ink2"), QWidget()
        self._lay_out()
        box.textChanged.connect(self._on_text)
        box.moved.connect(self._on_moved)
        box.entered.connect(self._on_entered)
        box.page_wanted.connect(self._on_page)
        box.escaped.connect(self._on_escaped)
        box.left.connect(self.close_up)
        self.list.clicked.connect(self._on_clicked)
        desk.reachable.connect(self._on_reachable)

    def is_settled(self) -> bool:
        """Whether the rows belong to the text now in the box."""
        return self._answered == self._box.text()

    def open(self) -> None:
        """Show what there is to do, or what belongs to the text in the box."""
        if not self.isVisible():
            self._on_text(self._box.text())

    @Slot()
    def close_up(self) -> None:
        """Go away, and forget what was typed."""
        self._box.clear()
        self.hide()  # after clearing: an empty box would show what there is to do
        self._held, self._answered = False, None
        self._box.show_found("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.list.doItemsLayout()
            self._place()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        box, radius = QRectF(self.rect()), look.radius("panel")
        filled(painter, box, look.color("card"))
        rounded(painter, box, radius, fill=look.color("pane"), edge=look.color("ink"), width=2)
        top = QRectF(self.list.geometry().adjusted(0, -AROUND + 2, 0, 4))
        filled(painter, top, look.color("card"))
        filled(painter, QRectF(top.left(), top.bottom(), top.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setObjectName("anything_found")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, AROUND, 2, 2)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._feet = self._foot()
        column.addLayout(self._feet)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 13, 16, 9)
        row.setSpacing(5)
        page = QHBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(5)
        for key, words, where in (
            ("↑", None, row), ("↓", Label(self.tr("Choose"), "small", "ink2"), row),
            ("Enter", self._enter, row),
            ("F2", Label(self.tr("Their page"), "small", "ink2"), page),
        ):  # fmt: skip
            where.addWidget(KeyCap(key))
            if words:
                where.addWidget(words)
                where.addSpacing(12)
        row.addWidget(self._page)
        row.addStretch(1)
        row.addWidget(KeyCap("Esc"))
        row.addWidget(Label(self.tr("Close"), "small", "ink2"))
        return row

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._held = False
        if not self._box.hasFocus():
            return
        if text.strip():
            query = partial(anything.find, text=text, today=self._clock().date())
            self._desk.read(query, self._on_found, owner=self, latest="anything")
        else:
            self._show(Anything(text, (), (), ()))

    def _on_found(self, found: Anything) -> None:
        if found.text == self._box.text() and self._box.hasFocus():
            self._show(found)

    def _show(self, found: Anything) -> None:
        self._answered = found.text
        self.model.show_found(found, self._clock().date())
        several = len(found.people) + len(found.sessions)
        finds = found.text.strip() and not found.sheet
        self._box.show_found(self.tr("{0} found").format(several) if finds else "")
        self._choose(self.model.first() if found.text.strip() else -1)
        self._place()
        self.show()
        self.raise_()
        if self._held:
            self._accept()

    def _choose(self, number: int) -> None:
        self.list.setCurrentIndex(self.model.index(number))
        entry = self.model.entry(number)
        kind = entry.kind if entry else None
        said = {
            Kind.PERSON: self.tr("Take to Sign-ups"),
            Kind.SESSION: self.tr("Open the register"),
            Kind.NEW: self.tr("Make a new person"),
        }
        self._enter.setText(said.get(kind, self.tr("Do it")) if kind else self.tr("Do it"))
        self._page.setVisible(kind is Kind.PERSON)

    def _place(self) -> None:
        look, window = current(), self._window
        rows = (self.model.entry(n) for n in range(self.model.rowCount()))
        high = sum(entry_height(each.kind) for each in rows if each)
        high += AROUND + 2 + self._feet.sizeHint().height()
        below = self._box.mapTo(window, QPoint(self._box.width() // 2, self._box.height()))
        wide = min(look.px(WIDE), window.width() - 2 * AROUND)
        left = min(below.x() - wide // 2, window.width() - wide - AROUND)
        top = below.y() + BELOW
        room = window.height() - top - AROUND
        self.setGeometry(max(left, AROUND), top, wide, min(high, room))

    @Slot(int)
    def _on_moved(self, down: int) -> None:
        self._choose(row_after(self.model, self.list.currentIndex().row(), down))

    @Slot()
    def _on_entered(self) -> None:
        if self.is_settled():
            self._accept()
        else:
            self._held = True

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, _sentence: str) -> None:
        if not reachable:
            self._held = False  # an Enter from before must not walk off minutes later

    def _accept(self) -> None:
        self._held = False
        self._act(self.model.entry(self.list.currentIndex().row()))

    def _act(self, entry: Entry | None) -> None:
        if entry is None or entry.kind is Kind.HEADING:
            return
        self.close_up()
        if entry.place:
            self.go_to.emit(entry.place, entry.about)
        else:
            self.left.emit()
            self.command.emit(str(entry.about))

    @Slot()
    def _on_page(self) -> None:
        entry = self.model.entry(self.list.currentIndex().row())
        if entry and entry.kind is Kind.PERSON and self.is_settled():
            self.close_up()
            self.go_to.emit("person page", entry.about)

    @Slot()
    def _on_escaped(self) -> None:
        self.close_up()
        self.left.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._act(self.model.entry(index.row()))
