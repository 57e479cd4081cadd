"""Cancels one booking from somebody's page: who cancels, and why if there is a reason."""

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.data import signups
from desktop.data.visits import Attended
from desktop.rules.days import clock, day
from desktop.ui.desk import Desk
from desktop.ui.people.small_dialog import SmallDialog
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments

LONGEST = 300


class CancelDialog(SmallDialog):
    """Enter cancels it, Esc keeps it. Who comes along is cancelled with it."""

    def __init__(
        self, desk: Desk, called: str, visit: Attended, today: date, parent: QWidget
    ) -> None:
        title = parent.tr("Cancel the booking of {0}?").format(called)
        super().__init__(desk, title, "cancel_booking", parent)
        self._visit = visit
        when = f"{visit.title}, {day(visit.date, today)}, {clock(visit.starts)}"
        self._words = self.tr("Cancelled: {0}, {1}.").format(called, when)
        self.by_whom = Segments(
            self.tr("Who cancels"),
            [("person", self.tr("They cancel")), ("practice", self.tr("We cancel"))],
        )
        self.by_whom.choose("person")
        self.reason = Field(self.tr("Why?"), hint=self.tr("may be empty"), icon="note-pencil")
        self.reason.box.setObjectName("cancel_reason")
        self.reason.box.setMaxLength(LONGEST)
        along = self.tr("Who comes along, and a ride, are cancelled with it.")
        for part in (Label(when, "strong", wrap=True), Label(along, "text", "ink2", wrap=True),
                     self.by_whom, self.reason):  # fmt: skip
            self.body.addWidget(part)
        self.leave.set_words(self.tr("Keep it"))
        self.act.set_words(self.tr("Cancel booking"))
        self.act.clicked.connect(self._on_act)
        self.fit()
        self.reason.box.setFocus()

    @Slot()
    def _on_act(self) -> None:
        action = partial(
            signups.cancel, booking_id=self._visit.booking_id, reason=self.reason.text().strip(),
            cancelled_by=self.by_whom.choice(),
        )  # fmt: skip
        self.write(action, self._on_cancelled)

    def _on_cancelled(self, _done: object) -> None:
        self.said.emit(self._words)
        self.accept()
