"""A small dialog that changes how many places a session has."""

from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data import activities
from desktop.data.activities import SessionCard
from desktop.rules.refusal import Refused
from desktop.rules.sessions import MOST_PLACES, check_places
from desktop.ui.calendar.words import booked_words, in_full
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class PlacesDialog(QDialog):
    """Asks for a number of places.

    Signals: changed(SessionCard as it was, int places), once it is in the records
    """

    changed = Signal(object, int)

    def __init__(self, desk: Desk, session: SessionCard, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change places"))
        self.setObjectName("change_places")
        self._desk, self._session = desk, session

        self.places = Field(self.tr("Places"), icon="users", text=str(session.places))
        self.places.box.setObjectName("places")
        self.places.box.selectAll()
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.save = PlainButton(self.tr("Change places"), icon="check", key="Enter", kind="main")
        self.save.setDefault(True)
        self._lay_out(in_full(session, today), booked_words(session))

        self.places.changed.connect(self._on_changed)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        self.places.setFocus()
        self._ring = FocusOverlay(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.save.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, name: str, booked: str) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(2)
        body.addWidget(Label(name, "strong", wrap=True))
        body.addWidget(Label(booked, "text", "ink2"))
        body.addSpacing(12)
        body.addWidget(self.places)
        # As high as its sentence: a fixed height cuts off the third line.
        self.places.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(420))

    def _number(self) -> int:
        typed = self.places.text().strip()
        number = int(typed) if typed.isdecimal() and len(typed) < 9 else MOST_PLACES + 1
        check_places(number)
        return number

    @Slot()
    def _on_changed(self) -> None:
        try:
            self._number()
            self.places.accept()
        except Refused as no:
            self.places.refuse(no.sentence if self.places.text() else "")

    @Slot()
    def _on_save(self) -> None:
        try:
            number = self._number()
        except Refused as no:
            self.places.refuse(no.sentence)
            return
        session = self._session
        change = partial(
            activities.change_places, session_id=session.id, places=number, version=session.version
        )
        then = partial(self._on_written, number)
        self._desk.write(
            change, then, owner=self, refused=self._on_refused, lost=self._show_no
        )  # fmt: skip

    def _on_written(self, number: int, _nothing: None) -> None:
        self.changed.emit(self._session, number)
        self.accept()

    def _on_refused(self, refusal: Refused) -> None:
        self._show_no(refusal.sentence)

    def _show_no(self, sentence: str) -> None:
        self.places.refuse(sentence)
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)
