"""Every document there is, of a hard week and of an empty practice: whole, legible, and discreet."""

import re
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from functools import partial

import pytest

from desktop.data import appointments
from desktop.data.store import Store
from desktop.data.tables import booking, person, session
from desktop.paper import press
from desktop.paper.documents import documents
from desktop.paper.how import How
from desktop.rules.days import clock
from desktop.rules.refusal import Refused
from tests.conftest import HAND, Clock
from tests.makers import TODAY, a_person, a_session, an_activity
from tests.paper.hard import NOW
from tests.paper.hard_week import SESSIONS, TEXTS, a_hard_week
from tests.paper.reading import broken, fonts_left_out, opened, outside, smallest, words_of

ALL = documents()
LANGUAGES = ("ar", "bn", "pl", "ur")
EDGE = 17
"""Points: 6 mm, what every laser printer leaves white."""

SECRETS = {
    "first name": r"Person\d\d", "last name": "Featherstone|Cholmondeley", "born": "1951|14 March",
    "address": "Mill Lane", "number": r"496 ?00|49600", "NHS number": "943 ?476|9434765",
    "need": "Walking frame|walking frame|Speak slowly", "allergy": "Penicillin|Nuts|nuts",
    "diet": "Vegetarian|Halal|Noodles|Gluten", "note": "under the mat", "ride": "Hint for the seat",
    "companion": r"Jo2\d", "companion’s last name": "Bloggs", "driver": "Driver[01]",
    "driver’s last name": "Wheel[01]", "private": "Quiet hour|Interview",
    "of the lists": "Tellwright|Offerman",
}  # fmt: skip
MAY_SAY = {
    "timetable": set(), "large-print": set(), "easy-read": set(), "poster": set(),
    "register": {"first name", "companion"},
    # What is private has a register too, on its own table.
    "registers": {"first name", "companion", "private"},
    "slip": {"first name", "companion", "need", "allergy", "note", "driver"},
    "card": set(), "cards": set(), "picture-card": set(),
    "letter": {"first name", "last name", "address"},
    "tell-list": {"of the lists"}, "offer-list": {"of the lists"},
    "fire-list": {"first name", "last name", "companion", "companion’s last name", "need"},
    "kitchen": {"first name", "companion", "allergy", "diet"},
    # The driver's page has the way to the door; the desk's own page has who rides with nobody.
    "rides": {"first name", "last name", "address", "number", "need", "ride", "driver",
              "driver’s last name"},
}  # fmt: skip
NOBODY = {
    "timetable": "Nothing is planned here yet.", "large-print": "Nothing is planned here yet.",
    "easy-read": "Nothing is planned here yet.", "poster": "Crafternoon",
    "register": "New today", "registers": "Nothing is on", "slip": "Crafternoon",
    "card": "That booking is cancelled", "cards": "Nobody has a card to print",
    "picture-card": "That booking is cancelled", "letter": "booked on nothing to come",
    "tell-list": "Everybody has been told.", "fire-list": "Nobody is marked as here.",
    "offer-list": "There is no free place that somebody waits for.",
    "kitchen": "Nobody is booked yet.", "rides": "Nobody rides with anybody to this.",
}  # fmt: skip

SENTENCES = {"registers", "card", "picture-card", "letter"}
"""What cannot be printed of nobody: the sentence says why."""


@pytest.fixture(scope="module")
def hard(sqlite_template, tmp_path_factory):
    """The hard week, made once; each document is read from it as the window reads it."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("hard") / "practice.db")
    with closing(Store(f"sqlite:///{file}", HAND, clock=Clock())) as store:
        yield Read(store, a_hard_week(store).about)


class Read:
    """Reads a document with what it is about, after the step that must come first."""

    def __init__(self, store, about):
        self.store, self._about, self._views = store, about, {}

    def __call__(self, name, **narrowed):
        document = ALL[name]
        about = self._about[document.about] | narrowed | {"now": NOW}
        if document.before:
            self.store.write(partial(document.before, **about))
        return self.store.read(partial(document.read, **about))

    def view(self, name):
        if name not in self._views:
            self._views[name] = self(name)
        return self._views[name]


def ways(document):
    """Give each paper and each end of the sizes a document comes in."""
    found = [How(paper) for paper in document.papers]
    found += [How(paper, across=True) for paper in document.papers if document.may_lie]
    found += [
        How(points=each, colour=True) for each in document.points[:: len(document.points) - 1]
    ]
    return found


def whole(sheet):
    """Make a PDF, and check all that holds for every page that leaves the printer."""
    data = press.pdf(sheet).data
    assert smallest(data) > 10.99
    assert outside(data, EDGE) == []
    assert fonts_left_out(data) == []
    assert [letter for letter in _letters(data) if letter[1] == 0] == []
    said = words_of(data)
    assert "\ufffd" not in said
    return said


def _letters(data):
    """Give every letter drawn with the number of its shape; 0 is the empty box."""
    for page in opened(data):
        for span in page.get_texttrace():
            yield from ((chr(each[0]), each[1]) for each in span["chars"])


def sessions_in(view):
    """Find every session a frozen view shows, however deep; the next one is not on every card."""
    if isinstance(view, tuple | list):
        for each in view:
            yield from sessions_in(each)
    elif isinstance(view, Mapping):
        yield from sessions_in(tuple(view.values()))
    elif is_dataclass(view):
        if hasattr(view, "title") and hasattr(view, "starts"):
            yield view
        for each in fields(view):
            if each.name != "next":
                yield from sessions_in(getattr(view, each.name))


def said_without_spaces(text):
    return re.sub(r"[\s\u2066-\u2069]", "", text)


def titles(document, shown):
    """Give what a session may be called: on somebody's own paper in the language they read."""
    own = document.about in ("booking", "person")
    return [shown.title, *(title for title, _text in TEXTS.values() if own)]


