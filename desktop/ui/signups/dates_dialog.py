"""Several dates of one activity for one person: the next four are ticked, Enter books them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import rebooking
from desktop.data.rebooking import Date, Many
from desktop.rules.days import ordinal, when
from desktop.rules.refusal import Refused
from desktop.rules.sessions import left_words
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.signups.offer import Offer
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

TICKED = 4


class DatesDialog(QDialog):
    """Arrows go from date to date, Space ticks, Enter books what is ticked.

    On a full one they wait, which is said beside it and on the button.

    Signals:
        booked: it is done (str, what to say).
    """

    booked = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], made: Offer, dates: tuple[Date, ...],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("several_dates")
        self._desk, self._made, self._busy = desk, made, False
        self._today, self._dates = clock().date(), dates
        self.title = self.tr("Several dates for {0}").format(made.person.called)
        self.setWindowTitle(self.title)
        self.checks = [self._check(each) for each in dates]
        free = [n for n, date in enumerate(dates) if not date.why]
        for number in free[:TICKED]:
            self.checks[number].setChecked(True)
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.leave = PlainButton(self.tr("Leave it"), key="Esc")
        self.act = PlainButton("", kind="main", key="Enter")
        self._lay_out()
        self._count()
        for check in self.checks:
            check.toggled.connect(self._count)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._book)
        self.act.setDefault(True)
        self.setFixedWidth(current().px(560))
        self._ring = FocusOverlay(self)
        next((each for each in self.checks if each.isEnabled()), self.leave).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and watched in self.checks:
                self.focusNextPrevChild(step > 0)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _check(self, date: Date) -> Check:
        session = date.session
        check = Check(when(session.date, session.starts, session.ends, self._today))
        check.setAccessibleName(f"{check.text()}. {self._said(date)}")
        check.setEnabled(not date.why or date.place > 0 or date.ask)
        check.installEventFilter(self)
        return check

    def _said(self, date: Date) -> str:
        if date.place:
            return self.tr("{0}. Will wait, {1}").format(date.why, ordinal(date.place))
        session = date.session
        return date.why or left_words(session.booked, session.places, session.waiting)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(8)
        body.addWidget(Label(self.title, "title", wrap=True))
        body.addWidget(Label(self._made.session.title, "text", "ink2", wrap=True))
        for check, date in zip(self.checks, self._dates, strict=True):
            row = QHBoxLayout()
            row.addWidget(check, 1)
            row.addWidget(Label(self._said(date), "text", "ink2"))
            body.addLayout(row)
        body.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)

    def _ticked(self) -> list[Date]:
        both = zip(self.checks, self._dates, strict=True)
        return [date for check, date in both if check.isChecked()]

    @Slot()
    def _count(self) -> None:
        ticked = self._ticked()
        waits = sum(date.place > 0 for date in ticked)
        number = len(ticked) - waits
        one, several = self.tr("Book 1 date"), self.tr("Book {0} dates").format(number)
        books = one if number == 1 else several
        if any(date.ask for date in ticked):
            books = self.tr("Asked. {0}").format(books)
        if waits:
            wait = self.tr("wait for {0}").format(waits)
            books = f"{books}, {wait}" if number else f"{wait[:1].upper()}{wait[1:]}"
        self.act.set_words(books)
        self.act.setEnabled(bool(ticked))

    @Slot()
    def _book(self) -> None:
        ticked = self._ticked()
        if self._busy or not ticked:
            return
        self._busy = True
        book_many: Callable[..., Many] = rebooking.book_many
        if any(each.ask for each in ticked):
            from desktop.data import after_asking

            book_many = after_asking.book_many
        action = partial(
            book_many,
            session_ids=tuple(each.session.id for each in ticked if not each.place),
            to_wait=tuple(each.session.id for each in ticked if each.place),
            person_id=self._made.person.id,
        )
        self._desk.write(
            action, self._on_done, owner=self, refused=self._on_refused, lost=self._on_lost
        )

    def _on_done(self, done: Many) -> None:
        number, made = len(done.bookings), self._made
        dates = self.tr("1 date") if number == 1 else self.tr("{0} dates").format(number)
        words = self.tr("Booked. {0}: {1}, {2}.") if number else self.tr("Added. {0}: {1}{2}.")
        said = words.format(made.person.called, made.session.title, dates if number else "")
        if done.waits:
            waits = self.tr("On the waiting list of {0}.").format(len(done.waits))
            said = f"{said} {waits}"
        self.booked.emit(said)
        self.accept()

    def _on_refused(self, refusal: Refused) -> None:
        self._tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        self._tell("caution", sentence)

    def _tell(self, kind: str, sentence: str) -> None:
        self._busy = False
        self.notice.show_sentence(kind, sentence)
        self.notice.show()
