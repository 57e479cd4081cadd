"""The Sign-ups tab: sessions, the register of one, and the finder beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import registers
from desktop.data.changes import Topic
from desktop.data.registers import RegisterLine, SignUps
from desktop.rules.refusal import Refused, WayOn
from desktop.ui.desk import Desk
from desktop.ui.screen import WAY_ON, Screen
from desktop.ui.signups.card_at_once import CardAtOnce
from desktop.ui.signups.choice import preview_of
from desktop.ui.signups.chosen import Chosen
from desktop.ui.signups.company import Company
from desktop.ui.signups.door import Door
from desktop.ui.signups.moving import Moving
from desktop.ui.signups.offer import Offer
from desktop.ui.signups.person_pane import PersonPane
from desktop.ui.signups.register_pane import RegisterPane
from desktop.ui.signups.ringing import YES
from desktop.ui.signups.rows import Line
from desktop.ui.signups.session_pane import SessionPane
from desktop.ui.signups.sheets import Sheets
from desktop.ui.signups.steps import Steps
from desktop.ui.signups.suits import MOST, Suits
from desktop.ui.signups.taking import Taking
from desktop.ui.signups.waiting_list import WaitingList
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.panes import Panes


class SignupsScreen(Screen):
    """Finds people and gives them places; marks who came. Signals: those of Screen."""

    topics = frozenset({Topic.SIGNUPS, Topic.ACTIVITIES, Topic.PEOPLE})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._session: int | None = None
        self._follow, self._to_register, self._refused_for = False, False, 0
        self.on_paper = lambda: ("session", self._session) if self._session else None
        self._view: SignUps | None = None

        self.sessions = SessionPane(clock)
        self.middle = RegisterPane(clock)
        self.right = PersonPane(desk, clock)
        self.finder, self.foot = self.right.finder, self.right.foot
        self.register, self.messages = self.middle.view, self.middle.messages
        self._steps = Steps(desk, clock, self)
        self._chosen = Chosen(desk, clock, self.right, self)
        self._moving = Moving(self.sessions, clock, self)
        self._suits = Suits(desk, clock, self.right, self)
        self._taking = Taking(self._steps, self.middle, clock, self)
        self._taking.listen_to(self.right, self._moving)
        self._waiting = WaitingList(self._steps, self.middle, self.right, clock, self)
        self._waiting.go_to.connect(self.go_to)
        self.door = Door(desk, clock, self.middle, self._steps, self.go_to.emit)
        self._company = Company(self._steps, self.middle, self._chosen, clock, self)
        self._company.go_to.connect(self.go_to)
        sheets = Sheets(self.finder, self._open_session, self._on_said, self.say_no, self)
        self.enter_sheet = sheets.enter
        self.sides = Panes(self.sessions, self.middle, self.right)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)
        self.finder.before_escape = self.messages.dismiss_refusal
        self._taking.refused.connect(self.say_no)
        self._taking.go_to.connect(self.go_to)
        self._undo = partial(self.go_to.emit, "undo", None)
        desk.unconfirmed.connect(self.middle.show_unconfirmed)
        self._connect_panes()
        self._connect_person()
        self._add_shortcuts()

    def query(self) -> Callable[..., Any]:
        return partial(
            registers.sign_ups,
            first=None if self._follow else self.sessions.first(),
            days=registers.DAYS if self._follow else self.sessions.days(),
            today=self._clock().date(),
            session_id=self._session,
            person_id=self._chosen.person(),
        )

    def paint(self, view: SignUps) -> None:
        """Show the view, unless something else has been asked for since."""
        shown = view.register.session if view.register else None
        if self._session is not None and (shown is None or shown.id != self._session):
            return
        if not self._follow and view.week.first != self.sessions.first():
            self.refresh()
            return
        self._follow, self._view, self._session = False, view, shown.id if shown else None
        self.sessions.show_week(view.week, self._session)
        self.middle.show_register(view.register)
        self._moving.show_register(view.register)
        self._chosen.show_view(view)
        self._give_focus()

    def show_session(self, session_id: int) -> None:
        """Show a session of any date and give its register the keyboard."""
        self._to_register = True
        self._open_session(session_id)

    def take_person(self, person_id: int) -> None:
        """Show somebody as if found here, the keyboard in the finder: Enter books them."""
        self.focus_finder()
        self._chosen.take_person(person_id)

    @Slot()
    def focus_finder(self) -> None:
        """Put the keyboard into the finder."""
        self.bring(self.right)
        self.finder.take_focus()

    def panes(self) -> Sequence[Pane]:
        return self.sides.all()

    def bring(self, pane: Pane) -> None:
        self.sides.bring(pane)

    def _connect_panes(self) -> None:
        sessions, register, middle = self.sessions, self.register, self.middle
        sessions.picked.connect(self._on_picked)
        sessions.opened.connect(self._on_opened)
        sessions.days_changed.connect(self.refresh)
        sessions.refused.connect(self.say_no)
        register.walk_in_wanted.connect(self._on_walk_in)
        register.find_wanted.connect(self._on_find)
        register.chosen.connect(self._on_line)
        register.reached.connect(self._on_register_reached)
        register.escaped.connect(self._on_register_escaped)
        register.move_wanted.connect(self._on_move)
        self.finder.reached.connect(self._moving.end)
        self._moving.ended.connect(self.refresh)
        self._moving.refused.connect(self._on_refused)
        self._moving.left.connect(self.show_session)
        middle.undo_wanted.connect(self._undo)
        middle.sessions_wanted.connect(self._on_sessions_wanted)
        self.sides.narrowed.connect(middle.show_sessions_button)
        middle.show_sessions_button(self.sides.is_narrow())

    def _connect_person(self) -> None:
        chosen, foot, steps = self._chosen, self.foot, self._steps
        self.cards = CardAtOnce(self, chosen, self._suits, self._taking, steps, self._clock)
        chosen.offered.connect(self._on_offered)
        chosen.offered.connect(self._suits.show_offer)
        self._suits.wanted.connect(steps.book)
        self._suits.waits_too.connect(self._taking.take)
        chosen.refused.connect(self.say_no)
        chosen.left.connect(self.register.setFocus)
        foot.way_on_wanted.connect(self.walk)
        self.finder.new_person.connect(partial(self.door.new_person, chosen))
        self.right.card.details.connect(self._on_details)
        steps.said.connect(self._on_said)
        steps.told.connect(partial(self.messages.say, "info"))
        steps.refused.connect(self._on_refused)
        steps.booked.connect(self._on_booked)
        steps.moved.connect(self._on_moved)

    def _add_shortcuts(self) -> None:
        self.add_key("Ctrl+F", self.focus_finder)
        self.add_key("F2", self._on_details)
        self.add_key("Ctrl+D", lambda: self._taking.ask_dates(self.desk, self.foot.offer()))
        self.add_key("Ctrl+O", self.right.want_suits)
        self.add_key("Ctrl+E", lambda: self._taking.ask_every_week(self._chosen.person()))
        self._company.add_keys(self.add_key)
        self.add_key(YES, self.foot.take_up)
        for number in range(1, MOST + 1):
            self.add_key(f"Ctrl+{number}", partial(self._suits.take, number))

    def _open_session(self, session_id: int) -> None:
        self._follow = True
        self._on_picked(session_id)

    def _give_focus(self) -> None:
        if not self._to_register:
            return
        self._to_register = False
        if self.register.isVisible() and self.middle.model.rowCount():
            self.register.setFocus(Qt.FocusReason.OtherFocusReason)
            self.register.settle()
            self._on_register_reached()
        else:
            self.focus_finder()

    @Slot()
    def _on_sessions_wanted(self) -> None:
        self.bring(self.sessions)
        self.sessions.take_focus()

    @Slot(int)
    def _on_picked(self, session_id: int) -> None:
        self._session = session_id
        self.messages.clear()
        self.middle.close_strips()
        self._chosen.expect_session(session_id)
        self.refresh()

    @Slot(object)
    def _on_offered(self, made: Offer | None) -> None:
        if not self._chosen.from_register():
            self.register.choose(made.person.id if made and made.is_here() else None)
        self.middle.show_preview(self._moving.preview() or preview_of(made))

    @Slot(object)
    def _on_line(self, line: Line) -> None:
        if self.register.hasFocus() and line.person_id:
            self._chosen.choose_line(line)

    @Slot()
    def _on_opened(self) -> None:
        if not self._moving.take():
            self.register.setFocus()

    @Slot(object)
    def _on_move(self, line: RegisterLine) -> None:
        if self._moving.start(line):
            self._on_sessions_wanted()

    @Slot(int)
    def _on_moved(self, person_id: int) -> None:
        self._moving.end()
        self.register.expect(person_id)
        self._to_register = True
        self.refresh()

    @Slot()
    def _on_register_reached(self) -> None:
        self._moving.end()
        if line := self.register.line():
            self._on_line(line)

    @Slot()
    def _on_register_escaped(self) -> None:
        if not self.middle.keep_all():
            self.messages.dismiss()

    @Slot(str)
    def _on_find(self, letters: str) -> None:
        self.focus_finder()
        if letters:
            self.finder.start(letters)

    @Slot()
    def _on_walk_in(self) -> None:
        if self._chosen.start_walk_in():
            self.focus_finder()

    @Slot()
    def _on_details(self) -> None:
        if (person_id := self._chosen.person()) is not None:
            self.go_to.emit("person page", person_id)

    @Slot(str)
    def _on_said(self, words: str) -> None:
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)

    @Slot(object)
    def say_no(self, refusal: Refused, about: object = 0) -> None:
        self._refused_for = about if isinstance(about, int) else 0
        super().say_no(refusal, about)

    @Slot(object, int)
    def _on_refused(self, no: Refused, person_id: int) -> None:
        self.say_no(no, person_id)
        self.refresh()

    @Slot(int)
    def _on_booked(self, _person_id: int) -> None:
        self._chosen.end_walk_in()
        if self.finder.box.hasFocus():
            self.finder.box.selectAll()

    @Slot()
    def take_way_on(self) -> None:
        if not self.messages.act(WAY_ON) and (way := self.foot.way_on()):
            self.walk(way)

    @Slot(object)
    def walk(self, way: WayOn) -> None:
        if way.kind == "book" and way.id == self._session:
            self.focus_finder()
        elif way.kind == "show_session":
            self._open_session(way.id)
        elif way.kind == "referral":
            self._taking.ask_referral(self.desk, self.foot.offer())
        elif way.kind in ("wait", "asked", "alone"):
            self._steps.take_way(way, self._refused_for)
        else:
            super().walk(way)
