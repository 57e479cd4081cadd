"""The tool bar over the week: which one it is, the ways to others, and a new session."""

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.data.activities import Week
from desktop.ui.calendar.words import count_words, week_words
from desktop.ui.look import current
from desktop.ui.paint import filled
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.tip import tip


class WeekBar(QWidget):
    """Steps to other weeks and says which one is shown.

    Signals:
        week_wanted: another week (int weeks from the one shown).
        today_wanted, new_wanted, details_wanted: what the buttons say.
    """

    week_wanted = Signal(int)
    today_wanted = Signal()
    new_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Week"))
        self.back = PlainButton("", icon="caret-left")
        self.today = PlainButton(self.tr("Today"), key="T")
        self.on = PlainButton("", icon="caret-right")
        self.title = Label("", "page")
        self.count = Label("", "text", "ink2")
        self.details = PlainButton(self.tr("Details"), key="F6")
        self.new = PlainButton(self.tr("New session"), icon="plus", key="N", kind="main")
        self._name_buttons()
        self._lay_out()

        self.back.clicked.connect(lambda: self.week_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.week_wanted.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.details.clicked.connect(self.details_wanted)
        self.new.clicked.connect(self.new_wanted)

    def show_week(self, week: Week) -> None:
        """Name the week and count its sessions."""
        self.title.setText(week_words(week.first, week.days))
        self.count.setText(count_words(week))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        filled(QPainter(self), QRectF(event.rect()), current().color("window"))

    def _name_buttons(self) -> None:
        names = {
            self.back: self.tr("Week before, Page Up"),
            self.on: self.tr("Week after, Page Down"),
            self.today: self.tr("Go to today, T"),
            self.new: self.tr("Add a session, N"),
            self.details: self.tr("Show the chosen session, F6"),
        }
        for button, name in names.items():
            button.setToolTip(tip(name))
        self.back.setAccessibleName(self.tr("Week before"))
        self.on.setAccessibleName(self.tr("Week after"))
        named = ("back", self.back), ("today", self.today), ("on", self.on), ("new", self.new)
        for object_name, button in (*named, ("details", self.details)):
            button.setObjectName(f"week_{object_name}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.setContentsMargins(16, 0, 16, 0)
        for widget in (self.back, self.today, self.on):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.details)
        row.addWidget(self.new)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()

    def _dress(self) -> None:
        look = current()
        self.setFixedHeight(look.size("tool_bar"))
        self.count.setVisible(self.width() >= look.px(800))
        tight = self.width() < look.px(640)
        for button, key in ((self.today, "T"), (self.details, "F6"), (self.new, "N")):
            button.set_key("" if tight else key)
        name = self.tr("New session")
        self.new.set_words("" if tight else name, name)
