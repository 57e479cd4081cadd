"""The status of a person, and the question before anything but Current."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.data.people import PersonPage
from desktop.rules.days import day, read_day
from desktop.rules.departures import ENDS_ALL, Follows, lines
from desktop.rules.people import Status, status_words
from desktop.rules.refusal import Refused
from desktop.ui.look import current
from desktop.ui.people.question import Question
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments

HINT_ROOM = 170


class StatusPane(QWidget):
    """Current, in hospital, moved away, do not contact, died; a list where they do not fit.

    Signals:
        wanted: a status was chosen and agreed to (str, date until or None, bool everything ends).
        asked: a question stands under the choice.
    """

    asked = Signal()
    wanted = Signal(str, object, bool)

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._page: PersonPage | None = None
        self._called, self._asked = "", ""
        self._follows = Follows()
        choices = [(each.value, status_words(each, None)) for each in Status]
        self.segments = Segments(self.tr("Status"), choices)
        self.segments.setObjectName("status")
        self.combo = StillCombo()
        self.combo.setAccessibleName(self.tr("Status"))
        for key, words in choices:
            self.combo.addItem(words, key)
        self.until = Field(self.tr("Until"), hint=self.tr("if it is known, such as 3 December"))
        self.question = Question(self.until)
        self._hint = Label("", "small", "ink2", wrap=True)
        self._lay_out()
        self.segments.chosen.connect(self._on_chosen)
        self.combo.currentIndexChanged.connect(self._on_listed)
        self.question.kept.connect(self.keep)
        self.question.agreed.connect(self._on_agreed)
        self.question.more_agreed.connect(self._on_more_agreed)
        self.until.changed.connect(self.until.accept)
        self.until.box.returnPressed.connect(self._on_agreed)

    def show_page(self, page: PersonPage, called: str, follows: Follows) -> None:
        """Show a person's status; a question about somebody else goes."""
        self._follows = follows
        other = self._page is None or self._page.id != page.id or self._page.status != page.status
        self._page, self._called = page, called
        if other or not self.question.isVisible():
            self._show(page.status)
            self.question.hide()
        self._hint.setText(self._says(page))

    @Slot()
    def keep(self) -> None:
        """Keep the status as it is."""
        self.question.hide()
        if self._page:
            self._show(self._page.status)

    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return not self.question.isHidden()

    def leaderless(self) -> bool:
        """Whether the sessions they lead are to have no leader, when everything ends."""
        return self.question.also.isChecked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _lay_out(self) -> None:
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(10)
        row.addWidget(self.segments)
        row.addWidget(self.combo)
        row.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.question)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.segments.sizeHint().width()
        self.segments.setVisible(room >= 0)
        self.combo.setVisible(room < 0)
        beside = room < 0 or room >= current().px(HINT_ROOM)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _show(self, status: str) -> None:
        for each in (self.segments, self.combo):
            each.blockSignals(True)
        self.segments.choose(status)
        self.combo.setCurrentIndex(self.combo.findData(status))
        for each in (self.segments, self.combo):
            each.blockSignals(False)

    def _says(self, page: PersonPage) -> str:
        if page.status is Status.CURRENT:
            return self.tr("Anything but Current stops every call, card and list.")
        until = page.status_until if page.status is Status.HOSPITAL else None
        if until:
            when = day(until, self._clock().date())
            return self.tr("Until {0}. Until then no calls, cards or lists.").format(when)
        return self.tr("No calls, no cards, on no list.")

    @Slot(int)
    def _on_listed(self, _index: int) -> None:
        self._on_chosen(str(self.combo.currentData()))

    @Slot(str)
    def _on_chosen(self, status: str) -> None:
        self._show(status)
        if self._page is None or status == self._page.status:
            self.question.hide()
        elif status == Status.CURRENT:
            self.question.hide()
            self.wanted.emit(status, None, False)
        else:
            self._ask(status, self._page)

    def _ask(self, status: str, page: PersonPage) -> None:
        self._asked = status
        words, ends = status_words(Status(status), None), Status(status) in ENDS_ALL
        stops = self.tr("{0}: every call, card, list and reminder about {1} stops.")
        mark = self.tr("Mark as {0}").format(words[:1].lower() + words[1:])
        follows = lines(self._follows, self._clock().date()) if ends else ()
        something = self._follows.ends() or self._follows.leads
        more = self.tr("{0} and end all of this").format(mark) if something else ""
        self.until.setVisible(status == Status.HOSPITAL)
        self.until.set_text("")
        self.question.also.setChecked(False)
        self.question.also.setVisible(ends and bool(self._follows.leads))
        self.question.ask(
            f"{stops.format(words, self._called)} {self._coming(page, listed=bool(follows))}",
            self.tr("Keep {0}").format(status_words(page.status, None)),
            self.tr("Only {0}").format(mark[:1].lower() + mark[1:]) if ends and more else mark,
            more if ends else "", follows,
        )  # fmt: skip
        self.asked.emit()

    def _coming(self, page: PersonPage, *, listed: bool) -> str:
        if listed:
            return self.tr("This is still to come:")
        if page.coming == 1:
            return self.tr("1 booking is coming up. It stays until you cancel it.")
        if page.coming:
            said = self.tr("{0} bookings are coming up. They stay until you cancel them.")
            return said.format(page.coming)
        return self.tr("No bookings are coming up.")

    @Slot()
    def _on_more_agreed(self) -> None:
        self.question.hide()
        self.wanted.emit(self._asked, None, True)

    @Slot()
    def _on_agreed(self) -> None:
        try:
            until = self._until()
        except Refused as no:
            self.until.refuse(no.sentence)
            self.until.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.question.hide()
        self.wanted.emit(self._asked, until, False)

    def _until(self) -> date | None:
        text = self.until.text().strip()
        if not text or self._asked != Status.HOSPITAL:
            return None
        return read_day(text, self._clock().date())