def times(starts):
    """Give a time as it may stand in a span: "2pm", or "2" before "to 4pm"."""
    return (clock(starts), clock(starts).removesuffix("am").removesuffix("pm"))


@pytest.mark.parametrize("name", ALL)
def test_it_passes_both_checkers(hard, name):
    document = ALL[name]
    lie = How(document.papers[0], across=document.may_lie)
    assert broken(document.sheet(hard.view(name), lie)) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_small_lost_or_cut_off_on_any_paper_it_goes_on(hard, name):
    document, view = ALL[name], hard.view(name)
    # A list of who is where names sessions that have nothing left to offer or to tell.
    shown = [] if document.about == "now" else list(sessions_in(view))
    for how in ways(document):
        said = said_without_spaces(whole(document.sheet(view, how)))
        for each in shown:
            assert any(said_without_spaces(title) in said for title in titles(document, each))
            assert any(said_without_spaces(time) in said for time in times(each.starts))


@pytest.mark.parametrize("name", ["timetable", "large-print", "easy-read"])
def test_the_week_has_all_its_sessions_and_says_which_is_not_on(hard, name):
    view = hard.view(name)
    assert len(view.sessions) == SESSIONS
    assert "Not on" in words_of(press.pdf(ALL[name].sheet(view, How())).data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [each.name for each in ALL.values() if each.languages])
def test_no_letter_of_any_language_is_printed_as_a_box(hard, name, language):
    document = ALL[name]
    sheet = document.sheet(hard.view(name), How(document.papers[0], language=language))
    whole(sheet)
    if language == "ar" and document.about != "session":
        assert broken(sheet) == []


@pytest.mark.parametrize("name", ALL)
def test_it_says_what_it_may_and_no_more(hard, name):
    document = ALL[name]
    said = words_of(press.pdf(document.sheet(hard.view(name), How(document.papers[0]))).data)
    assert {what for what, marks in SECRETS.items() if re.search(marks, said)} == MAY_SAY[name]
    assert document.names_people or not MAY_SAY[name]


@pytest.mark.parametrize("name", ALL)
def test_the_same_records_give_the_same_bytes(hard, name):
    sheet = ALL[name].sheet(hard.view(name), How(ALL[name].papers[0]))
    assert press.pdf(sheet).data == press.pdf(sheet).data


@pytest.mark.parametrize("name", ALL)
def test_of_nobody_at_all_it_is_a_page_that_says_so_or_a_sentence(file_store, name):
    activity = an_activity(file_store)
    later = {} if ALL[name].about in ("week", "day") else {"activity_id": activity}
    session_id = a_session(file_store, **later) if later else None
    about = {
        "week": {"first": TODAY}, "session": {"session_id": session_id},
        "booking": {"booking_id": 1}, "activity": {"activity_id": activity},
        "person": {"person_id": a_person(file_store)}, "day": {"on": TODAY}, "now": {},
    }  # fmt: skip
    read = Read(file_store, about)
    if name in SENTENCES:
        with pytest.raises(Refused, match=NOBODY[name]):
            read(name)
        return
    sheet = ALL[name].sheet(read(name), How(ALL[name].papers[0]))
    assert NOBODY[name] in whole(sheet)
    assert broken(sheet) == []


@pytest.mark.parametrize("weeks", [2, 3, 5])
def test_more_weeks_on_one_sheet_are_whole(hard, weeks):
    view = hard("timetable", weeks=weeks)
    assert view.weeks == weeks
    sheet = ALL["timetable"].sheet(view, How("a3", across=True))
    said = said_without_spaces(whole(sheet))
    assert all(said_without_spaces(each.title) in said for each in view.sessions)
    assert broken(sheet) == []


def test_a_sheet_of_one_place_shows_that_place_alone(hard):
    place = hard.store.read(lambda db: db.value(session.select().with_only_columns(session.c.place)
                            .where(session.c.place.is_not(None), session.c.date > TODAY)))  # fmt: skip
    view = hard("timetable", place_id=place)
    assert len({each.place for each in view.sessions}) == 1
    assert view.only in whole(ALL["timetable"].sheet(view, How()))


def test_thousands_of_bookings_are_a_page_or_a_sentence_and_never_a_window_that_waits(file_store):
    here = a_session(file_store, on=TODAY, places=5000)
    who = a_person(file_store)
    many = appointments.MOST_CARDS + 1

    def fill(db):
        for n in range(many):
            facts = {"person": who if n == 0 else _another(db, n), "number": 10_000 + n}
            db.add(booking, session=here, status="booked", booked_at=db.now, **facts)
        db.change(session, here, booked=many)

    file_store.write(fill)
    with pytest.raises(Refused, match=f"{many} people are booked, and cards are printed for 400"):
        file_store.read(partial(appointments.cards, session_id=here, now=NOW))
    read = Read(file_store, {"session": {"session_id": here}, "week": {"first": TODAY}})
    for name in ("timetable", "kitchen", "rides", "register"):
        whole(ALL[name].sheet(read(name), How()))


def _another(db, n):
    return db.add(
        person, first=f"Other{n}", last="Person", sort_key=f"person other{n}", made=db.now
    )
