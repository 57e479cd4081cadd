"""The school terms and the closures to come: each can be taken away, and a term added."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.closures import Closure, Term
from desktop.rules.days import full_date, hours, read_day
from desktop.rules.refusal import Refused
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label


class SpanRow(QWidget):
    """One span: its name, its days, and the button that takes it away.

    Signals:
        gone: it is to be taken away (Term or Closure).
    """

    gone = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._span: Term | Closure | None = None
        self._name = Label("", "control", wrap=True)
        self._days = Label("", "small", "ink2", wrap=True)
        self._remove = PlainButton("", icon="trash")
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._on_remove)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._days)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_span(self, span: Term | Closure) -> None:
        """Show a span."""
        self._span = span
        self._name.setText(span.name)
        self._days.setText(_words(span))
        self._remove.setAccessibleName(self.tr("Take away {0}").format(span.name))
        self.setAccessibleName(f"{span.name}: {_words(span)}")

    @Slot()
    def _on_remove(self) -> None:
        self.gone.emit(self._span)


class SpansList(QWidget):
    """Spans of days under a heading, each with a button that takes it away.

    Signals:
        gone: one is to be taken away (Term or Closure).
    """

    gone = Signal(object)

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SpanRow] = []
        self._nothing = Label(nothing, "small", "ink2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(Label(title, "heading"))
        self._column.addWidget(self._nothing)

    def show_spans(self, spans: Sequence[Term | Closure]) -> None:
        """Show these and no others; rows are used again."""
        while len(self._rows) < len(spans):
            self._rows.append(SpanRow())
            self._rows[-1].gone.connect(self.gone)
            self._column.addWidget(self._rows[-1])
        for row, span in zip(self._rows, spans, strict=False):
            row.show_span(span)
            row.show()
        for row in self._rows[len(spans) :]:
            row.hide()
        self._nothing.setVisible(not spans)

    def texts(self) -> list[str]:
        """Return what the rows say."""
        return [row.accessibleName() for row in self._rows if not row.isHidden()]


class NewTerm(QWidget):
    """Three boxes for one more term; Enter in any of them adds it.

    Signals:
        added: a term is wanted (str name, date first, date last).
    """

    added = Signal(str, object, object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.name = Field(self.tr("New term"), hint=self.tr("like Autumn, first half"), icon="plus")
        self.first = Field(self.tr("First day of it"), icon="calendar-blank")
        self.last = Field(self.tr("Last day of it"), icon="calendar-blank")
        self.add = PlainButton(self.tr("Add the term"), key="Enter")
        self.add.setAutoDefault(False)
        self.add.setObjectName("add_term")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.first, 1, 0)
        grid.addWidget(self.last, 1, 1)
        grid.addWidget(self.add, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.add.clicked.connect(self.ask)
        for field in (self.name, self.first, self.last):
            field.box.returnPressed.connect(self.ask)
            field.changed.connect(field.accept)

    def is_typed(self) -> bool:
        """Whether a term is begun and not added yet."""
        return any(each.text().strip() for each in (self.name, self.first, self.last))

    def clear(self) -> None:
        """Be ready for the next one."""
        for each in (self.name, self.first, self.last):
            each.set_text("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def ask(self) -> None:
        """Ask for the term that is typed, or say what is wrong."""
        if not self.name.text().strip():
            self._refuse(self.name, self.tr("Give the term a name."))
        elif (first := self._read(self.first, self._today)) and (
            last := self._read(self.last, first)
        ):
            self.added.emit(self.name.text(), first, last)

    def _read(self, field: Field, near: date) -> date | None:
        try:
            return read_day(field.text(), near)
        except Refused as no:
            self._refuse(field, no.sentence)
            return None

    def _refuse(self, field: Field, sentence: str) -> None:
        field.refuse(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(span: Term | Closure) -> str:
    days = full_date(span.first)
    if span.last != span.first:
        days = f"{days} to {full_date(span.last)}"
    if isinstance(span, Term):
        return days
    at = hours(span.starts, span.ends) if span.starts and span.ends else ""
    return ", ".join(filter(None, (days, at, span.place)))
