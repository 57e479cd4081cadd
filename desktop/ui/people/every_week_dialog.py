"""Comes every week: begun with what it means said beforehand, away for a while, or no more."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import regular_pages, regular_party, regulars
from desktop.data.regular_pages import Asked
from desktop.data.regulars import Begun, GivenUp
from desktop.rules.companions import names
from desktop.rules.days import day, near_date
from desktop.rules.refusal import Refused
from desktop.rules.regulars import LONGEST_REASON, dates_words, since_words
from desktop.ui.desk import Desk
from desktop.ui.people.along_ticks import AlongTicks
from desktop.ui.people.day_field import DayField
from desktop.ui.people.small_dialog import SmallDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments

MOST_NAMED = 4
AWAY, BACK, END, ALONG = "away", "back", "end", "along"


class EveryWeekDialog(SmallDialog):
    """Enter begins it, or saves what has changed.

    Signals:
        members_wanted: the members of the group are to be shown (int activity id).
    """

    members_wanted = Signal(int)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], found: Asked, parent: QWidget
    ) -> None:
        self._found, self._clock = found, clock
        super().__init__(desk, self._title(found), "every_week", parent)
        self.choice = Segments(self.tr("What has changed"), self._choices())
        self.first = DayField(self.tr("From"), clock)
        self.until = DayField(
            self.tr("Comes again on"), clock, empty=self.tr("empty: nobody knows yet")
        )
        self.reason = Field(self.tr("Why?"), hint=self.tr("may be empty"), icon="note-pencil")
        self.reason.box.setMaxLength(LONGEST_REASON)
        self.along = AlongTicks(desk, clock, found.called, found.brought, found.known)
        self._shown = Facts(96)
        self.members = PlainButton(self.tr("Members and seats"), icon="users", kind="quiet")
        self.members.setObjectName("members")
        self.members.setAutoDefault(False)
        self._fill()
        self.choice.chosen.connect(self._show_choice)
        self.members.clicked.connect(self._on_members)
        self.along.changed.connect(self._on_along)
        self.act.clicked.connect(self._on_act)
        self._show_choice(self.choice.choice())
        (self.until.box if found.now else self.act).setFocus()
        self.fit()

    def way_after(self, no: Refused) -> Callable[[], object] | None:
        """Begin after all, once a colleague has been asked."""
        if no.way_on is None or no.way_on.kind != "asked":
            return None
        from desktop.data import after_asking

        if self._found.now is not None:
            return partial(self._bring, asked=True)
        return partial(self._begin, after_asking.every_week)

    def _title(self, found: Asked) -> str:
        if found.now:
            return self.tr("{0} comes every week").format(found.called)
        return self.tr("Does {0} come every week?").format(found.called)

    def _choices(self) -> Sequence[tuple[str, str]]:
        away = (AWAY, self.tr("Away for a while"))
        end = (END, self.tr("Comes no more"))
        along = (ALONG, self.tr("Who comes along"))
        if self._found.now and self._found.now.away:
            return ((BACK, self.tr("Is back")), away, end, along)
        return (away, end, along)

    def _fill(self) -> None:
        found, body = self._found, self.body
        body.addWidget(Label(f"{found.title}. {found.rhythm}.", "body", "ink2", wrap=True))
        card = Card()
        self._shown.show_facts(self._facts())
        card.body.addWidget(self._shown)
        row = QHBoxLayout()
        row.addWidget(Label(self._members_words(), "text", "ink2", wrap=True), 1)
        row.addWidget(self.members)
        card.body.addLayout(row)
        body.addWidget(card)
        for widget in (self.choice, self.first, self.until, self.reason):
            widget.setVisible(found.now is not None)
            body.addWidget(widget)
        body.addWidget(self.along)
        if found.now:
            away = found.now if found.now.away else None
            self.first.show_day(away.away_from if away else self._today())
            self.until.show_day(away.away_until if away else None)
            self.reason.set_text(away.reason if away else "")

    def _facts(self) -> list[Fact]:
        now = self._found.now
        if now is None:
            return self._foreseen()
        rows = [
            Fact(self.tr("Comes"), f"{since_words(now.since)}."),
            Fact(self.tr("With"), (now.brought and f"{names(now.brought)}.") or "", "users"),
            Fact(self.tr("Away"), now.away and f"{now.away}.", "", True),
            Fact(self.tr("Why"), now.reason if now.away else ""),
            Fact(self.tr("Dates"), dates_words(now.booked, now.waits)),
            Fact(self.tr("Next"), f"{day(now.next, self._today())}." if now.next else ""),
            Fact(self.tr("Until"), f"{day(now.until, self._today())}." if now.until else ""),
        ]
        return [row for row in rows if row.value]

    def _foreseen(self) -> list[Fact]:
        found = self._found
        named = ", ".join(near_date(each, self._today()) for each in found.full[:MOST_NAMED])
        more = len(found.full) - MOST_NAMED
        also = self.tr("{0}, and {1} more").format(named, more) if more > 0 else named
        rows = [
            Fact(self.tr("Will be"), dates_words(found.booked, len(found.full))),
            Fact(self.tr("Full on"), f"{also}." if found.full else "", "hourglass"),
            Fact(self.tr("Later"), self.tr("New dates are booked as they appear.")),
        ]
        return [row for row in rows if row.value]

    def _members_words(self) -> str:
        found = self._found
        if not found.members:
            words = self.tr("Nobody else comes every week yet. {0} seats.").format(found.places)
        elif found.members == 1:
            words = self.tr("1 person comes every week, {0} seats.").format(found.places)
        else:
            both = found.members, found.places
            words = self.tr("{0} people come every week, {1} seats.").format(*both)
        return words

    @Slot(str)
    def _show_choice(self, chosen: str) -> None:
        now = self._found.now is not None
        words = {
            AWAY: self.tr("Is away"), BACK: self.tr("Is back"), END: self.tr("Comes no more"),
            ALONG: self.tr("Save who comes along"),
        }  # fmt: skip
        self.along.setVisible(not now or chosen == ALONG)
        self.first.setVisible(now and chosen == AWAY)
        self.until.setVisible(now and chosen != ALONG)
        labels = {
            AWAY: (self.tr("Comes again on"), self.tr("empty: nobody knows yet")),
            BACK: (self.tr("Comes again on"), self.tr("empty: today")),
            END: (self.tr("Last day"), self.tr("empty: today, and no more from tomorrow")),
        }
        if chosen in labels:
            self.until.ask_for(*labels[chosen])
        if chosen != AWAY:
            self.until.show_day(None)
        self.reason.setVisible(now and chosen in (AWAY, END))
        self.act.set_words(words[chosen] if now else self.tr("Comes every week"))
        self.tell("refuse", "")

    @Slot()
    def _on_act(self) -> None:
        if self._found.now is None:
            self._begin(regulars.begin)
            return
        if self.choice.choice() == ALONG:
            self._bring()
            return
        try:
            first, until = self.first.on(), self.until.on()
        except Refused as no:
            self.refuse(no)
            return
        does = {AWAY: self._pause, BACK: self._back, END: self._end}
        does[self.choice.choice()](first or self._today(), until)

    def _begin(self, use_case: Callable[..., Begun]) -> None:
        found = self._found
        action = partial(
            use_case, session_id=found.session_id, person_id=found.person_id,
            brought=self.along.brought(),
        )  # fmt: skip
        self.write(action, lambda done: self._say(done.words))

    def _bring(self, *, asked: bool = False) -> None:
        action = partial(
            regular_party.bring, brought=self.along.brought(), asked=asked, **self._which()
        )
        self.write(action, lambda done: self._say(done.words))

    @Slot()
    def _on_along(self) -> None:
        """Say beforehand what it would come to with those who come along now."""
        found = self._found
        self.fit()
        if found.now is None:
            read = partial(
                regular_pages.ask, session_id=found.session_id, person_id=found.person_id,
                brought=self.along.brought(),
            )  # fmt: skip
            self._desk.read(read, self._on_read, owner=self, latest="every week")

    def _on_read(self, found: Asked) -> None:
        self._found = found
        self._shown.show_facts(self._facts())
        self.fit()

    def _pause(self, first: date, until: date | None) -> None:
        action = partial(
            regulars.pause, first=first, until=until, reason=self.reason.text(), **self._which()
        )
        said = self.tr("{0} is away until {1}.").format(
            self._found.called, near_date(until, self._today())
        ) if until else self.tr("{0} is away. Nobody knows until when.").format(
            self._found.called
        )  # fmt: skip
        self.write(action, partial(self._say_given, said))

    def _back(self, _first: date, on: date | None) -> None:
        action = partial(regulars.back, on=on or self._today(), **self._which())
        said = self.tr("{0} comes every week again.").format(self._found.called)
        self.write(action, lambda done: self._say(f"{said} {dates_words(done.booked, done.waits)}"))

    def _end(self, _first: date, last: date | None) -> None:
        action = partial(
            regulars.end, last=last or self._today(), reason=self.reason.text(), **self._which()
        )
        said = self.tr("{0} comes no more every week.").format(self._found.called)
        self.write(action, partial(self._say_given, said))

    def _which(self) -> dict[str, Any]:
        now = self._found.now
        return {"regular_id": now.id, "version": now.version} if now else {}

    def _say_given(self, said: str, done: GivenUp) -> None:
        one, several = self.tr("1 date is free."), self.tr("{0} dates are free.")
        dates = one if done.dates == 1 else several.format(done.dates) if done.dates else ""
        self._say(f"{said} {dates}".strip())

    def _say(self, words: str) -> None:
        self.said.emit(words)
        self.accept()

    def _today(self) -> date:
        return self._clock().date()

    @Slot()
    def _on_members(self) -> None:
        self.accept()
        self.members_wanted.emit(self._found.activity_id)
