"""The form of a new session: its fields, what they suggest to each other, what is wrong in them."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.data.activities import Choice, Choices
from desktop.rules.days import clock, day, read_clock, read_day
from desktop.rules.refusal import Refused
from desktop.rules.sessions import check_places
from desktop.ui.calendar.draft import Draft, minutes_of
from desktop.ui.look import current
from desktop.ui.widgets.choice_box import ChoiceBox
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.patch_picker import PatchPicker

MINUTES = 60


class SessionForm(QWidget):
    """Reads a session from what is typed.

    What is half typed is left in peace until one moves on; from then on every key is checked.

    Signals: changed(), at every key
    """

    changed = Signal()

    def __init__(self, on: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._own: set[QLineEdit] = set()
        self._left: set[Labelled] = set()

        self.activity, self.patch = ChoiceBox("calendar-blank"), PatchPicker()
        self.place, self.leader = ChoiceBox("map-pin"), ChoiceBox("user")
        may_be_empty = self.tr("may be empty")
        self.activity_field = Labelled(self.tr("Activity"), self.activity)
        self.patch_field = Labelled(
            self.tr("New activity"), self.patch, hint=self.tr("choose its patch")
        )
        self.date = Field(
            self.tr("Date"),
            hint=self.tr("like Thursday or 3 Dec"),
            icon="calendar-blank",
            text=day(on, today),
        )
        self.date_words = Label("", "small", "ink2")
        self.places = Field(self.tr("Places"), icon="users", text="12")
        self.starts = Field(self.tr("Starts"), hint=self.tr("like 2pm or 14:00"), icon="clock")
        self.ends = Field(self.tr("Ends"), icon="clock")
        self.place_field = Labelled(self.tr("Place"), self.place, hint=may_be_empty)
        self.leader_field = Labelled(self.tr("Leader"), self.leader, hint=may_be_empty)
        self.note = Field(self.tr("Note for the desk"), hint=may_be_empty, icon="note-pencil")
        self._lay_out()
        self._connect()
        self._typed_at_first = self._typed()

    def offer(self, choices: Choices) -> None:
        """Offer activities, places and leaders; what is typed stays."""
        self.activity.offer(choices.activities)
        self.place.offer(choices.places)
        self.leader.offer(choices.leaders)
        self.patch.prefer_unused(choice.patch for choice in choices.activities)
        self._check()

    def know_activity(self, made_id: int, draft: Draft) -> None:
        """Offer an activity that has just been made, so that it is not made twice."""
        self.activity.know(
            Choice(made_id, draft.activity, draft.patch, draft.minutes(), draft.places)
        )

    def know_place(self, made_id: int, draft: Draft) -> None:
        """Offer a place that has just been made."""
        self.place.know(Choice(made_id, draft.place))

    def draft(self) -> Draft | None:
        """Return the session that is typed; None while something is wrong or missing."""
        try:
            return self._read()
        except Refused:
            return None

    def show_wrong(self) -> None:
        """Say under each field what is wrong, and go to the first."""
        self._left = {field for field, _ in self._readers()}
        self._check()
        wrong = (field for field, _ in self._readers() if field.sentence())
        field = next(wrong, None)
        if field:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_touched(self) -> bool:
        """Whether anything would be lost by leaving."""
        return self._typed() != self._typed_at_first

    def _typed(self) -> list[str]:
        return [box.text() for box in self.findChildren(QLineEdit)]

    def _readers(self) -> tuple[tuple[Labelled, Callable[[], object]], ...]:
        return (
            (self.activity_field, self._read_activity),
            (self.date, self._read_date),
            (self.places, self._read_places),
            (self.starts, self._read_starts),
            (self.ends, self._read_ends),
            (self.leader_field, self._read_leader),
        )

    def _read(self) -> Draft:
        choice, place, leader = self._read_activity(), self.place.choice(), self._read_leader()
        return Draft(
            activity=choice.name if choice else self.activity.typed(),
            activity_id=choice.id if choice else None,
            patch=choice.patch if choice else self.patch.patch(),
            on=self._read_date(),
            starts=self._read_starts(),
            ends=self._read_ends(),
            places=self._read_places(),
            place=place.name if place else self.place.typed(),
            place_id=place.id if place else None,
            leader=leader.name if leader else "",
            leader_id=leader.id if leader else None,
            note=self.note.text(),
        )

    def _read_activity(self) -> Choice | None:
        if not self.activity.typed():
            raise Refused(self.tr("Choose an activity, or type the name of a new one."))
        return self.activity.choice()

    def _read_date(self) -> date:
        return read_day(self.date.text(), self._today)

    def _read_starts(self) -> time:
        return read_clock(self.starts.text())

    def _read_ends(self) -> time:
        ends = read_clock(self.ends.text())
        try:
            starts = self._read_starts()
        except Refused:
            return ends
        if ends <= starts:
            raise Refused(self.tr("The end must be after the start."))
        return ends

    def _read_places(self) -> int:
        typed = self.places.text().strip()
        places = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
        check_places(places)
        return places

    def _read_leader(self) -> Choice | None:
        if self.leader.typed() and self.leader.choice() is None:
            raise Refused(self.tr("Nobody of that name leads here. Choose from the list."))
        return self.leader.choice()

    def _check(self) -> None:
        for field, read in self._readers():
            try:
                read()
                field.accept()
            except Refused as no:
                field.refuse(no.sentence if field in self._left or field.sentence() else "")
        self.patch_field.setVisible(self.activity.is_new())
        self._say_date()
        self.changed.emit()

    def _say_date(self) -> None:
        try:
            said = day(self._read_date(), self._today)
        except Refused:
            said = ""
        self.date_words.setText(said if said != self.date.text() else "")
        self.date_words.setMinimumHeight(current().line("small"))
        self.date_words.setVisible(not self.date.sentence())

    @Slot()
    def _on_activity(self) -> None:
        choice = self.activity.choice()
        if choice:
            self._suggest(self.places.box, str(choice.places))
            if self.place not in self._own:
                self.place.choose(choice.place_id)
            if self.leader not in self._own:
                self.leader.choose(choice.leader_id)
        self._follow_start()

    @Slot()
    def _follow_start(self) -> None:
        """Let the end follow the start, unless somebody has typed one."""
        choice = self.activity.choice()
        try:
            starts = minutes_of(self._read_starts())
        except Refused:
            starts = None
        if starts is not None:
            end = min(starts + (choice.minutes if choice else MINUTES), 24 * 60 - 1)
            self._suggest(self.ends.box, clock(time(end // 60, end % 60)))
        self._check()

    def _suggest(self, box: QLineEdit, text: str) -> None:
        if box not in self._own:
            box.setText(text)

    def _connect(self) -> None:
        for field, box in self._boxes():
            box.textEdited.connect(lambda _text, box=box: self._own.add(box))
            box.editingFinished.connect(lambda field=field: self._on_left(field))
        for chooser in (self.place, self.leader):
            chooser.completer().activated.connect(lambda _=None, box=chooser: self._own.add(box))
            chooser.changed.connect(self._check)
        for field in (self.date, self.places, self.ends, self.note):
            field.changed.connect(self._check)
        self.activity.changed.connect(self._on_activity)
        self.starts.changed.connect(self._follow_start)

    def _boxes(self) -> tuple[tuple[Labelled, QLineEdit], ...]:
        fields = (self.date, self.places, self.starts, self.ends, self.note)
        return (
            (self.activity_field, self.activity),
            (self.place_field, self.place),
            (self.leader_field, self.leader),
            *((field, field.box) for field in fields),
        )

    def _on_left(self, field: Labelled) -> None:
        if not all(isValid(box) for _, box in self._boxes()):
            return  # a box that goes with its window says that it was left, too
        if any(box.text() for each, box in self._boxes() if each is field):
            self._left.add(field)
        self._check()

    def _lay_out(self) -> None:
        names = ("activity", "place", "leader", "date", "places", "starts", "ends", "note")
        for name in names:
            part = getattr(self, name)
            (part.box if isinstance(part, Field) else part).setObjectName(f"new_{name}")
        with_words = QWidget()
        dated = QVBoxLayout(with_words)
        dated.setContentsMargins(0, 0, 0, 0)
        dated.setSpacing(2)
        dated.addWidget(self.date)
        dated.addWidget(self.date_words)
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout(self)
        grid.setContentsMargins(22, 18, 22, 14)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        # Added in the order of the Tab key: setTabOrder leaves a ring that never gets past Places.
        grid.addWidget(self.activity_field, 0, 0, 1, 2)
        grid.addWidget(self.patch_field, 1, 0, 1, 2)
        grid.addWidget(with_words, 2, 0, top)
        grid.addWidget(self.starts, 3, 0, top)
        grid.addWidget(self.ends, 3, 1, top)
        grid.addWidget(self.places, 2, 1, top)
        grid.addWidget(self.place_field, 4, 0, top)
        grid.addWidget(self.leader_field, 4, 1, top)
        grid.addWidget(self.note, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        for field in self.findChildren(Labelled):
            # As high as its sentence: a fixed height cuts off the third line.
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.patch_field.hide()
