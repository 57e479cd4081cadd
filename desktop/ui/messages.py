"""What the desk is told: a bar beside the work for one sentence, a banner for the connection."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import stitch
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.symbol import Symbol

LINGER_MS = 8000
NARROW = 420
STAYS = ("caution", "refuse")


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence, its kind, and what may be done about it."""

    kind: str
    sentence: str
    action_label: str = ""
    action_key: str = ""
    on_action: Callable[[], None] | None = None
    about: object = None

    def is_answered_by(self, later: "Message") -> bool:
        """Whether there is nothing left to be done about this once the later one is said."""
        if self.kind not in STAYS or self.sentence == later.sentence:
            return True
        again = later.kind in STAYS and later.about == self.about
        return self.about is not None and (later.kind == "good" or again)


class MessageBar(QWidget):
    """One sentence at a time, newest first. It is read aloud and never takes the focus.

    Good news and information go by themselves; cautions and refusals stay until dealt with,
    and come back from under a newer message. What is `about` something was the answer to a
    wish: the next success answers it, or the next refusal about the same thing.

    Signals: dealt_with(sentence)
    """

    dealt_with = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, linger_ms: int = LINGER_MS) -> None:
        super().__init__(parent)
        self._waiting: list[Message] = []
        self._aside = False
        self._notice = Notice()
        self._more = Label("", "text", "ink2")
        self._action = PlainButton("", kind="bar")
        self._action.clicked.connect(self._on_action)
        self._timer = QTimer(self, singleShot=True, interval=linger_ms)
        self._timer.timeout.connect(self._on_time_up)

        self._close = PlainButton("", icon="x", key="Esc", kind="bar")
        self._close.clicked.connect(self.dismiss)
        for widget in (self._more, self._action, self._close):
            self._notice.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(
        self,
        kind: str,
        sentence: str,
        action_label: str | None = None,
        action_key: str | None = None,
        on_action: Callable[[], None] | None = None,
        about: object = None,
    ) -> None:
        """Show a sentence of kind "good", "info", "caution" or "refuse" and read it aloud."""
        label, key = action_label or "", action_key or ""
        message = Message(kind, sentence, label, key, on_action, about)
        self._waiting = [old for old in self._waiting if not old.is_answered_by(message)]
        self._waiting.append(message)
        self._aside = False
        self._show_newest()
        _read_aloud(self, sentence, at_once=kind in STAYS)

    def sentence(self) -> str:
        """Return what is shown now, or ""."""
        return self._waiting[-1].sentence if self._waiting else ""

    def stays(self) -> bool:
        """Whether what is shown waits to be dealt with."""
        return bool(self._waiting) and self._waiting[-1].kind in STAYS

    def dismiss_refusal(self) -> bool:
        """Take a refusal away before Esc does anything else, as its button promises."""
        return self.stays() and self.dismiss()

    def dismiss(self) -> bool:
        """Take away what is shown, as Esc does; False if nothing was."""
        if not self._waiting:
            return False
        gone = self._waiting.pop()
        self._show_newest()
        self.dealt_with.emit(gone.sentence)
        return True

    def step_aside(self, aside: bool) -> None:
        """Leave the room to a question that is open; what comes new is shown all the same."""
        if aside != self._aside:
            self._aside = aside
            self.setVisible(bool(self._waiting) and not aside)

    def withdraw(self, sentence: str) -> None:
        """Take a sentence away, wherever it waits, because it is over."""
        self._waiting = [each for each in self._waiting if each.sentence != sentence]
        self._show_newest()

    def act(self, key: str) -> bool:
        """Do what stands beside the sentence if it has this key; False if it has another."""
        shown = self._waiting[-1] if self._waiting else None
        if shown is None or shown.on_action is None or shown.action_key != key:
            return False
        self._on_action()
        return True

    def clear(self) -> None:
        """Take away what was said about the work, for example when another session is chosen."""
        self._waiting = [each for each in self._waiting if _stands_by_itself(each)]
        self._show_newest()

    def _show_newest(self) -> None:
        self._timer.stop()
        self.setVisible(bool(self._waiting) and not self._aside)
        if not self._waiting:
            return
        message, others = self._waiting[-1], len(self._waiting) - 1
        self._notice.show_sentence(message.kind, message.sentence)
        self._more.setText(self.tr("and {0} more").format(others))
        self._more.setVisible(others > 0)
        self._show_action(message)
        if message.kind not in STAYS:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._waiting:
            self._show_action(self._waiting[-1])

    def _show_action(self, message: Message) -> None:
        label, stays = message.action_label, message.kind in STAYS
        self._action.set_words(label)
        self._action.set_key(message.action_key)
        self._action.setVisible(bool(label))
        dismiss = self.tr("Dismiss")
        bare = label or self.width() < current().px(NARROW)
        self._close.set_words("" if bare else dismiss, dismiss)
        self._close.setToolTip(self.tr("Dismiss  Esc"))
        self._close.setVisible(stays)

    @Slot()
    def _on_action(self) -> None:
        on_action = self._waiting[-1].on_action if self._waiting else None
        self.dismiss()
        if on_action:
            on_action()

    @Slot()
    def _on_time_up(self) -> None:
        self._waiting.pop()
        self._show_newest()


def _stands_by_itself(message: Message) -> bool:
    return message.kind in STAYS and message.about is None


class Banner(Pane):
    """A stitched strip over the whole window, for what is not confirmed yet: no connection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = Symbol("cloud-slash", "fill", "caution", 22)
        self._first, self._rest = Label("", "strong", wrap=True), Label("", "body", wrap=True)
        self._labels = (self._first, self._rest)
        self._buttons: list[PlainButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 7, 16, 9)
        self._row.setSpacing(12)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(7)
        self._texts.addWidget(self._first)
        self._texts.addWidget(self._rest, 1)
        self._row.addWidget(self._symbol)
        self._row.addLayout(self._texts, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(
        self,
        first: str,
        rest: str = "",
        buttons: Sequence[tuple[str, str, Callable[[], None]]] = (),
    ) -> None:
        """Show the banner: a strong sentence, the rest, and buttons (words, key, what it does)."""
        new = f"{first} {rest}".strip() != self.accessibleName()
        self._first.setText(first)
        self._rest.setText(rest)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(*button) for button in buttons]
        self.setAccessibleName(f"{first} {rest}".strip())
        self._rest.setVisible(bool(rest))
        self._arrange()
        self.show()
        if new:
            _read_aloud(self, self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("cautionT"))
        edge = QRectF(0, self.height() - 2, self.width(), 2)
        stitch(painter, edge, look.color("caution"))

    def _arrange(self) -> None:
        """Put the rest beside the first sentence where both fit, else below it."""
        around = self._symbol.sizeHint().width() + 2 * 16 + 12
        for button in self._buttons:
            around += button.sizeHint().width() + 12
        both = sum(
            label.fontMetrics().horizontalAdvance(label.text()) + 8 for label in self._labels
        )
        beside = both + around < self.width()
        direction = QBoxLayout.Direction
        self._texts.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._texts.setSpacing(7 if beside else 0)
        self._first.setWordWrap(not beside)

    def _button(self, text: str, key: str, on_click: Callable[[], None]) -> PlainButton:
        button = PlainButton(text, key=key)
        button.clicked.connect(on_click)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button


def _read_aloud(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 190 names: not at start

    event = QAccessibleAnnouncementEvent(widget, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
