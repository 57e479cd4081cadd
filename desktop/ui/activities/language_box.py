"""What is written in one language: what the activity is called there, and what people read."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.rules.languages import ENGLISH, language
from desktop.ui.look import current
from desktop.ui.widgets.field import Box


class TextBox(QPlainTextEdit):
    """What people read in one language. Tab leaves it; Enter begins a line."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        spoken = language(code)
        self.setObjectName(f"text_{code}")
        self.setAccessibleName(self.tr("What people read in {0}").format(spoken.name))
        self.setTabChangesFocus(True)
        if spoken.right_to_left:
            option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            self.document().setDefaultTextOption(option)
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()
        super().showEvent(event)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font("body"))
        self.setMinimumHeight(3 * look.line("body") + look.px(18))


class LanguageBox(QWidget):
    """A box for the title and one for the text; English has its title at the head of the form.

    Signals:
        edited: something was written.
    """

    edited = Signal()

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken = language(code)
        self.text, self.title = TextBox(code), Box()
        self.title.setObjectName(f"title_{code}")
        self.title.setAccessibleName(self.tr("What it is called in {0}").format(spoken.name))
        self.title.setPlaceholderText(self.tr("Its name in {0}").format(spoken.name))
        if spoken.right_to_left:
            self.title.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        self.title.setVisible(code != ENGLISH)
        self.title.textChanged.connect(self.edited)
        self.text.textChanged.connect(self.edited)

    def written(self) -> tuple[str, str]:
        """Return the title and the text as they will be kept."""
        return self.title.text().strip(), self.text.toPlainText().strip()

    def put(self, title: str, text: str) -> None:
        """Show a title and a text, where others stand."""
        if self.title.text() != title:
            self.title.setText(title)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
