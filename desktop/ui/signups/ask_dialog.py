"""A small dialog that asks for one line of words, and stays while the answer is a no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.small_dialog import SmallDialog


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


class AskDialog(SmallDialog):
    """Asks a question; Enter makes a step of the answer.

    Signals:
        done_with: it is written down (str, a sentence).
    """

    done_with = Signal(str)

    def __init__(
        self, desk: Desk, asked: Question, step: Callable[[str], Any], parent: QWidget
    ) -> None:
        super().__init__(asked.title, "ask", parent)
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
        self.main.clicked.connect(self._on_main)
        self.stand(
            asked.title, asked.explained, [self.answer], self.cancel, self.main, wide=500
        )  # fmt: skip

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
