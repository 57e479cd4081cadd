"""A list without a frame, for a pane, which decides how its rows look and what its keys do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListView, QWidget


class PlainList(QListView):
    """Scrolls smoothly, never sideways; letters do not jump about in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys of the pane."""
