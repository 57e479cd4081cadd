"""The "New session" dialog: one form, what it will add, and one green button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.data import activities
from desktop.data.activities import Made
from desktop.rules.refusal import Refused
from desktop.ui.calendar.draft import Draft
from desktop.ui.calendar.session_form import SessionForm
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.paint import STITCH, rounded
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.patch_tile import PatchTile


class Preview(QWidget):
    """The session before it exists, in running stitch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile = PatchTile("", 30, name="")
        self._first, self._second = (
            Label("", "strong", wrap=True),
            Label("", "small", "ink2", wrap=True),
        )
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(12)
        row.addWidget(self._tile)
        row.addLayout(texts, 1)

    def show_draft(self, draft: Draft | None, today: date) -> None:
        """Show what would be added; nothing yet while something is missing."""
        self._tile.setVisible(draft is not None)
        if draft is None:
            self._first.setText(self.tr("The session appears here as you type."))
            self._second.setText(self.tr("It needs an activity, a date and its hours."))
        else:
            facts = (draft.place, draft.leader, self.tr("{0} places").format(draft.places))
            self._tile.show_patch(draft.patch, draft.activity)
            self._first.setText(draft.named(today))
            self._second.setText(", ".join(filter(None, facts)))
        self.setAccessibleName(f"{self._first.text()}. {self._second.text()}")
        self.update()

    def words(self) -> str:
        """Return the first line."""
        return self._first.text()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        edge, fill = look.color("primary"), look.color("primaryT")
        ready = self._tile.isVisibleTo(self)
        rounded(
            painter, QRectF(self.rect()), look.radius("control"), width=2, dash=STITCH,
            fill=fill if ready else None, edge=edge if ready else look.color("line2"),
        )  # fmt: skip


class SessionDialog(QDialog):
    """Adds one session, and with it an activity or a place that is new.

    Signals: made(int session_id, date, str words), once it is in the records
    """

    made = Signal(int, object, str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], on: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New session"))
        self.setObjectName("new_session")
        self._desk, self._today = desk, clock().date()
        self._busy = self._warned = False

        self.form, self.preview = SessionForm(on, self._today), Preview()
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.add = PlainButton(self.tr("Add session"), icon="plus", key="Enter", kind="main")
        self.add.setDefault(True)
        self._lay_out()

        self.form.changed.connect(self._on_changed)
        self.add.clicked.connect(self._on_add)
        self.cancel.clicked.connect(super().reject)
        self._on_changed()
        self._ring = FocusOverlay(self)

    def ask(self) -> None:
        """Open, and fetch what can be chosen."""
        self.open()
        self.form.activity.setFocus()
        self._desk.read(activities.choices, self.form.offer, owner=self)

    def reject(self) -> None:
        """Leave without a trace; what is typed asks for a second Esc."""
        if self.form.is_touched() and not self._warned:
            self._warned = True
            self._tell(
                "caution", self.tr("Not added yet. Press Esc again to leave without adding.")
            )
            return
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area keeps to itself that its page has become higher.
        if watched is self.form and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.add.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        self.form.setObjectName("contents")
        self._body = QScrollArea()
        self._body.setWidget(self.form)
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below = QVBoxLayout()
        below.setContentsMargins(22, 8, 22, 14)
        below.setSpacing(10)
        below.addWidget(self.preview)
        below.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._body, 1)
        self._column.addLayout(below)
        self._column.addLayout(foot)
        self.form.installEventFilter(self)

    def _fit(self) -> None:
        """Be as high as the form, but never higher than the screen."""
        look, room = current(), self.screen().availableSize()
        wide = min(look.px(520), room.width() - 40)
        below = self._column.totalHeightForWidth(wide) - self._body.sizeHint().height()
        form = self.form
        high = form.heightForWidth(wide) if form.hasHeightForWidth() else form.sizeHint().height()
        size = QSize(wide, min(high + below, room.height() - 60))
        if size != self.size():
            self.setFixedSize(size)
            low = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
            if low > 0:
                self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - low))

    def _tell(self, kind: str, sentence: str) -> None:
        self.notice.show_sentence(kind, sentence)
        self.notice.setVisible(bool(sentence))

    @Slot()
    def _on_changed(self) -> None:
        self._warned = False
        self._tell("refuse", "")
        self.preview.show_draft(self.form.draft(), self._today)

    @Slot()
    def _on_add(self) -> None:
        if self._busy:
            return
        draft = self.form.draft()
        if draft is None:
            self.form.show_wrong()
            self._show_wrong_box()
            return
        self._busy = True
        self._go_on(draft)

    def _show_wrong_box(self) -> None:
        """Scroll to the box the keyboard is in, with what is said under it."""
        self.form.ensurePolished()
        if layout := self.form.layout():
            layout.activate()
        box = self.focusWidget()
        self._body.ensureWidgetVisible(
            (box and box.parentWidget()) or self.form, 0, current().px(48)
        )

    def _go_on(self, draft: Draft) -> None:
        """Do the next step: what is new first, then the session."""
        if draft.activity_id is None:
            make = partial(
                activities.make_activity, name=draft.activity, patch=draft.patch,
                minutes=draft.minutes(), places=draft.places,
            )  # fmt: skip
            self._write(make, partial(self._on_activity, draft))
        elif draft.place and draft.place_id is None:
            make = partial(activities.make_place, name=draft.place)
            self._write(make, partial(self._on_place, draft))
        else:
            make = partial(
                activities.make_session, activity_id=draft.activity_id, on=draft.on,
                starts=draft.starts, ends=draft.ends, places=draft.places,
                place_id=draft.place_id, leader_id=draft.leader_id, note=draft.note,
            )  # fmt: skip
            self._write(make, partial(self._on_session, draft))

    def _write(self, make: Callable[..., Made], then: Callable[[Made], None]) -> None:
        self._desk.write(
            make, then, owner=self, refused=self._on_refused, lost=self._on_lost
        )  # fmt: skip

    def _on_activity(self, draft: Draft, made: Made) -> None:
        self.form.know_activity(made.id, draft)
        self._go_on(replace(draft, activity_id=made.id))

    def _on_place(self, draft: Draft, made: Made) -> None:
        self.form.know_place(made.id, draft)
        self._go_on(replace(draft, place_id=made.id))

    def _on_session(self, draft: Draft, made: Made) -> None:
        self.made.emit(made.id, draft.on, draft.named(self._today))
        self.accept()

    def _on_refused(self, refusal: Refused) -> None:
        self._busy = False
        self._tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        # Only this step's own end counts: others may fail while it still waits and is then done.
        self._busy = False
        self._tell("caution", sentence)
