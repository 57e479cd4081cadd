"""Plain words in one of the look's fonts and colours."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.look import current


class Label(QLabel):
    """Words that follow the theme and the text size; never read as markup."""

    def __init__(
        self,
        text: str = "",
        role: str = "text",
        colour: str = "ink",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._colour = role, colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()

    def set_colour(self, colour: str) -> None:
        """Show the words in another of the look's colours."""
        self._colour = colour
        self._dress()

    def set_role(self, role: str) -> None:
        """Show the words in another of the look's fonts."""
        self._role = role
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()  # Qt puts back the font of an earlier look when it first polishes a widget
        super().showEvent(event)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._colour))
        self.setPalette(palette)
