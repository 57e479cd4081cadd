"""A page of Settings: a heading, one line about it, and what is decided on it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane


class SettingsPage(Pane):
    """Forms below a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(32, 20, 32, 24)
        self.body.setSpacing(14)

    def call(self, title: str, about: str) -> None:
        """Put the heading and the line about it on top."""
        self.setAccessibleName(title)
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(Label(about, "body", "ink2", wrap=True))
        self.body.addSpacing(4)


def refresh(field: Field, before: str, now: str) -> None:
    """Show what is in the records now, unless somebody has begun to type something else."""
    if field.text() == before:
        field.set_text(now)
        field.box.setCursorPosition(0)
    if field.text().strip() == now:
        field.accept()
