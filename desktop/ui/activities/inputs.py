"""The inputs of the editor: each holds what was typed for one name of a draft."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check, Choice
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.label import Label


class Input(Protocol):
    """What every input has: its value, a way to put one, and a place for what is wrong."""

    edited: Any

    def value(self) -> Any: ...

    def put(self, value: Any) -> None: ...

    def refuse(self, sentence: str) -> None: ...

    def take_focus(self) -> None: ...


class LineInput(Field):
    """One line of text.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self, name: str, label: str, *, hint: str = "", icon: str = "") -> None:
        super().__init__(label, hint=hint, icon=icon)
        self.box.setObjectName(name)
        self.box.textChanged.connect(self._on_changed)

    def value(self) -> str:
        return self.text()

    def put(self, value: Any) -> None:
        if value != self.text():
            self.set_text(value)
            self.box.setCursorPosition(0)

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_changed(self) -> None:
        self.accept()
        self.edited.emit()


class ListInput(Labelled):
    """One of several from a list that opens; a button beside the label may lead further.

    Signals:
        edited: another was chosen.
        more: the button was pressed.
    """

    edited = Signal()
    more = Signal()

    def __init__(
        self, name: str, label: str, *, icon: str = "", more: str = "", hint: str = ""
    ) -> None:
        self.combo = StillCombo(icon)
        self._unknown: dict[Any, str] = {}
        super().__init__(label, self.combo, hint=hint)
        self.combo.setObjectName(name)
        self.combo.currentIndexChanged.connect(self._on_changed)
        if more:
            button = PlainButton("", icon="pencil-simple", kind="bar")
            button.setObjectName(f"more_{name}")
            button.setAccessibleName(more)
            button.setToolTip(more)
            button.setFixedHeight(current().line("control"))
            button.clicked.connect(self.more)
            self.add_to_head(button)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these, each with its words; what is chosen stays."""
        chosen = self.value()
        self.combo.blockSignals(True)
        self.combo.clear()
        for value, words in choices:
            self.combo.addItem(words, value)
        for value, words in self._unknown.items():
            self._know(value, words)
        self.combo.setCurrentIndex(self._place(chosen))
        self.combo.blockSignals(False)

    def value(self) -> Any:
        return self.combo.currentData()

    def put(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._place(value))

    def knows(self, value: Any) -> bool:
        """Whether this is in the list."""
        return self._place(value) >= 0

    def say_unknown(self, value: Any, words: str) -> None:
        """Offer one more that is not in the list, so that it is not lost."""
        self._unknown[value] = words
        self._know(value, words)

    def take_focus(self) -> None:
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, value: Any, words: str) -> None:
        if self._place(value) < 0:
            self.combo.addItem(words, value)

    def _place(self, value: Any) -> int:
        # Qt compares Python's own values by identity.
        places = (n for n in range(self.combo.count()) if self.combo.itemData(n) == value)
        return next(places, -1)

    @Slot()
    def _on_changed(self) -> None:
        self.accept()
        self.edited.emit()


class TickInput(Check):
    """A yes or no with its words beside it.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.setObjectName(name)
        self.toggled.connect(self.edited)

    def value(self) -> bool:
        return self.isChecked()

    def put(self, value: Any) -> None:
        self.setChecked(bool(value))

    def refuse(self, sentence: str) -> None:
        """Do nothing: a tick is never wrong."""

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class SeenInput(QWidget):
    """Three ways to be seen, each with a line that says where.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self, ways: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._choices: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for key, words, second in ways:
            choice = Choice(words)
            choice.setObjectName(f"sees_{key.replace(' ', '_')}")
            choice.setAccessibleDescription(second)
            choice.toggled.connect(self._on_toggled)
            said = QHBoxLayout()
            said.setContentsMargins(32, 0, 0, 6)
            said.addWidget(Label(second, "small", "ink2", wrap=True))
            column.addWidget(choice)
            column.addLayout(said)
            self._choices[key] = choice

    def value(self) -> str:
        return next((key for key, each in self._choices.items() if each.isChecked()), "everybody")

    def put(self, value: Any) -> None:
        self._choices.get(value, self._choices["everybody"]).setChecked(True)

    def refuse(self, sentence: str) -> None:
        """Do nothing: a choice is never wrong."""

    def take_focus(self) -> None:
        self._choices[self.value()].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if on:
            self.edited.emit()
