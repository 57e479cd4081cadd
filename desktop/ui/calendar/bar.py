"""The tool bar over the calendar: which days it shows, the ways to others, and a new session."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.data.activities import SessionCard
from desktop.ui.calendar.words import KIND_KEYS, count_words, kind_words
from desktop.ui.look import current
from desktop.ui.paint import filled
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments
from desktop.ui.widgets.tip import tip

LEVELS = 10
"""How far the bar can give way where the window is narrow; see `CalendarBar._give_way`."""


class GoToBox(Box):
    """A box for a day in words. Enter goes there, Esc leaves.

    Signals: left(), to the calendar
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar-blank", parent)
        self.setObjectName("go_to")
        self.setAccessibleName(self.tr("Go to a day"))
        self.setPlaceholderText(self.tr("Go to: next Tuesday, 3 Dec"))

    def refuse(self, sentence: str) -> None:
        """Show that what is typed is no day; "" takes it back."""
        self.setProperty("refused", bool(sentence))
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        super()._dress()
        self.setFixedHeight(current().size("button"))


class CalendarBar(QWidget):
    """Steps to other days, says which are shown, and chooses between the views.

    Signals:
        turned: to other days (int pages from those shown).
        kind_chosen: another view (str).
        day_typed: a day to go to (str, as it was typed).
        today_wanted, new_wanted, series_wanted, details_wanted, narrow_wanted: what the buttons
            say.
        left: from the box back to the calendar (str, what was said to be wrong in it).
    """

    turned = Signal(int)
    kind_chosen = Signal(str)
    day_typed = Signal(str)
    today_wanted = Signal()
    new_wanted = Signal()
    series_wanted = Signal()
    details_wanted = Signal()
    narrow_wanted = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Calendar"))
        self.back = PlainButton("", icon="caret-left")
        self.today = PlainButton(self.tr("Today"), key="T")
        self.on = PlainButton("", icon="caret-right")
        self.title = Label("", "page")
        self.count = Label("", "text", "ink2")
        self.go_to = GoToBox()
        self.narrow = PlainButton(self.tr("All activities"), icon="funnel", key="F")
        self.details = PlainButton(self.tr("Details"), icon="info", key="F6")
        self.kinds = Segments(
            self.tr("View"), [(each, kind_words(each)) for each in KIND_KEYS.values()]
        )
        self.kind = PlainButton("", icon="caret-down")
        self.new = PlainButton(self.tr("New session"), icon="plus", key="N", kind="main")
        self.series = PlainButton("", icon="repeat")
        self._asked_for_box = False
        self._title = self._short = ""
        self._dressed: tuple[object, ...] = ()
        self._name_buttons()
        self._lay_out()
        self._connect()

    def show_days(self, title: str, short: str, kind: str, sessions: Sequence[SessionCard]) -> None:
        """Name the days that are shown, and count their sessions."""
        self._title, self._short = title, short
        self.count.setText(count_words(sessions))
        self.kinds.blockSignals(True)
        self.kinds.choose(kind)
        self.kinds.blockSignals(False)
        self._name_steps(kind)
        self._dress()

    def ask_for_day(self) -> None:
        """Put the keyboard into the box, which comes forward where it was hidden."""
        self._asked_for_box = True
        self._dress()
        self.go_to.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.go_to.selectAll()

    def leave_box(self) -> None:
        """Let the box go again where there is no room for it."""
        self._asked_for_box = False
        self.go_to.clear()
        self.go_to.refuse("")
        self._dress()

    def show_details(self, *, shown: bool) -> None:
        """Offer the way to the panel, where it is not beside the days."""
        self.details.setVisible(shown)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        filled(painter, QRectF(event.rect()), current().color("window"))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.details.clicked.connect(self.details_wanted)
        self.narrow.clicked.connect(self.narrow_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.series.clicked.connect(self.series_wanted)
        self.kinds.chosen.connect(self.kind_chosen)
        self.kind.clicked.connect(self._on_kind_menu)
        self.go_to.returnPressed.connect(lambda: self.day_typed.emit(self.go_to.text()))
        self.go_to.textEdited.connect(lambda: self.go_to.refuse(""))
        self.go_to.left.connect(self._on_left)

    def _name_buttons(self) -> None:
        names: dict[QWidget, str] = {
            self.today: self.tr("Go to today, T"),
            self.new: self.tr("Add a session, N"),
            self.series: self.tr("Plan a series, Shift+N"),
            self.details: self.tr("Show the chosen session, F6"),
            self.narrow: self.tr("Show only some sessions, F"),
            self.go_to: self.tr("Go to a day, G or Ctrl+G"),
            self.kinds: self.tr("Day 1, work week 2, week 3, month 4, list 5"),
        }
        for widget, name in names.items():
            widget.setToolTip(tip(name))
        named = ("back", self.back), ("today", self.today), ("on", self.on), ("new", self.new)
        more = ("details", self.details), ("narrow", self.narrow), ("kind", self.kind)
        self.series.setObjectName("calendar_series")
        self.kinds.setObjectName("calendar_kinds")
        for object_name, button in (*named, *more):
            button.setObjectName(f"calendar_{object_name}")
        self._name_steps("week")

    def _name_steps(self, kind: str) -> None:
        """Say what the two arrows do in this view."""
        before, after = {
            "day": (self.tr("Day before"), self.tr("Day after")),
            "month": (self.tr("Month before"), self.tr("Month after")),
        }.get(kind, (self.tr("Week before"), self.tr("Week after")))
        self.back.setAccessibleName(before)
        self.on.setAccessibleName(after)
        self.back.setToolTip(tip(self.tr("{0}, Page Up").format(before)))
        self.on.setToolTip(tip(self.tr("{0}, Page Down").format(after)))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.setContentsMargins(16, 0, 16, 0)
        for widget in (self.back, self.today, self.on):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addSpacing(4)
        row.addWidget(self.go_to)
        row.addStretch(1)
        for control in (self.narrow, self.details, self.kinds, self.kind, self.series, self.new):
            row.addWidget(control)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dress()

    def _dress(self) -> None:
        now = (
            current(), self.width(), self._title, self.count.text(), self.kinds.choice(),
            self._asked_for_box, self.details.isVisibleTo(self),
        )  # fmt: skip
        if now == self._dressed:
            return
        self._dressed = now
        self.setFixedHeight(current().size("tool_bar"))
        if not self._title:  # nothing to make room for before the first days are there
            self._give_way(LEVELS - 1)
            return
        next((n for n in range(LEVELS) if self._give_way(n) <= self.width()), None)
        layout = self.layout()
        if layout:
            layout.activate()

    def _give_way(self, level: int) -> int:
        """Leave out as much as this level says; return how wide the bar wants to be then."""
        look, box = current(), self._asked_for_box
        self.count.setVisible(level < 1)
        series = self.tr("New series")
        _say(self.series, series * (level < 1), series, "")
        self.series.setVisible(level < 6)
        some, new = self.tr("Show only some sessions"), self.tr("New session")
        _say(self.narrow, self.tr("All activities") * (level < 2), some, "F" * (level < 2))
        self.go_to.setFixedWidth(look.px(240 if level < 3 else 150))
        self.go_to.setVisible(box or level < 4)
        self.kinds.setVisible(level < 5)
        self.kind.setVisible(level >= 5)
        _say(self.kind, kind_words(self.kinds.choice()), kind_words(self.kinds.choice()), "")
        _say(self.new, new * (level < 6), new, "N" * (level < 6))
        self.title.setVisible(not (box and level >= 4))
        self.title.setText(self._title if level < 8 else self._short)
        today, details = self.tr("Today"), self.tr("Details")
        _say(self.today, today, today, "T" * (level < 7))
        _say(self.details, details * (level < 9), details, "F6" * (level < 7))
        layout = self.layout()
        return layout.sizeHint().width() if layout else 0

    @Slot()
    def _on_kind_menu(self) -> None:
        from desktop.ui.calendar.menus import kind_menu

        menu = kind_menu(self, self.kinds.choice())
        menu.triggered.connect(lambda action: self.kinds.choose(action.data()))
        menu.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))

    @Slot()
    def _on_left(self) -> None:
        refused = self.go_to.accessibleDescription()
        self.leave_box()
        self.left.emit(refused)


def _say(button: PlainButton, words: str, name: str, key: str) -> None:
    """Show a button's words and key, or its symbol alone; one that says so already is left."""
    if (button.words(), button.property("key")) != (words, key):
        button.set_words(words, name)
        button.set_key(key)
        button.setProperty("key", key)
