"""The register itself: rows, and the keys that mark them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.data.waiting import WaitingLine
from desktop.ui.look import current
from desktop.ui.signups.drawing import RegisterDelegate, row_height
from desktop.ui.signups.kinds import Kind
from desktop.ui.signups.letters import Letters
from desktop.ui.signups.model import Column, RegisterModel
from desktop.ui.signups.rows import Line
from desktop.ui.signups.under import WISHES, AlongLine

Index = QModelIndex | QPersistentModelIndex
MARKS = {"a": "arrived", "x": "missed", "b": "booked", "t": "told us", "l": "late"}
ASKED = {"g": "companions", "i": "ride", "p": "options"}
SESSION = {"A": "mark all", "h": "heads", "u": "wrap up"}
NARROW, SLIM = 560, 360


class RegisterView(QTableView):
    """The register. Letters mark the current row, M moves it, Del cancels it, W and F find.

    Signals:
        mark_wanted: a mark for a booking (RegisterLine, str).
        cancel_wanted: a booking is to be cancelled (RegisterLine).
        move_wanted: a booking is to go to another session (RegisterLine).
        every_week_wanted: somebody is to come every week, or not (int person id).
        put_wanted: somebody is to have another place on the waiting list (WaitingLine).
        leave_wanted: somebody is to be taken off the waiting list (WaitingLine).
        mark_missed: somebody who waits cannot be marked (WaitingLine).
        along_wanted: a companion is marked or cancelled (AlongLine, str "cancel" or a mark).
        asked_about: one of ASKED is wanted of somebody (str, Line).
        offer_wanted: a free place is to be offered.
        walk_in_wanted: somebody is here without a booking.
        session_wanted: something for the whole session (str, one of SESSION).
        menu_wanted: all that can be done, at a place of the screen (QPoint).
        find_wanted: letters for the finder (str, may be empty).
        chosen: another line is current (RegisterLine or WaitingLine).
        reached: the register has the keyboard now.
        escaped: Esc.
    """

    mark_wanted = Signal(object, str)
    cancel_wanted = Signal(object)
    move_wanted = Signal(object)
    every_week_wanted = Signal(object)
    put_wanted = Signal(object)
    leave_wanted = Signal(object)
    mark_missed = Signal(object)
    along_wanted = Signal(object, str)
    asked_about = Signal(str, object)
    offer_wanted = Signal()
    walk_in_wanted = Signal()
    session_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    find_wanted = Signal(str)
    chosen = Signal(object)
    reached = Signal()
    escaped = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = model
        self._quiet = False
        self._last: int | None = None
        self.setModel(model)
        self.setItemDelegate(RegisterDelegate(self))
        self.setObjectName("register")
        self.setAccessibleName(self.tr("Register"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._prepare_headers()

        self._letters = Letters("axbtlwmfohuvgip", self)
        self._shifted = False
        self._letters.meant.connect(self._on_letter)
        self._letters.typed.connect(self.find_wanted)
        self._letter_line: Line | None = None

    def line(self) -> Line | None:
        """Return the current line, a booking or somebody who waits."""
        return self._register.line(self.currentIndex().row())

    def act(self, key: str, line: Line | None) -> None:
        """Do to a line what a key means for it: a small letter, or "del"."""
        if line and key == "v":
            self.every_week_wanted.emit(line.person_id)
        elif line and key in ASKED:
            self.asked_about.emit(ASKED[key], line)
        elif isinstance(line, AlongLine):
            self._act_on_along(key, line)
        elif isinstance(line, WaitingLine):
            self._act_on_waiting(key, line)
        elif line and key in MARKS:
            self.mark_wanted.emit(line, MARKS[key])
        elif line and key == "m":
            self.move_wanted.emit(line)
        elif line and key == "del":
            self.cancel_wanted.emit(line)

    def choose(self, person_id: int | None) -> None:
        """Make somebody's row the current one, or none, without saying so."""
        number = self._register.number_of(person_id) if person_id is not None else None
        self._quiet = True
        if number is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentIndex(self._register.index(number, Column.NAME))
        self._quiet = False

    def expect(self, person_id: int) -> None:
        """Let somebody's row be the current one as soon as there is none."""
        self._last = person_id

    def settle(self) -> None:
        """See to it that a row is current, the last one if it is still there."""
        if self.line() is None:
            self.choose(self._last)
        if self.line() is None:
            self._choose_near(0)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the current row and the scrolling while the rows are made anew."""
        line, number = self.line(), self.currentIndex().row()
        bar = self.verticalScrollBar()
        at = bar.value()
        yield
        self.fit()
        self._choose_again(line)
        if line and self.line() is None and self.hasFocus():
            self._choose_near(number)
            if self.line():
                self.chosen.emit(self.line())
        bar.setValue(at)

    def fit(self) -> None:
        """Give rows and columns their sizes."""
        look = current()
        self.horizontalHeader().setFixedHeight(look.px(30))
        self.verticalHeader().setDefaultSectionSize(row_height(Kind.LINE))
        self.clearSpans()
        for number in range(self._register.rowCount()):
            self.setRowHeight(number, row_height(Kind.LINE))
        for number in self._register.rows_of(Kind.SECTION):
            self.setSpan(number, 0, 1, len(Column))
            self.setRowHeight(number, row_height(Kind.SECTION))
        for kind in (Kind.ALONG, Kind.RIDE):
            for number in self._register.rows_of(kind):
                self.setRowHeight(number, row_height(kind))
        for number in self._register.rows_of(Kind.RIDE):
            self.setSpan(number, Column.NAME, 1, Column.STATUS - Column.NAME)
        self._fit_columns()
        self.updateGeometries()  # or what scrolls next would use the height of the old rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not held and event.text() and self._take(event):
            return
        self._letters.flush()
        if event.key() == Qt.Key.Key_Delete:
            self.act("del", self.line())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.settle()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._letters.flush()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.visualRect(self.currentIndex()) if keyboard else None
        at = self.viewport().mapToGlobal(row.bottomLeft()) if row else event.globalPos()
        self.menu_wanted.emit(at)

    def keyboardSearch(self, search: str) -> None:
        """Letters mark people here; they do not jump to them."""

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        line = self._register.line(now.row())
        if line and not self._quiet:
            self._last = line.person_id
            self.chosen.emit(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def _prepare_headers(self) -> None:
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setAccessibleName(self.tr("Columns of the register"))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(10)

    def _fit_columns(self) -> None:
        look, width = current(), self.viewport().width()
        narrow, slim = width < look.px(NARROW), width < look.px(SLIM)
        hidden = {Column.BOOKED: narrow, Column.NUMBER: slim, Column.NEEDS: slim}
        for column, is_hidden in hidden.items():
            self.setColumnHidden(column, is_hidden)
        fixed = {Column.STATUS: look.px(112 if slim else 152 if narrow else 164)}
        fixed[Column.NUMBER] = 0 if slim else look.px(46 if narrow else 60)
        fixed[Column.BOOKED] = 0 if narrow else look.px(70)
        left = max(0, width - sum(fixed.values()))
        fixed[Column.NEEDS] = 0 if slim else int(left * (0.3 if narrow else 0.42))
        fixed[Column.NAME] = left - fixed[Column.NEEDS]
        for column, wide in fixed.items():
            self.setColumnWidth(column, wide)

    def _take(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.text().isprintable()
        if not self._letters.waits():
            self._letter_line = self.line()
            self._shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self._letters.take(event.text())

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        wish = SESSION.get("A" if self._shifted and letter == "a" else letter)
        if wish:
            self.session_wanted.emit(wish)
        elif letter == "w":
            self.walk_in_wanted.emit()
        elif letter == "o":
            self.offer_wanted.emit()
        elif letter == "f":
            self.find_wanted.emit("")
        else:
            self.act(letter, self._letter_line)

    def _act_on_along(self, key: str, line: AlongLine) -> None:
        if key in WISHES:
            self.along_wanted.emit(line, WISHES[key])
        elif key == "m" and line.whose:
            self.move_wanted.emit(line.whose)

    def _act_on_waiting(self, key: str, line: WaitingLine) -> None:
        if key in MARKS:
            self.mark_missed.emit(line)
        elif key == "m":
            self.put_wanted.emit(line)
        elif key == "del":
            self.leave_wanted.emit(line)

    def _choose_again(self, line: Line | None) -> None:
        """Make the row of a line current that has been made anew."""
        self.choose(line.person_id if line else None)
        number = self._register.number_of_line(line)
        if number is not None and isinstance(line, AlongLine):
            self._quiet = True
            self.setCurrentIndex(self._register.index(number, Column.NAME))
            self._quiet = False

    def _choose_near(self, number: int) -> None:
        """Go to the row that has taken the place of another, or to the last one."""
        rows = self._register.lines()
        nearest = min(rows, key=lambda each: abs(each - number), default=None)
        line = None if nearest is None else self._register.line(nearest)
        self.choose(line.person_id if line else None)
