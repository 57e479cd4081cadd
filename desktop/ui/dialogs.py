"""Opens the dialogs that belong to no one room, and says what was done in them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard
from desktop.data.changeable import Changeable
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from desktop.data.along import Company
    from desktop.data.ending import Group
    from desktop.data.regular_pages import Asked as EveryWeekAsked
    from desktop.data.ride_lines import RideOf
    from desktop.data.upkeep import SeriesPage
    from desktop.ui.files import Files


class Dialogs(QObject):
    """One dialog at a time.

    Signals:
        said: what was done (str).
        told: what was done, or not (str kind, str sentence).
        go_to: it leads elsewhere (str place, object id).
    """

    said = Signal(str)
    told = Signal(str, str)
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, clock: Callable[[], datetime], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._clock, self._window = desk, clock, window

    def open(self, place: str, about: Any) -> None:
        """Open the dialog of this name; `about` is what it begins with."""
        openers: dict[str, Callable[[Any], None]] = {
            "new person": self._new_person,
            "new series": self._new_series,
            "change session": self._change_session,
            "cancel session": self._cancel_session,
            "closure": self._new_closure,
            "end group": self._end_group,
            "left out": self._show_left_out,
            "calendar file": lambda _about: self._files().save_calendar(),
            "save pack": lambda _about: self._files().save_pack(),
            "open pack": lambda _about: self._files().open_pack(),
            "hours": self._change_hours,
            "companions": self._ask_company,
            "ride": self._ask_ride,
            "options": self._ask_options,
            "building": self._open_building,
            "reminder words": self._write_reminders,
            "asked": self._write_asked,
            "every week": self._ask_every_week,
            "regular": self._ask_regular,
            "members": self._show_members,
            "ask first": self._ask_first,
            "take out": lambda _about: self._take_out(),
            "import programme": lambda _about: self._files().open_programme(self._import_programme),
            "import people": lambda _about: self._files().open_people(self._import_people),
        }
        openers[place](about)

    def _files(self) -> "Files":
        from desktop.ui.files import Files

        files = Files(self._desk, self._clock, self._window)
        files.said.connect(self.told)
        return files

    def _take_out(self) -> None:
        """Ask the open room for what it shows, fresh, and offer it as a table."""
        room = getattr(self._window, "rooms").open_room()  # noqa: B009 -- the window is not known here
        query = room.listed() if room else None
        if query is not None:
            from desktop.ui.on_screen import whole

            self._desk.read(whole(query), self._offer_table, owner=self)

    def _offer_table(self, view: Any) -> None:
        from desktop.ui.on_screen import on_screen
        from desktop.ui.taking_out import TakingOut

        table = on_screen(view, self._clock())
        if table is None:
            self.told.emit("info", self.tr("There is nothing on screen to save."))
            return
        dialog = TakingOut(self._desk, table, self._window)
        dialog.told.connect(self.told)
        dialog.open()

    def _import_programme(self, file: str) -> None:
        from desktop.ui.activities.programme_dialog import ProgrammeDialog

        dialog = ProgrammeDialog(self._desk, self._clock, Path(file), self._window)
        dialog.told.connect(self.told)
        dialog.ask()

    def _import_people(self, file: str) -> None:
        from desktop.ui.people.import_dialog import ImportDialog

        dialog = ImportDialog(self._desk, self._clock, Path(file), self._window)
        dialog.told.connect(self.told)
        dialog.ask()

    def _new_person(self, typed: str | None) -> None:
        from desktop.ui.people.dialog import PersonDialog

        dialog = PersonDialog(self._desk, self._clock, typed=typed or "", parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(partial(self.go_to.emit, "person"))
        dialog.open()

    def _new_series(self, activity_id: int | None) -> None:
        from desktop.ui.series.series_dialog import SeriesDialog

        dialog = SeriesDialog(self._desk, self._clock, activity_id, self._window)
        dialog.made.connect(self._on_series)
        dialog.ask()

    def _change_session(self, session_id: int) -> None:
        from desktop.data import changeable

        read = partial(changeable.changeable, session_id=session_id)
        self._desk.read(read, self._open_change, owner=self)

    def _open_change(self, found: Changeable) -> None:
        from desktop.ui.series.change_dialog import ChangeDialog

        dialog = ChangeDialog(self._desk, self._clock, found, self._window)
        dialog.changed.connect(self.said)
        dialog.open()

    def _cancel_session(self, session_id: int) -> None:
        from desktop.data import activities

        read = partial(activities.session_card, session_id=session_id)
        self._desk.read(read, self._open_cancel, owner=self)

    def _open_cancel(self, session: SessionCard) -> None:
        from desktop.ui.series.cancel_dialog import CancelDialog

        dialog = CancelDialog(self._desk, session, self._window)
        dialog.cancelled.connect(self.said)
        dialog.open()

    def _new_closure(self, on: date | None) -> None:
        from desktop.ui.series.closure_dialog import ClosureDialog

        dialog = ClosureDialog(self._desk, self._clock, self._window, on)
        dialog.shut.connect(self.said)
        dialog.hours_wanted.connect(partial(self._open_hours, dialog))
        dialog.ask()

    def _end_group(self, activity_id: int) -> None:
        from desktop.data import ending

        today = self._clock().date()
        read = partial(ending.group, activity_id=activity_id, today=today)
        self._desk.read(read, self._open_end, owner=self)

    def _show_left_out(self, series_id: int) -> None:
        from desktop.data import upkeep

        read = partial(upkeep.series_page, series_id=series_id)
        self._desk.read(read, self._open_left_out, owner=self)

    def _open_left_out(self, page: "SeriesPage") -> None:
        from desktop.ui.series.left_out_dialog import LeftOutDialog

        dialog = LeftOutDialog(self._desk, self._clock, page, self._window)
        dialog.brought_back.connect(self.said)
        dialog.open()

    def _open_end(self, group: "Group") -> None:
        from desktop.ui.series.end_dialog import EndDialog

        dialog = EndDialog(self._desk, self._clock, group, self._window)
        dialog.ended.connect(self.said)
        dialog.open()

    def _ask_company(self, about: tuple[int, int]) -> None:
        from desktop.data import along

        read = partial(along.company, session_id=about[0], person_id=about[1])
        self._desk.read(read, self._open_company, owner=self, refused=self._say_no)

    def _open_company(self, found: "Company") -> None:
        from desktop.ui.signups.company_dialog import CompanyDialog

        dialog = CompanyDialog(self._desk, self._clock, found, self._window)
        dialog.said.connect(self.said)
        dialog.open()

    def _ask_ride(self, about: tuple[int, int]) -> None:
        from desktop.data import ride_lines

        read = partial(ride_lines.ride_of, session_id=about[0], person_id=about[1])
        self._desk.read(read, self._open_ride, owner=self, refused=self._say_no)

    def _open_ride(self, found: "RideOf") -> None:
        from desktop.ui.signups.ride_dialog import RideDialog

        dialog = RideDialog(self._desk, self._clock, found.rides, found.rider, self._window)
        dialog.said.connect(self.said)
        dialog.open()

    def _ask_options(self, about: tuple[int, int]) -> None:
        from desktop.ui.signups.options_dialog import ask_options

        ask_options(self._desk, about, self._window, self.said, self._say_no)

    def _say_no(self, no: Refused) -> None:
        self.told.emit("refuse", no.sentence)

    def _change_hours(self, _about: object = None) -> None:
        self._open_hours(self._window)

    def _open_hours(self, over: QWidget) -> None:
        from desktop.ui.series.hours_dialog import HoursDialog

        dialog = HoursDialog(self._desk, self._clock, over)
        dialog.saved.connect(self.said)
        dialog.ask()

    def _open_building(self, _about: object = None) -> None:
        from desktop.ui.building_dialog import BuildingDialog

        BuildingDialog(self._desk, self._clock, self._window).open()

    def _write_reminders(self, code: str | None) -> None:
        from desktop.ui.todo.wording_dialog import WordingDialog

        dialog = WordingDialog(self._desk, self._clock, code, self._window)
        dialog.saved.connect(self.said)
        dialog.ask()

    def _on_series(self, _series_id: int, sessions: int, sentence: str) -> None:
        several = self.tr("Added {0} sessions. {1}.").format(sessions, sentence)
        one = self.tr("Added 1 session. {0}.").format(sentence)
        self.said.emit(one if sessions == 1 else several)

    def _write_asked(self, about: tuple[int, int]) -> None:
        """Write down that a colleague was asked, where nothing goes on by itself."""
        from desktop.data import after_asking

        session_id, person_id = about
        asked = partial(after_asking.asked, session_id=session_id, person_id=person_id)
        words = self.tr("Written down that you have asked. Do it once more.")
        self._desk.write(asked, lambda _done: self.said.emit(words), owner=self)

    def _ask_regular(self, regular_id: int) -> None:
        from desktop.data import regular_pages

        read = partial(regular_pages.ask_about, regular_id=regular_id)
        self._desk.read(read, self._open_every_week, owner=self)

    def _ask_every_week(self, about: tuple[int, int]) -> None:
        from desktop.data import regular_pages

        session_id, person_id = about
        read = partial(regular_pages.ask, session_id=session_id, person_id=person_id)
        self._desk.read(read, self._open_every_week, owner=self)

    def _open_every_week(self, found: "EveryWeekAsked") -> None:
        from desktop.ui.people.every_week_dialog import EveryWeekDialog

        dialog = EveryWeekDialog(self._desk, self._clock, found, self._window)
        dialog.said.connect(self.said)
        dialog.members_wanted.connect(self._show_members)
        dialog.open()

    def _show_members(self, activity_id: int) -> None:
        from desktop.ui.people.members_dialog import MembersDialog

        dialog = MembersDialog(self._desk, self._clock, activity_id, self._window)
        dialog.said.connect(self.said)
        dialog.ask()

    def _ask_first(self, person_id: int) -> None:
        from desktop.ui.people.ask_first_dialog import AskFirstDialog

        dialog = AskFirstDialog(self._desk, self._clock, person_id, self._window)
        dialog.said.connect(self.said)
        dialog.ask()
