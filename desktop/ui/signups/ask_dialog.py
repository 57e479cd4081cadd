"""A small dialog that asks for one line of words, and stays while the answer is a no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the words round it; `done` is said once it is written down."""

    title: str
    label: str
    main: str
    done: str
    name: str
    explained: str = ""
    text: str = ""
    icon: str = "note-pencil"
    names: Sequence[str] = ()


class AskDialog(QDialog):
    """Asks a question; Enter makes a step of the answer.

    Signals:
        done_with: it is written down (str, a sentence).
    """

    done_with = Signal(str)

    def __init__(
        self, desk: Desk, asked: Question, step: Callable[[str], Any], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(asked.title)
        self.setObjectName("ask")
        self._desk, self._asked, self._step = desk, asked, step

        self.answer = Field(asked.label, icon=asked.icon, text=asked.text)
        self.answer.box.setObjectName(asked.name)
        if asked.names:
            completer = QCompleter(list(asked.names), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.answer.box.setCompleter(completer)
        self.cancel = PlainButton(self.tr("Leave it"), key="Esc")
        self.main = PlainButton(asked.main, icon="check", key="Enter", kind="main")
        self.main.setDefault(True)
        self._lay_out()

        self.main.clicked.connect(self._on_main)
        self.cancel.clicked.connect(self.reject)
        self.answer.setFocus()
        self._ring = FocusOverlay(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.main.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(2)
        body.addWidget(Label(self._asked.title, "strong", wrap=True))
        if self._asked.explained:
            body.addWidget(Label(self._asked.explained, "text", "ink2", wrap=True))
        body.addSpacing(12)
        body.addWidget(self.answer)
        self.answer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(500))

    @Slot()
    def _on_main(self) -> None:
        step = self._step(self.answer.text().strip())
        self._desk.write(
            step, partial(self._on_written), owner=self, refused=self._on_refused,
            lost=self.answer.refuse,
        )  # fmt: skip

    def _on_written(self, _made: object) -> None:
        self.done_with.emit(self._asked.done)
        self.accept()

    @Slot(object)
    def _on_refused(self, no: Refused) -> None:
        self.answer.refuse(no.sentence)
