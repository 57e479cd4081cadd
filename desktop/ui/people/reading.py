"""Somebody's next dates, large, to be read to them over the telephone."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.page_dialog import PageDialog
from desktop.ui.people.breaking import breakable
from desktop.ui.widgets.label import Label


class ReadingDialog(PageDialog):
    """Sentences one under the other; its green button copies them."""

    wide, high = 720, 520

    def __init__(self, desk: Desk, sentences: Sequence[str], parent: QWidget) -> None:
        foot = self.tr("Check that it is them before you read this.")
        super().__init__(desk, self.tr("Your next dates"), "reading", foot, parent)
        self.sentences = tuple(sentences)
        self.leave.set_words(self.tr("Close"))
        self.act.set_words(self.tr("Copy"))
        column = QVBoxLayout(self.page)
        column.setContentsMargins(22, 4, 22, 12)
        column.setSpacing(12)
        for place, each in enumerate(self.sentences):
            role = "second" if place == 0 else "lead"
            column.addWidget(Label(breakable(each), role, wrap=True))
        column.addStretch(1)
        self.setAccessibleDescription(" ".join(self.sentences))
        self.leave.setFocus()

    def go(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.sentences))
        self.tell("good", self.tr("Copied. Paste it where you write to them."))
