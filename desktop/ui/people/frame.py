"""The dialog round the person form: title, what is said, the form or theirs and yours, buttons."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.people.beside import Beside
from desktop.ui.people.breaking import breakable
from desktop.ui.people.form import PersonForm
from desktop.ui.people.question import Question
from desktop.ui.people.theirs import TheirsAndYours
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

WIDE, HIGH, AROUND, ABOVE = 940, 820, 48, 6
LEAST = QSize(620, 460)


class PersonFrame(QDialog):
    """What the person dialog is made of; it decides nothing."""

    def __init__(
        self, clock: Callable[[], datetime], title: str, save: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("person_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._save_words = save
        self._last_focus: QWidget | None = None

        self._title = Label(breakable(title), "title", wrap=True)
        self._title.setMinimumWidth(1)  # a long name must not widen the dialog
        self.messages = MessageBar()
        self.notice = Notice("info")
        self.show_button = PlainButton(self.tr("Show"), key="Alt+S", kind="bar")
        self.notice.add(self.show_button)
        self.notice.hide()
        self.form, self.theirs = PersonForm(clock), TheirsAndYours(clock)
        self.question, self.beside = Question(), Beside()
        self.save, self.leave = PlainButton(save, key="Enter", kind="main"), PlainButton("")
        self.save.setObjectName("save")
        self.leave.setObjectName("leave")
        self.leave.set_key("Esc")
        self._lay_out()
        self.save.setDefault(True)  # only now does it belong to the dialog
        self.show_form()
        self._ring = FocusOverlay(self)
        self.resize(self.sizeHint())  # Qt itself would give it two thirds of the screen
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def sizeHint(self) -> QSize:
        look, around = current(), QSize(AROUND, AROUND)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        wanted = QSize(look.px(WIDE), look.px(HIGH))
        return wanted.boundedTo((room - around).expandedTo(LEAST))

    def shows_form(self) -> bool:
        """Whether the form is in front, not theirs and yours."""
        return self._pages.currentWidget() is self._form_area

    def show_form(self) -> None:
        """Bring the form to the front."""
        self._pages.setCurrentWidget(self._form_area)
        self.save.set_words(self._save_words)
        self.leave.set_words(self.tr("Leave"))

    def show_theirs(self) -> None:
        """Bring theirs and yours to the front."""
        self._pages.setCurrentWidget(self._theirs_area)
        self.save.set_words(self.tr("Save as chosen"))
        self.leave.set_words(self.tr("Back to the form"))

    def open_at(self, section: str) -> None:
        """Begin at a section, its heading at the top."""
        card = self.form.focus_section(section)
        top = self.form.mapToParent(card.pos()).y()
        self._form_area.verticalScrollBar().setValue(top - ABOVE)

    def ask(self, sentence: str, keep: str, go: str) -> None:
        """Ask in the place of the buttons; the keyboard goes to what is safe."""
        self._foot.hide()
        self.question.ask(sentence, keep, go)
        self.question.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """Take the question back; the keyboard returns to where it was."""
        back = self._last_focus  # hiding the question moves the keyboard somewhere else first
        self.question.hide()
        self._foot.show()
        if back:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._form_area = _area(self.form, self.tr("Form"))
        self._theirs_area = _area(self.theirs, self.tr("Theirs and yours"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._form_area)
        self._pages.addWidget(self._theirs_area)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(6, 0, 6, 0)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self._title, self.messages, self.notice):
            column.addWidget(widget)
        work = QHBoxLayout()
        work.setSpacing(14)
        work.addWidget(self._pages, 1)
        work.addWidget(self.beside)
        column.addLayout(work, 1)
        column.addWidget(self.question)
        column.addWidget(self._foot)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Room above for the label, below for what may be wrong.
        if now and self._form_area.isAncestorOf(now):
            self._last_focus = now
            self._form_area.ensureWidgetVisible(now, 0, current().px(48))


def _area(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    inner = QWidget()
    inner.setObjectName("contents")
    column = QVBoxLayout(inner)
    column.setContentsMargins(6, 6, 10, 6)
    column.addWidget(page)
    area.setWidget(inner)
    return area
