"""A label, a box to type in, and under it a line for what is wrong."""

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import draw_icon
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol


class Box(QLineEdit):
    """A box for one line, with an optional symbol in front."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()  # Qt puts back the font of an earlier look when it first polishes a widget
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            look, size = current(), current().px(18)
            ink = look.color("ink2" if self.isEnabled() else "ink3")
            corner = QPointF(look.px(11), (self.height() - size) / 2)
            draw_icon(QPainter(self), corner, self._icon, "bold", ink, size)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font("body"))
        self.setMinimumHeight(look.size("field"))
        self.setTextMargins(look.px(27) if self._icon else 0, 0, 0, 0)


class Wrong(QWidget):
    """The red line under a control; it is there only while something is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", "control", "refuse", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(Symbol("x-circle", "fill", "refuse", 18))
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" says that nothing is."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


class Labelled(QWidget):
    """A control under its label. What is wrong stands below it in words, with a red edge."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._control, self._hint = control, hint
        self._sentence = ""
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)

        self._title, self._said = Label(label, "control"), Label(hint, "small", "ink3")
        self._title.setBuddy(control)
        self._head = head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(self._title)
        head.addWidget(self._said, 1)

        self._wrong = Wrong()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(control)
        column.addWidget(self._wrong)
        column.addStretch(1)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something small at the end of the label's line."""
        self._head.addWidget(widget)

    def say(self, label: str, hint: str = "") -> None:
        """Call the control something else, or give another hint."""
        self._hint = hint
        self._title.setText(label)
        self._said.setText(hint)
        self._control.setAccessibleName(label)
        self._control.setAccessibleDescription(self._sentence or hint)

    def refuse(self, sentence: str) -> None:
        """Say under the control what is wrong with it; "" takes it back."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self._wrong.say(sentence)
        self._control.setAccessibleDescription(sentence or self._hint)
        self._control.setProperty("refused", bool(sentence))
        self._control.style().unpolish(self._control)
        self._control.style().polish(self._control)
        self._control.update()

    def accept(self) -> None:
        """Take back what was said to be wrong."""
        self.refuse("")

    def sentence(self) -> str:
        """Return what is said to be wrong, or ""."""
        return self._sentence


class Field(Labelled):
    """A label and a box for one line.

    Signals: changed(text), also while typing
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        icon: str = "",
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.box = Box(icon)
        super().__init__(label, self.box, hint=hint, parent=parent)
        self.box.setText(text)
        self.box.textChanged.connect(self.changed)

    def text(self) -> str:
        """Return what stands in the box."""
        return self.box.text()

    def set_text(self, text: str) -> None:
        """Put something into the box."""
        self.box.setText(text)
