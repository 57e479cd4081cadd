"""Wrap-up: how a session went, in thirty seconds; every box may stay empty."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.data import calls, signups, to_buy, wrap_ups
from desktop.data.changes import Changes, Topic
from desktop.data.registers import RegisterLine
from desktop.data.wrap_ups import WrapUp
from desktop.rules.handovers import about_whom, may_read
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.signups.heads_dialog import MORE
from desktop.ui.signups.wrap_up_parts import (
    AskMark,
    Calls,
    Head,
    Number,
    Shopping,
    Typed,
    column_of_half,
    half,
)
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Labelled
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.note_box import NoteBox
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.stitch_line import StitchLine

WIDE, HIGH, STACKED = 1000, 640, 820
MARKS = {"a": "arrived", "x": "missed"}
_TOPICS = frozenset({Topic.SIGNUPS, Topic.TELLING})


class WrapUpDialog(QDialog):
    """Counts, marks, lists and calls are saved at once; the words with the green button.

    Signals:
        wrapped_up: it is done (str, what to say).
        worried: somebody is worried about someone.
        put_off: it is left for later (Typed, what was typed).
    """

    wrapped_up = Signal(str)
    worried = Signal()
    put_off = Signal(object)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], found: WrapUp,
        lines: Sequence[RegisterLine], typed: Typed, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Wrap up"))
        self.setObjectName("wrap_up")
        self._desk, self._clock, self._found = desk, clock, found
        self._lines, self._was, self._busy = lines, found.lovely, False
        self._ran_out = [found.ran_out_of] if found.ran_out_of else []

        self._make_parts(typed)
        self._lay_out(parent)
        self._show(found)
        self._connect()
        self._fit()
        self._ring = FocusOverlay(self)
        (self.ask.came if found.unmarked else self.shopping.ran_out.box).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().casefold()
        if text in MORE:
            self._count(MORE[text])
        elif text in MARKS and self._found.unmarked:
            self.ask.mark(MARKS[text])
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave it for later; what was typed is kept until then."""
        ran_out = self.shopping.ran_out.text()
        self.put_off.emit(Typed(self.lovely.toPlainText(), self.note.toPlainText(), ran_out))
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _make_parts(self, typed: Typed) -> None:
        self.came = Number(self.tr("came"))
        self.nameless = Number(self.tr("gave no name"))
        self.more, self.fewer = PlainButton("", icon="plus"), PlainButton("", icon="minus")
        self.more.setAccessibleName(self.tr("One more without a name"))
        self.fewer.setAccessibleName(self.tr("One fewer without a name"))
        self.nameless.beside.addWidget(self.more)
        self.nameless.beside.addWidget(self.fewer)
        self.nameless.beside.addStretch(1)
        self.ask, self.shopping = AskMark(), Shopping()
        self.shopping.ran_out.set_text(typed.ran_out)
        self.lovely, self.note = NoteBox(), NoteBox()
        self.lovely.setObjectName("lovely")
        self.note.setObjectName("note")
        self.lovely.setPlainText(typed.lovely or self._found.lovely)
        self.note.setPlainText(typed.note)
        self.calls = Calls(self._lines)
        self._may_read = Label("", "small", "ink2", wrap=True)
        words = self.tr("Worried about someone?")
        self.worry = PlainButton(words, icon="hand-heart", key="Alt+W")
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.later = PlainButton(self.tr("Later"), key="Esc")
        wrap_up = self.tr("Wrap up {0}").format(self._found.session.title)
        self.act = PlainButton(wrap_up, icon="check", key="Ctrl+Enter", kind="main")

    def _connect(self) -> None:
        self.more.clicked.connect(partial(self._count, 1))
        self.fewer.clicked.connect(partial(self._count, -1))
        self.ask.marked.connect(self._on_marked)
        self.shopping.added.connect(self._on_added)
        self.shopping.ticked.connect(self._on_ticked)
        self.calls.wanted.connect(self._on_call)
        self.note.textChanged.connect(self._say_may_read)
        self.worry.clicked.connect(self.worried)
        self.later.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_act)
        QShortcut(QKeySequence("Alt+W"), self).activated.connect(self.worried)
        for button in (self.more, self.fewer, self.ask.came, self.ask.missed, self.worry,
                       self.later, self.act):  # fmt: skip
            button.setAutoDefault(False)  # Enter alone is for the box it is pressed in
        self._desk.changed.connect(self._on_changed)

    def _lay_out(self, parent: QWidget) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(self._left(), 1)
        self._halves.addWidget(self._right(), 1)
        inside = QWidget()
        inside.setLayout(self._halves)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addWidget(Label(self.tr("Every box may stay empty."), "text", "ink2", wrap=True), 1)
        foot.addWidget(self.later)
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self.notice)
        column.addLayout(foot)
        look = current()
        room = parent.size()
        self.resize(min(look.px(WIDE), room.width() - 40), min(look.px(HIGH), room.height() - 40))

    def _left(self) -> QWidget:
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        numbers.addWidget(self.came, 1)
        numbers.addWidget(self.nameless, 1)
        column = column_of_half()
        column.addWidget(Head(self._found.session, self._clock().date()))
        column.addLayout(numbers)
        column.addWidget(self.ask)
        column.addWidget(self.shopping)
        column.addStretch(1)
        return half(column, "card")

    def _right(self) -> QWidget:
        no_name, gone = self.tr("nobody's name is needed"), self.tr("gone after 7 days")
        column = column_of_half()
        column.addWidget(Labelled(self.tr("A lovely moment"), self.lovely, hint=no_name))
        column.addWidget(self.calls)
        column.addWidget(Labelled(self.tr("For a colleague"), self.note, hint=gone))
        column.addWidget(self._may_read)
        column.addWidget(StitchLine())
        column.addWidget(self.worry)
        nothing = self.tr("Nothing is written there but whom you told, and when.")
        says = " ".join(self._found.worried.split())
        column.addWidget(Label(f"{says} {nothing}".strip(), "small", "ink2", wrap=True))
        column.addStretch(1)
        return half(column, "pane")

    def _fit(self) -> None:
        stacked = self.width() < current().px(STACKED)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def _show(self, found: WrapUp) -> None:
        self._found = found
        parts = self.tr("{0} booked, {1} walked in").format(found.booked_came, found.walked_in)
        self.came.show_number(str(found.booked_came + found.walked_in), parts)
        self.nameless.show_number(f"+{found.nameless}")
        self.ask.show_unmarked(found.unmarked)
        self.shopping.show_lines(found.to_buy, self._clock().date())
        self.calls.show_calls(found.calls)
        self._say_may_read()

    @Slot()
    def _say_may_read(self) -> None:
        person_id = self._about()
        name = next((e.called for e in self._lines if e.person_id == person_id), "")
        self._may_read.setText(may_read(name))

    def _about(self) -> int | None:
        names = [(line.person_id, line.name) for line in self._lines]
        return about_whom(self.note.toPlainText(), names)

    def _count(self, by: int) -> None:
        self._do(partial(wrap_ups.head_count, session_id=self._found.session.id, by=by))

    @Slot(int, str)
    def _on_marked(self, booking_id: int, as_: str) -> None:
        self._do(partial(signups.mark, booking_id=booking_id, as_=as_))

    @Slot(str)
    def _on_added(self, what: str) -> None:
        self._ran_out.append(what)
        self._do(partial(to_buy.add, what=what, session_id=self._found.session.id))

    @Slot(int, bool)
    def _on_ticked(self, to_buy_id: int, bought: bool) -> None:
        self._do(partial(to_buy.tick, to_buy_id=to_buy_id, bought=bought))

    @Slot(int, str)
    def _on_call(self, person_id: int, about: str) -> None:
        session_id = self._found.session.id
        step = partial(calls.needs_a_call, person_id=person_id, about=about)
        self._do(partial(step, session_id=session_id))

    @Slot()
    def _on_act(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.calls.take()
        self.shopping.take()
        step = partial(
            wrap_ups.save, session_id=self._found.session.id, ran_out_of=", ".join(self._ran_out),
            lovely=self.lovely.toPlainText(), was=self._was, note=self.note.toPlainText(),
            about=self._about(),
        )  # fmt: skip
        self._desk.write(step, self._on_done, owner=self, refused=self._on_no, lost=self._on_lost)

    def _on_done(self, _nothing: None) -> None:
        self.wrapped_up.emit(self.tr("Wrapped up {0}.").format(self._found.session.title))
        self.accept()

    def _do(self, step: Callable[[Any], Any]) -> None:
        self.notice.hide()
        self._desk.write(step, owner=self, refused=self._on_no, lost=self._on_lost)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes & _TOPICS:
            read = partial(wrap_ups.wrap_up, session_id=self._found.session.id)
            self._desk.read(read, self._show, owner=self, latest="wrap up", refused=self._on_no)

    def _on_no(self, no: Refused) -> None:
        self._tell("refuse", no.sentence)

    def _on_lost(self, sentence: str) -> None:
        self._tell("caution", sentence)

    def _tell(self, kind: str, sentence: str) -> None:
        self._busy = False
        self.notice.show_sentence(kind, sentence)
        self.notice.show()
