"""The options inside a session: rows to add and to remove, each with a limit."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label


class OptionRow(QWidget):
    """An option's name, its limit, and a way to remove it.

    Signals: edited(), gone()
    """

    edited = Signal()
    gone = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.name, self.limit = Box(), Box()
        self.name.setObjectName(f"option{number}")
        self.name.setAccessibleName(self.tr("Option {0}").format(number + 1))
        self.name.setPlaceholderText(self.tr("Such as ride home"))
        self.limit.setObjectName(f"limit{number}")
        self.limit.setAccessibleName(self.tr("Limit of option {0}").format(number + 1))
        self.limit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.limit.setFixedWidth(current().px(64))
        remove = PlainButton("", icon="x", kind="bar")
        remove.setAccessibleName(self.tr("Remove option {0}").format(number + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self.name, 1), (self.limit, 0), (remove, 0)):
            row.addWidget(widget, stretch)
        self.name.textChanged.connect(self.edited)
        self.limit.textChanged.connect(self.edited)
        remove.clicked.connect(self.gone)


class OptionsInput(QWidget):
    """What can be chosen inside a session, each with a limit of its own.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OptionRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = PlainButton(self.tr("Add an option"), icon="plus", kind="quiet")
        self.add.setObjectName("add_option")
        self.add.clicked.connect(self._on_add)
        self._wrong = Label("", "control", "refuse", wrap=True)
        self._wrong.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self._wrong)
        column.addLayout(foot)

    def value(self) -> tuple[tuple[str, str], ...]:
        return tuple((row.name.text(), row.limit.text()) for row in self.rows)

    def put(self, value: Any) -> None:
        if value == self.value():
            return
        while len(self.rows) > len(value):
            self._drop(self.rows[-1])
        while len(self.rows) < len(value):
            self._more()
        for row, (name, limit) in zip(self.rows, value, strict=True):
            row.name.setText(name)
            row.limit.setText(limit)

    def refuse(self, sentence: str) -> None:
        """Say below the options what is wrong with one of them."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def take_focus(self) -> None:
        where = self.rows[-1].limit if self.rows else self.add
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more(self) -> OptionRow:
        row = OptionRow(len(self.rows))
        self.rows.append(row)
        self._rows.addWidget(row)
        row.edited.connect(self._on_edited)
        row.gone.connect(self._on_gone)
        return row

    def _drop(self, row: OptionRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _on_edited(self) -> None:
        self.refuse("")
        self.edited.emit()

    @Slot()
    def _on_add(self) -> None:
        self._more().name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    @Slot()
    def _on_gone(self) -> None:
        row = self.sender()
        if isinstance(row, OptionRow):
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(row)
            self._on_edited()
