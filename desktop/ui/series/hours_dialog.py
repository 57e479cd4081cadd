"""When the practice is open: hours, bank holidays, school terms and the closures to come."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.data import closures
from desktop.rules.closures import Closure, OpenDays, Term
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.page_dialog import PageDialog
from desktop.ui.series.hours_form import HoursForm
from desktop.ui.series.spans_list import NewTerm, SpansList

NARROW = 700
AHEAD, A_YEAR = timedelta(days=3 * 366), timedelta(days=366)


class HoursDialog(PageDialog):
    """Terms come and go at once, a step each; the hours are saved together.

    Signals:
        saved: the hours are in the records (str, what to say).
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, clock: Callable[[], datetime], parent: QWidget) -> None:
        self._today = clock().date()
        super().__init__(
            desk, self.tr("Opening hours and terms"), "opening_hours",
            self.tr("Sessions that are there already stay as they are."), parent,
        )  # fmt: skip
        self._known: OpenDays | None = None
        self._warned = False
        self.form, self.new_term = HoursForm(), NewTerm(self._today)
        between = self.tr("None yet. What lies between two terms is school holidays.")
        self.terms = SpansList(self.tr("School terms"), between)
        self.closed = SpansList(self.tr("Closed"), self.tr("No closures to come."))
        self._lay_out_page()
        self.form.changed.connect(self._on_changed)
        self.new_term.added.connect(self._on_term)
        self.terms.gone.connect(self._on_gone)
        self.closed.gone.connect(self._on_gone)
        self.leave.set_words(self.tr("Close"))
        self._on_changed()

    def ask(self) -> None:
        """Open, and fetch what is known."""
        self.open()
        self.form.setFocus()
        self._read()

    def go(self) -> None:
        """Save what is typed: a term first, then the hours; with nothing typed leave."""
        if self._known is None:
            return
        if self.new_term.is_typed():
            self.new_term.ask()
        elif not self._is_different():
            self.accept()
        elif not self.form.show_wrong():
            nation = self.form.nation.currentText()
            action = partial(
                closures.set_hours, hours=self.form.openings(),
                nation=nation if nation != self._known.nation else "",
            )  # fmt: skip
            self.write(action, self._on_saved)

    def reject(self) -> None:
        """Leave; what is typed and not saved asks for a second Esc."""
        if (self._is_different() or self.new_term.is_typed()) and not self._warned:
            self._warned = True
            self.tell("caution", self.tr("Not saved yet. Press Esc again to leave it as it was."))
            return
        super().reject()

    def fit(self) -> None:
        super().fit()
        if layout := self.page.layout():
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            beside = self.width() >= current().px(NARROW)
            layout.setDirection(across if beside else down)  # type: ignore[attr-defined]

    def _lay_out_page(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.terms)
        right.addWidget(self.new_term)
        right.addWidget(self.closed)
        right.addStretch(1)
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.page)
        halves.setContentsMargins(22, 4, 22, 14)
        halves.setSpacing(30)
        halves.addWidget(self.form, 5)
        halves.addLayout(right, 6)
        self.fit()

    def _read(self) -> None:
        wanted = partial(closures.open_between, first=self._today, last=self._today + AHEAD)
        self._desk.read(wanted, self._show, owner=self, latest="open")

    def _show(self, days: OpenDays) -> None:
        if self._known is None:
            self._known = days
            self.form.show_open(days)
        self.terms.show_spans([each for each in days.terms if each.last >= self._today - A_YEAR])
        self.closed.show_spans(days.closures)
        self._on_changed()

    def _is_different(self) -> bool:
        known = self._known
        if known is None:
            return False
        try:
            typed = self.form.openings()
        except Refused:
            return True
        return typed != known.openings or self.form.nation.currentText() != known.nation

    @Slot()
    def _on_changed(self) -> None:
        self._warned = False
        different = self._is_different()
        self.act.set_words(self.tr("Save the hours") if different else self.tr("Done"))

    @Slot(str, object, object)
    def _on_term(self, name: str, first: date, last: date) -> None:
        action = partial(closures.add_term, name=name, first=first, last=last)
        self.write(action, partial(self._on_added, name.strip()))

    @Slot(object)
    def _on_gone(self, span: Term | Closure) -> None:
        action: Callable[..., None]
        if isinstance(span, Term):
            action = partial(closures.remove_term, term_id=span.id)
        else:
            action = partial(closures.remove, closure_id=span.id)
        self.write(action, partial(self._on_taken, span.name))

    def _on_added(self, name: str, _done: object) -> None:
        self.new_term.clear()
        self._say_done(self.tr("Added {0}.").format(name))

    def _on_taken(self, name: str, _done: object) -> None:
        self.new_term.name.setFocus()
        self._say_done(self.tr("{0} is gone. Ctrl+Z brings it back.").format(name))

    def _say_done(self, sentence: str) -> None:
        self.tell("good", sentence)
        self._read()

    def _on_saved(self, _done: None) -> None:
        self.saved.emit(self.tr("Saved the opening hours."))
        self.accept()
