"""How many lines were read, and what becomes of them: six figures side by side."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.patient_lines import Counts
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.label import Label


class Figures(QWidget):
    """Six figures, each with its word below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = (
            (self.tr("read"), "plain"), (self.tr("new"), "good"), (self.tr("changed"), "info"),
            (self.tr("the same"), "plain"), (self.tr("rejected"), "off"),
            (self.tr("gone from the list"), "need"),
        )  # fmt: skip
        self._numbers = [Label("–", "title") for _kind in kinds]
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(26)
        for number, (words, kind) in zip(self._numbers, kinds, strict=True):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(number)
            column.addWidget(Chip(words, kind, ""))
            row.addLayout(column)
        row.addStretch(1)

    def show_counts(self, counts: Counts | None) -> None:
        """Show the figures; None while they are not known."""
        shown: list[str] = ["–"] * len(self._numbers)
        if counts:
            numbers = (counts.read, counts.new, counts.changed, counts.same, counts.rejected,
                       counts.gone)  # fmt: skip
            shown = [f"{each:,}" for each in numbers]
        for label, text in zip(self._numbers, shown, strict=True):
            label.setText(text)
