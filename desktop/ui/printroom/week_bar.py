"""The bar of the Print tab: which week, and which session of it is in hand."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data.print_room import InHand
from desktop.rules.days import clock, near, near_date
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.label import Label


class WeekBar(QWidget):
    """Steps through the weeks.

    Signals:
        turned: weeks on, or back (int); 0 for this one.
        session_chosen: a session is taken in hand (int).
    """

    turned = Signal(int)
    session_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Week"))
        self.back, self.on = PlainButton("", icon="caret-left"), PlainButton("", icon="caret-right")
        self.this = PlainButton(self.tr("This week"), key="T")
        self.title, self.sessions = Label("", "page"), Combo("list-checks")
        self.back.setAccessibleName(self.tr("The week before"))
        self.on.setAccessibleName(self.tr("The week after"))
        self.sessions.setAccessibleName(self.tr("Session in hand"))
        self.sessions.setObjectName("session_in_hand")
        for step, button in ((-1, self.back), (0, self.this), (1, self.on)):
            button.setObjectName(f"turn_{step}")
            button.clicked.connect(lambda _=False, step=step: self.turned.emit(step))
        self.sessions.activated.connect(self._on_session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.back, self.this, self.on, self.title):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.sessions, 0)

    def show_week(self, view: InHand, today: date) -> None:
        """Name the week, and offer its sessions."""
        last = view.first + timedelta(days=6)
        same = view.first.month == last.month
        first = str(view.first.day) if same else near_date(view.first, last)
        self.title.setText(self.tr("{0} to {1}").format(first, near_date(last, today)))
        self.sessions.blockSignals(True)
        self.sessions.clear()
        for each in view.sessions:
            when = f"{near(each.date, today)} {clock(each.starts)}"
            self.sessions.addItem(f"{each.title}, {when}", each.id)
        chosen = view.session.id if view.session else None
        self.sessions.setCurrentIndex(self.sessions.findData(chosen))
        self.sessions.blockSignals(False)
        self.sessions.setEnabled(bool(view.sessions))
        self.sessions.setMaximumWidth(max(200, self.width() // 2))

    @Slot(int)
    def _on_session(self, _row: int) -> None:
        self.session_chosen.emit(self.sessions.currentData())
