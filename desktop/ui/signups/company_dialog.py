"""Who comes along with somebody: those there are, and a form for one more."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import along, companions, one_companion
from desktop.data.along import Along, Company
from desktop.rules.companions import Brought, named, together
from desktop.rules.days import when
from desktop.rules.refusal import WayOn
from desktop.rules.sessions import left_words
from desktop.rules.signups import has_room
from desktop.ui.desk import Desk
from desktop.ui.finder.company_form import CompanyForm
from desktop.ui.signups.plain_dialog import PlainDialog
from desktop.ui.signups.so_far import SoFar
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine
from desktop.ui.widgets.symbol import Symbol


class CompanyDialog(PlainDialog):
    """Enter books, or adds, everybody who stands here.

    Signals:
        said: it is done (str, what to say).
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], found: Company, parent: QWidget
    ) -> None:
        title = self.tr("Who comes with {0}?").format(found.called)
        super().__init__(desk, title, "company", parent)
        self._clock, self._found = clock, found
        self.setProperty("about", f"session {found.session.id}, person {found.person_id}")
        self._new: list[Brought] = []
        self._so_far = SoFar(self)
        self._list = QWidget()
        self._where = Label("", "text", "ink2", wrap=True)
        self.form = CompanyForm()
        self.another = PlainButton(self.tr("And another"), icon="plus")
        self.another.setObjectName("another")
        self.another.setAutoDefault(False)
        self.leave = PlainButton(self.tr("Leave"), key="Esc")
        self.leave.setAutoDefault(False)
        self.act = PlainButton("", kind="main", key="Enter")
        self.act.setObjectName("act")
        self._fill()
        self._show()
        self._so_far.put_back.connect(self._on_put_back)
        self.form.changed.connect(self._say)
        self.form.find_wanted.connect(self._on_find)
        self.another.clicked.connect(self._on_another)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        self.form.name.setFocus()
        self._ring = FocusOverlay(self)

    def take(self, way: WayOn) -> None:
        if way.kind in ("wait", "book"):
            self._hand_over(companions.wait if way.kind == "wait" else companions.book)
        elif way.kind == "asked":
            self._hand_over(self._use_case(), asked=True)

    def _fill(self) -> None:
        self.body.addWidget(self._where)
        self.body.addWidget(self._list)
        self.body.addWidget(StitchLine())
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot.addWidget(self.another)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.act)

    def _show(self) -> None:
        """Show who comes along already, and who is about to be added."""
        session, today = self._found.session, self._clock().date()
        at = when(session.date, session.starts, session.ends, today)
        left = left_words(session.booked, session.places, session.waiting)
        self._where.setText(f"{session.title}, {at}. {left}.")
        old, self._list = self._list, QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in self._found.along:
            column.addLayout(self._there(each))
        for number, new in enumerate(self._new):
            column.addLayout(self._to_be(number, new))
        self.body.replaceWidget(old, self._list)
        old.deleteLater()
        self._list.setVisible(bool(self._found.along or self._new))
        self._say()
        self.fit()

    def _there(self, each: Along) -> QHBoxLayout:
        row = self._row(each.words, [need.words for need in each.needs])
        if each.brought.is_interpreter:
            confirmed = Check(self.tr("Confirmed"))
            confirmed.setAccessibleName(self.tr("{0}: confirmed").format(each.words))
            confirmed.setChecked(each.brought.confirmed)
            confirmed.setProperty("at_once", True)  # written when ticked: no draft ticks it again
            confirmed.toggled.connect(partial(self._confirm, each))
            row.addWidget(confirmed)
        if each.brought.person_id and self._found.booking_id:
            alone = PlainButton(self.tr("Comes alone"), kind="quiet")
            alone.setAccessibleName(
                self.tr("{0} comes, {1} does not").format(each.name, self._found.called)
            )
            alone.setAutoDefault(False)
            alone.clicked.connect(partial(self._stay, each))
            row.addWidget(alone)
        off = PlainButton(self.tr("Not coming"), icon="x", kind="quiet")
        off.setAccessibleName(self.tr("{0} is not coming").format(each.name or each.words))
        off.setAutoDefault(False)
        off.clicked.connect(partial(self._cancel, each))
        row.addWidget(off)
        return row

    def _to_be(self, number: int, new: Brought) -> QHBoxLayout:
        row = self._row(named(new.name, new.kind), [self.tr("to be added")])
        off = PlainButton("", icon="x", kind="quiet")
        off.setAccessibleName(self.tr("Leave out {0}").format(new.name))
        off.setAutoDefault(False)
        off.clicked.connect(partial(self._leave_out, number))
        row.addWidget(off)
        return row

    def _row(self, words: str, more: list[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Symbol("user", "bold", "ink2", 18))
        row.addWidget(Label(". ".join((words, *more)), "body", wrap=True), 1)
        return row

    def _everybody(self) -> list[Brought]:
        one = self.form.brought()
        return [*self._new, *([one] if one else [])]

    def _use_case(self) -> Callable[..., Any]:
        if self._found.booking_id:
            return companions.add
        if self._found.waiting_id:
            return companions.add_waiting
        party = 1 + sum(each.takes for each in self._everybody())
        room = has_room(self._found.session, self._clock(), party)
        return companions.book if room else companions.wait

    def _whose(self, use_case: Callable[..., Any]) -> dict[str, Any]:
        if use_case is companions.add:
            return {"booking_id": self._found.booking_id}
        if use_case is companions.add_waiting:
            return {"waiting_id": self._found.waiting_id}
        return {"session_id": self._found.session.id, "person_id": self._found.person_id}

    def _hand_over(self, use_case: Callable[..., Any], *, asked: bool = False) -> None:
        brought = tuple(self._everybody())
        action = partial(use_case, **self._whose(use_case), brought=brought, asked=asked)
        self.write(action, partial(self._on_added, use_case, brought))

    @Slot()
    def _on_act(self) -> None:
        if not self._everybody():
            self.form.name.refuse(self.tr("Give a name, so that the register says who comes."))
            self.form.name.setFocus()
            return
        self._hand_over(self._use_case())

    def _on_added(
        self, use_case: Callable[..., Any], brought: tuple[Brought, ...], done: Any
    ) -> None:
        names = ", ".join(named(each.name, each.kind) for each in brought)
        words = self.tr("Added. {0} with {1}.")
        if use_case is companions.book:
            words = self.tr("Booked. {1} with {0}.")
        elif use_case is companions.wait:
            words = f"{done.words} " + self.tr("With {0}.")
        self.said.emit(words.format(names, self._found.called))
        self.accept()

    @Slot()
    def _on_another(self) -> None:
        one = self.form.brought()
        if one is None:
            self.form.name.refuse(self.tr("Give a name first."))
        else:
            self._new.append(one)
            self._so_far.note(self._new)
            self.form.clear()
            self._show()
        self.form.name.setFocus()

    def _leave_out(self, number: int) -> None:
        del self._new[number]
        self._so_far.note(self._new)
        self._show()

    @Slot(list)
    def _on_put_back(self, people: list[Brought]) -> None:
        self._new = people
        self._show()

    @Slot()
    def _on_find(self) -> None:
        from desktop.ui.finder.dialog import FindPersonDialog

        title = self.tr("Who comes with {0}?").format(self._found.called)
        dialog = FindPersonDialog(self._desk, self._clock, title, self)
        dialog.taken.connect(self.form.take_person)
        dialog.open()

    def _confirm(self, each: Along, confirmed: bool) -> None:
        step = partial(one_companion.confirm, companion_id=each.id, confirmed=confirmed)
        words = self.tr("Confirmed. {0} comes for {1}.")
        if not confirmed:
            words = self.tr("{0} for {1} is to be confirmed again.")
        self.write(step, partial(self._on_changed, words.format(each.words, self._found.called)))

    def _cancel(self, each: Along) -> None:
        step = partial(one_companion.cancel, companion_id=each.id)
        words = self.tr("Cancelled. {0} does not come along with {1}.")
        said = words.format(each.name or each.words, self._found.called)
        self.write(step, partial(self._on_changed, said))

    def _stay(self, each: Along) -> None:
        step = partial(one_companion.stay, companion_id=each.id, cancelled_by="person")
        words = self.tr("{0} is booked now, and {1} has cancelled.")
        self.write(step, partial(self._on_left, words.format(each.name, self._found.called)))

    def _on_left(self, words: str, _done: object) -> None:
        self.said.emit(words)
        self.accept()

    def _on_changed(self, words: str, _done: object) -> None:
        self.said.emit(words)
        read = partial(
            along.company, session_id=self._found.session.id, person_id=self._found.person_id
        )
        self._desk.read(read, self._on_read, owner=self)

    def _on_read(self, found: Company) -> None:
        self._found = found
        self._show()

    @Slot()
    def _say(self) -> None:
        """Let the green button say whom it books or adds."""
        number = len(self._everybody())
        if self._found.booking_id or self._found.waiting_id:
            several = self.tr("Add {0}").format(number)
            self.act.set_words(several if number > 1 else self.tr("Add them"))
        else:
            books = self._use_case() is companions.book
            words = self.tr("Book {0}") if books else self.tr("{0}: add to the waiting list")
            self.act.set_words(words.format(together(self._found.called, number)))
            self.act.set_symbol("" if books else "hourglass", "main" if books else "plain")
