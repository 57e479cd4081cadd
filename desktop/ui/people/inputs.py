"""The inputs of the person form: each holds one fact, and complains only once it is left."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.people import checks
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.note_box import NoteBox
from desktop.ui.widgets.segments import Segments

Today = Callable[[], date]


class Input(QWidget):
    """One fact of a person.

    Signals:
        left: it has been left, or Enter was pressed in it.
        edited: something in it changed.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)

    def fact(self) -> Any:
        """Return the fact as `PersonFacts` has it."""
        raise NotImplementedError

    def put(self, fact: Any) -> None:
        """Show a fact from the records."""
        raise NotImplementedError

    def raw(self) -> Hashable:
        """Return what stands here, to see whether anything was typed."""
        return self.fact()  # type: ignore[no-any-return]

    def complain(self) -> str:
        """Say under the input what is wrong, and return it; "" when nothing is."""
        return ""

    def take_focus(self) -> None:
        """Give the keyboard to it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class TextInput(Input):
    """A box for one line. What it makes of numbers and dates stands below while they are typed."""

    def __init__(
        self, name: str, label: str, today: Today, *, hint: str = "", example: str = "",
        icon: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self.name, self._today, self._example = name, today, example
        self.field = Field(label, hint=hint, icon=icon)
        self.field.box.setObjectName(name)
        # Fixed, as it comes, it would keep room for lines that the sentence does not need.
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column.addWidget(self.field)
        self._says: Label | None = None
        if name == "born" or checks.kind(name) in checks.NUMBERS:
            self._says = Label(example, "small", "ink3")
            self.column.addWidget(self._says)
        self.column.addStretch(1)
        self.setFocusProxy(self.field.box)
        self.field.changed.connect(self._on_changed)
        self.field.box.editingFinished.connect(self._on_left)

    def text(self) -> str:
        """Return what stands in the box."""
        return self.field.text()

    def fact(self) -> Any:
        if self.name == "born":
            return checks.born_of(self.text(), self._today())
        return self.text()

    def put(self, fact: Any) -> None:
        self.field.set_text(checks.shown(self.name, fact))
        self.field.box.setCursorPosition(0)

    def raw(self) -> Hashable:
        return self.text()

    def complain(self) -> str:
        self._say(checks.complaint(self.name, self.text(), self._today()))
        return self.field.sentence()

    def _say(self, sentence: str) -> None:
        self.field.refuse(sentence)
        if self._says:
            self._says.setVisible(not sentence)

    @Slot()
    def _on_changed(self) -> None:
        if self.field.sentence():  # said already: it goes as soon as it is put right
            self.complain()
        if self._says:
            said = checks.understood(self.name, self.text(), self._today())
            self._says.setText(said or self._example)
            self._says.set_colour("good" if said else "ink3")
        self.edited.emit()

    @Slot()
    def _on_left(self) -> None:
        if not self.complain() and self._says:
            better = checks.tidy(self.name, self.text(), self._today())
            if better and better != self.text():
                self.field.set_text(better)
        self.left.emit()


class NoteInput(Input):
    """A note in a few lines."""

    def __init__(self, name: str, label: str, today: Today, *, hint: str = "") -> None:
        super().__init__()
        self._name, self._today = name, today
        self.box = NoteBox()
        self.box.setObjectName(name)
        self._field = Labelled(label, self.box, hint=hint)
        self.column.addWidget(self._field)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self.edited)
        self.box.left.connect(self._on_left)

    def fact(self) -> str:
        return self.box.toPlainText()

    def put(self, fact: Any) -> None:
        self.box.setPlainText(fact)

    def complain(self) -> str:
        self._field.refuse(checks.complaint(self._name, self.fact(), self._today()))
        return self._field.sentence()

    @Slot()
    def _on_left(self) -> None:
        self.complain()
        self.left.emit()


class ListInput(Input):
    """One of several, from a list that opens."""

    def __init__(self, name: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.combo = StillCombo()
        self.combo.setObjectName(name)
        for key, words in choices:
            self.combo.addItem(words, key)
        self.column.addWidget(Labelled(label, self.combo))
        self.column.addStretch(1)
        self.setFocusProxy(self.combo)
        self.combo.currentIndexChanged.connect(self.edited)

    def fact(self) -> str:
        return str(self.combo.currentData())

    def put(self, fact: Any) -> None:
        if self.combo.findData(fact) < 0:  # a word of a later version must not be lost
            self.combo.addItem(fact, fact)
        self.combo.setCurrentIndex(self.combo.findData(fact))


class PickInput(Input):
    """One of two or three, side by side."""

    def __init__(self, name: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.segments = Segments(label, choices)
        self.segments.setObjectName(name)
        self._label = Label(label, "control")
        row = QHBoxLayout()
        row.addWidget(self.segments)
        row.addStretch(1)
        self.column.addWidget(self._label)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.segments.chosen.connect(self.edited)

    def fact(self) -> str:
        return self.segments.choice()

    def put(self, fact: Any) -> None:
        self.segments.choose(fact)

    def take_focus(self) -> None:
        for each in self.segments.findChildren(QRadioButton):
            if each.isChecked():
                each.setFocus(Qt.FocusReason.OtherFocusReason)


class TickInput(Input):
    """A yes or no with its words beside it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.check = Check(words)
        self.check.setObjectName(name)
        self.column.addWidget(Label("", "control"))  # level with the boxes beside it
        self.column.addWidget(self.check)
        self.column.addStretch(1)
        self.setFocusProxy(self.check)
        self.check.toggled.connect(self.edited)

    def fact(self) -> bool:
        return self.check.isChecked()

    def put(self, fact: Any) -> None:
        self.check.setChecked(bool(fact))


class Side(QWidget):
    """A short input before a long one, in the room of one."""

    def __init__(self, short: Input, long: Input) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(short, 1)
        row.addWidget(long, 3)
