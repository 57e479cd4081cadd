"""Ending a group: its last date, a next step for each member, and what that will do."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import ending
from desktop.data.ending import Ended, Group, Member
from desktop.rules.days import day, near, read_day
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.page_dialog import PageDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol

TOP = Qt.AlignmentFlag.AlignTop


class Consequence(QWidget):
    """A symbol and a sentence of what will be done."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._words = Label("", "text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Symbol(icon, "bold", "ink2", 18), 0, TOP)
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()


class EndDialog(PageDialog):
    """Nothing is done before the button is pressed, and one Ctrl+Z takes all of it back.

    Signals:
        ended: it is done (str, what to say).
    """

    ended = Signal(str)
    wide, high = 720, 700

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], group: Group, parent: QWidget
    ) -> None:
        self._group, self._today = group, clock().date()
        super().__init__(
            desk, self.tr("End {0}").format(group.title), "end_group",
            self.tr("One Ctrl+Z takes all of it back."), parent,
        )  # fmt: skip
        self._warned = False
        self.last = Field(self.tr("Last date"), hint=self._hint(), icon="calendar-blank")
        self.will = [Consequence(icon) for icon in ("calendar-blank", "phone", "ticket", "eye")]
        self.steps = {each.person_id: self._step(each) for each in group.members}
        self._lay_out_page()
        self.leave.set_words(self.tr("Keep it"))
        self.act.set_symbol("prohibit", "danger")
        self.last.changed.connect(self._on_typed)
        for field in self.steps.values():
            field.changed.connect(self._on_step)
        self.last.setFocus()
        self._show()

    def go(self) -> None:
        """End the group, or say what is missing."""
        try:
            last = self._last()
        except Refused as no:
            self.last.refuse(no.sentence)
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        steps = tuple((person_id, field.text()) for person_id, field in self.steps.items())
        group = self._group
        action = partial(
            ending.end, activity_id=group.activity_id, version=group.version, last=last,
            next_steps=steps,
        )  # fmt: skip
        self.write(action, partial(self._on_ended, last))

    def reject(self) -> None:
        """Leave; next steps that are typed ask for a second Esc."""
        agreed = {each.person_id: each.next for each in self._group.members}
        typed = any(field.text() != agreed[each] for each, field in self.steps.items())
        if typed and not self._warned:
            self._warned = True
            self.tell("caution", self.tr("Not ended yet. Press Esc again to leave it as it was."))
            return
        super().reject()

    def _hint(self) -> str:
        dates = self._group.dates
        if not dates:
            return self.tr("like today")
        return self.tr("the next is {0}").format(near(dates[0].on, self._today))

    def _step(self, member: Member) -> Field:
        came = self.tr("last came {0}").format(near(member.last_came, self._today)) if (
            member.last_came) else ""  # fmt: skip
        one, several = self.tr("booked on 1 date"), self.tr("booked on {0} dates")
        booked = one if member.booked == 1 else several.format(member.booked)
        said = ", ".join(filter(None, (came, booked if member.booked else "")))
        field = Field(member.name, hint=said, icon="arrow-right", text=member.next)
        field.box.setAccessibleName(self.tr("Next step for {0}").format(member.name))
        return field

    def _lay_out_page(self) -> None:
        will = Card()
        will.body.addWidget(Label(self.tr("This will"), "control"))
        for each in self.will:
            will.body.addWidget(each)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(22, 4, 22, 14)
        column.setSpacing(12)
        column.addWidget(self.last)
        column.addWidget(will)
        if self.steps:
            column.addWidget(Label(self.tr("What does each do next?"), "heading"))
            said = self.tr("As agreed with them: another group, a call in a month. May be empty.")
            column.addWidget(Label(said, "small", "ink2", wrap=True))
        for field in self.steps.values():
            column.addWidget(field)
        column.addStretch(1)

    def _last(self) -> date:
        if not self.last.text().strip():
            raise Refused(self.tr("Which day is the last?"))
        last = read_day(self.last.text(), self._today)
        if last < self._today:
            raise Refused(self.tr("That is over. Choose today or a later day."))
        return last

    @Slot()
    def _on_typed(self) -> None:
        self.last.accept()
        self._on_step()
        self._show()

    @Slot()
    def _on_step(self) -> None:
        self._warned = False
        self.tell("refuse", "")

    def _show(self) -> None:
        try:
            last = self._last()
        except Refused:
            self._say("", "", "", self.tr("What it means shows here once the day is known."))
            self.act.set_words(self.tr("End it"))
            return
        later = [each for each in self._group.dates if each.on > last]
        people = len({person for each in later for person in each.people})
        on = day(last, self._today)
        self._say(
            self._dates(len(later), on), self._tell(people), self._kept(people),
            self.tr("Offer it no more after that day: not on the wall, not in any list"),
        )  # fmt: skip
        self.act.set_words(self.tr("End it after {0}").format(on))

    def _say(self, *words: str) -> None:
        for each, said in zip(self.will, words, strict=True):
            each.say(said)

    def _dates(self, number: int, on: str) -> str:
        if not number:
            return self.tr("Take out no date: nothing is planned after {0}").format(on)
        one, several = self.tr("Take out 1 date"), self.tr("Take out {0} dates")
        dates = one if number == 1 else several.format(number)
        return self.tr("{0} after {1}").format(dates, on)

    def _tell(self, people: int) -> str:
        if not people:
            return self.tr("Tell nobody: nobody is booked after it")
        one = self.tr("Put 1 person on People to tell")
        several = self.tr("Put {0} people on People to tell, each once").format(people)
        return one if people == 1 else several

    def _kept(self, people: int) -> str:
        return self.tr("Keep their bookings in the records, marked not on") if people else ""

    def _on_ended(self, last: date, done: Ended) -> None:
        said = self.tr("{0} ends after {1}.").format(self._group.title, day(last, self._today))
        one, several = self.tr("1 person to tell."), self.tr("{0} people to tell.")
        tell = one if done.to_tell == 1 else several.format(done.to_tell) if done.to_tell else ""
        self.ended.emit(f"{said} {tell}".strip())
        self.accept()
