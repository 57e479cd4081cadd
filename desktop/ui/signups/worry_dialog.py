"""Worried about someone: the practice's own words and lead; only whom was told is written down."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import worries
from desktop.data.finding import FoundPerson
from desktop.data.registers import RegisterLine
from desktop.data.worries import Instructions
from desktop.rules.days import clock as clock_words
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.signups.rows import Line
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.note_box import NoteBox
from desktop.ui.widgets.notice import Notice


class WorryDialog(QDialog):
    """Says what to do; writes down to whom a worry was passed and when, and never what.

    Signals:
        passed_on: it is written down (str, a sentence that names nobody).
    """

    passed_on = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], lines: Sequence[RegisterLine],
        line: Line | None, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Worried about someone?"))
        self.setObjectName("worried")
        self._desk, self._clock = desk, clock
        self._found, self._writing = Instructions("", "", None), False

        self._make_parts(lines, line)
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.change.clicked.connect(self._on_change)
        self.act.clicked.connect(self._on_act)
        self.search.clicked.connect(self._on_find)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.click)
        self._words.hide()
        self.name.hide()
        self._ring = FocusOverlay(self)
        self._desk.read(worries.instructions, self._show, owner=self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _make_parts(self, lines: Sequence[RegisterLine], line: Line | None) -> None:
        self.says = Notice("info", "", "lifebuoy")
        self.lead = Label("", "strong", wrap=True)
        self.words, self.name = NoteBox(), Field(self.tr("Who leads on this?"), icon="user")
        self.words.setObjectName("worried_says")
        self.name.box.setObjectName("worried_lead")
        self._words = Labelled(self.tr("What should somebody at the desk do?"), self.words)
        self.who = Combo("user")
        self.who.setObjectName("about_whom")
        for each in lines:
            self.who.addItem(each.name, each.person_id)
        if line is not None:
            self.who.setCurrentIndex(max(0, self.who.findData(line.person_id)))
        self.search = PlainButton(self.tr("Somebody else"), icon="magnifying-glass", key="Ctrl+F")
        self.search.setObjectName("find_somebody")
        about = QWidget()
        beside = QHBoxLayout(about)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.who, 1)
        beside.addWidget(self.search)
        about.setFocusProxy(self.who)
        self._who = Labelled(self.tr("About whom"), about)
        self.to = Field(self.tr("Whom have you told?"), icon="user")
        self.to.box.setObjectName("told")
        self.change = PlainButton(self.tr("Change the words"), icon="pencil-simple", kind="quiet")
        self.cancel = PlainButton(self.tr("Leave it"), key="Esc")
        self.act = PlainButton("", icon="check", key="Enter", kind="main")
        self.act.setDefault(True)
        for button in (self.change, self.cancel, self.search):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(10)
        body.addWidget(Label(self.tr("Worried about someone?"), "title", wrap=True))
        for part in (self.says, self.lead, self._words, self.name, self._who, self.to):
            body.addWidget(part)
        nothing = self.tr("Only whom you told, and when, is written down. Never what about.")
        body.addWidget(Label(nothing, "text", "ink2", wrap=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(560))

    def _show(self, found: Instructions) -> None:
        self._found = found
        self._show_words(writing=not found.says)

    def _show_words(self, *, writing: bool) -> None:
        """Show the practice's words, or the boxes to write them in."""
        found, self._writing = self._found, writing
        self.says.show_sentence("info", found.says or self._none(), "lifebuoy")
        self.lead.setText(self.tr("Speak to {0}.").format(found.lead))
        self.words.setPlainText(found.says)
        self.name.set_text(found.lead)
        self.to.set_text(self.to.text() or found.lead)
        self.says.setVisible(not writing or not found.says)
        self.lead.setVisible(bool(found.lead) and not writing)
        asked: Sequence[QWidget] = (self._who, self.to, self.change)
        for part in asked:
            part.setVisible(not writing)
        self._words.setVisible(writing)
        self.name.setVisible(writing)
        save, told = self.tr("Save the words"), self.tr("I have told them")
        self.act.set_words(save if writing else told)
        (self.words if writing else self.to.box).setFocus()

    def _none(self) -> str:
        return self.tr(
            "Your practice has not written yet what to do. In danger now: ring 999. "
            "Ask your manager to write it here."
        )

    @Slot()
    def _on_find(self) -> None:
        from desktop.ui.finder.dialog import FindPersonDialog

        found = FindPersonDialog(self._desk, self._clock, self.tr("About whom"), self)
        found.taken.connect(self._on_found)
        found.open()

    @Slot(object)
    def _on_found(self, person: FoundPerson) -> None:
        if self.who.findData(person.id) < 0:
            self.who.addItem(person.plain, person.id)
        self.who.setCurrentIndex(self.who.findData(person.id))
        self.to.box.setFocus()

    @Slot()
    def _on_change(self) -> None:
        self._show_words(writing=True)

    @Slot()
    def _on_act(self) -> None:
        if self._writing:
            step = partial(
                worries.write_instructions, says=self.words.toPlainText(), lead=self.name.text(),
                version=self._found.version,
            )  # fmt: skip
            self._desk.write(step, self._on_written, owner=self, refused=self._on_no)
        elif person_id := self.who.currentData():
            told = partial(worries.pass_on, person_id=person_id, to=self.to.text())
            self._desk.write(told, self._on_told, owner=self, refused=self._on_no)
        else:
            self.to.refuse(self.tr("Nobody is chosen. Find them with Ctrl+F first."))

    def _on_written(self, _nothing: None) -> None:
        self._desk.read(worries.instructions, self._show, owner=self)

    def _on_told(self, _made: object) -> None:
        at = clock_words(self._clock().time())
        said = self.tr("Written down: passed to {0}, {1}.").format(self.to.text(), at)
        self.passed_on.emit(said)
        self.accept()

    @Slot(object)
    def _on_no(self, no: Refused) -> None:
        (self.name if self._writing else self.to).refuse(no.sentence)
