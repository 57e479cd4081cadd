"""What each column of a file is: known once, remembered, and left out unless somebody wants it."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.guessing import Column
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol


class ColumnsForm(QWidget):
    """A row for each column, with what it can be: `words` by field, "" for one to be left out.

    With `fewest` only what is known or asked for is shown, and the others wait behind a button.
    Only fields that are `joined` may be several columns at once.

    Signals:
        changed: a column is something else now.
    """

    changed = Signal()

    def __init__(
        self, words: Mapping[str, str], joined: Collection[str], *, fewest: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._words, self._joined, self._fewest = words, joined, fewest
        self.choices: list[StillCombo] = []
        self._rows: list[QWidget] = []
        self.more = PlainButton("", kind="quiet", icon="caret-down")
        self.more.setObjectName("more_columns")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_all)
        self.fewest = Label("", "small", "ink2", wrap=True)

        heading = QHBoxLayout()
        heading.addWidget(Label(self.tr("Your columns"), "heading"), 1)
        heading.addWidget(Label(self.tr("remembered for next time"), "small", "ink2"))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(heading)
        column.addLayout(self._column)
        column.addWidget(self.fewest)
        column.addWidget(self.more)
        column.addStretch(1)
        self.more.hide()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show what the columns of a file are."""
        for each in columns:
            choice = self._choice(each)
            row = _row(each, choice)
            self._column.addWidget(row)
            row.setVisible(bool(each.field) or each.recognised or not self._fewest)
            self.choices.append(choice)
            self._rows.append(row)
        hidden = sum(row.isHidden() for row in self._rows)
        one = self.tr("The fewest columns are best. 1 more in this file is left out.")
        several = self.tr("The fewest columns are best. {0} more in this file are left out.")
        none = self.tr("The fewest columns are best.")
        said = one if hidden == 1 else several.format(hidden) if hidden else none
        self.fewest.setText(said)
        self.fewest.setVisible(self._fewest)
        self.more.setVisible(hidden > 0)
        self.more.set_words(self.tr("Show the others"))

    def fields(self) -> tuple[str, ...]:
        """Say what each column is, in their order; "" is left out."""
        return tuple(each.currentData() for each in self.choices)

    def twice(self) -> str:
        """Name a field that two columns are said to be, though it can be only one; "" for none."""
        fields = [each for each in self.fields() if each and each not in self._joined]
        again = next((each for each in fields if fields.count(each) > 1), "")
        return self._words[again] if again else ""

    def take_focus(self) -> None:
        """Give the keyboard to the first column."""
        if self.choices:
            self.choices[0].setFocus()

    def _choice(self, column: Column) -> StillCombo:
        choice = StillCombo("check" if column.field else "minus")
        choice.setAccessibleName(self.tr("{0} is").format(column.header))
        choice.setObjectName(f"column_{column.place}")
        choice.addItem(self.tr("Leave out"), "")
        for field, words in self._words.items():
            choice.addItem(words, field)
        choice.setCurrentIndex(max(0, choice.findData(column.field)))
        choice.currentIndexChanged.connect(self._on_changed)
        return choice

    @Slot()
    def _on_changed(self) -> None:
        choice = self.sender()
        if isinstance(choice, StillCombo):
            choice.set_symbol("check" if choice.currentData() else "minus")
        self.changed.emit()

    @Slot()
    def _show_all(self) -> None:
        hidden = [row for row in self._rows if row.isHidden()]
        for row in hidden:
            row.show()
        self.more.hide()
        if hidden:
            self.choices[self._rows.index(hidden[0])].setFocus()


def _row(column: Column, choice: StillCombo) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 5, 0, 5)
    grid.setVerticalSpacing(0)
    grid.setHorizontalSpacing(12)
    grid.addWidget(Label(column.header, "small_strong", wrap=True), 0, 0)
    grid.addWidget(Label(column.sample[:40], "small", "ink2", wrap=True), 1, 0)
    grid.addWidget(Symbol("arrow-right", size=16), 0, 1, 2, 1)
    grid.addWidget(choice, 0, 2, 2, 1)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(2, 4)
    return row
