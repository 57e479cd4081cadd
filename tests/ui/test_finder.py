"""The finder: one box, no mode, no pause, and Enter never acts on somebody else."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from desktop.data.changes import Topic
from desktop.data.finding import Found, FoundPerson
from desktop.rules.names import fold
from desktop.ui.finder.finder import Finder
from desktop.ui.finder.marks import marks
from desktop.ui.finder.model import FinderModel, Kind, Role
from tests.makers import a_person, people

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def finder(qtbot, open_desk, clock):
    finder = Finder(open_desk(), lambda: clock.now.astimezone(LONDON))
    qtbot.addWidget(finder)
    finder.show()
    finder.take_focus()
    return finder


def type_text(qtbot, finder, text, *, rows):
    qtbot.keyClicks(finder.box, text)
    qtbot.waitUntil(lambda: finder._answered == text and finder.model.rowCount() == rows)


def shown(finder):
    return [finder.model.row(n).words for n in range(finder.model.rowCount())]


def test_results_show_name_birth_date_and_end_of_phone_and_nothing_else(qtbot, finder, file_store):
    a_person(file_store, born=date(1951, 3, 14), number="+447700900142")
    type_text(qtbot, finder, "pat m", rows=2)
    row = finder.model.row(0)
    assert row.words == "Patel, Meera (Mrs)"
    assert row.second == "Born 14 March 1951. Phone ends 0142"
    assert finder.box.accessibleDescription() == "1 found"


def test_somebody_in_hospital_is_shown_with_a_word(qtbot, finder, file_store):
    a_person(file_store, status="hospital")
    type_text(qtbot, finder, "patel", rows=2)
    index = finder.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Patel, Meera (Mrs). In hospital"


def test_more_than_eight_are_counted_as_eight_and_more(qtbot, finder, file_store):
    people(file_store, 9)
    type_text(qtbot, finder, "number", rows=8)
    assert finder.box.accessibleDescription() == "8+ found"
    assert all(finder.model.row(n).kind is Kind.PERSON for n in range(8))


def test_the_first_result_is_chosen_and_arrows_choose_others(qtbot, finder, file_store):
    first, second = a_person(file_store), a_person(file_store, "Nadia")
    type_text(qtbot, finder, "patel", rows=3)
    assert finder.person().id == first
    with qtbot.waitSignal(finder.chosen) as chosen:
        qtbot.keyClick(finder.box, Qt.Key.Key_Down)
    assert chosen.args[0].id == second
    assert finder.box.hasFocus()


def test_enter_takes_the_person_under_the_bar(qtbot, finder, file_store):
    a_person(file_store)
    nadia = a_person(file_store, "Nadia")
    type_text(qtbot, finder, "patel", rows=3)
    qtbot.keyClick(finder.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(finder.accepted) as accepted:
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    assert accepted.args[0].id == nadia


def test_enter_during_a_search_is_held_for_the_answer(qtbot, finder, file_store):
    ann = a_person(file_store, "Ann", "Bostock")
    a_person(file_store)
    type_text(qtbot, finder, "patel", rows=2)
    finder.box.selectAll()
    with qtbot.waitSignal(finder.accepted) as accepted:
        qtbot.keyClicks(finder.box, "bostock")
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    assert accepted.args[0].id == ann


def test_typing_on_after_a_held_enter_takes_it_back(qtbot, finder, file_store):
    a_person(file_store)
    a_person(file_store, "Meera", "Patela")
    taken = []
    finder.accepted.connect(taken.append)
    qtbot.keyClicks(finder.box, "patel")
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    qtbot.keyClicks(finder.box, "a")
    qtbot.waitUntil(lambda: shown(finder)[:1] == ["Patela, Meera (Mrs)"])
    assert taken == []


def test_an_answer_that_comes_after_the_box_was_cleared_shows_nobody(finder):
    person = FoundPerson(7, "Patel, Meera (Mrs)", "Mrs Patel", "Meera Patel", None, "", "")
    finder._on_found(Found("patel", (person,)))
    assert finder.person() is None
    assert finder.model.rowCount() == 0


def test_an_enter_from_before_a_lost_connection_is_forgotten(qtbot, finder, file_store):
    a_person(file_store)
    taken = []
    finder.accepted.connect(taken.append)
    qtbot.keyClicks(finder.box, "patel")
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    finder._desk.reachable.emit(False, "The database does not answer.")
    qtbot.waitUntil(lambda: finder.model.rowCount() == 2)
    assert taken == []


def test_nobody_found_makes_enter_offer_a_new_person(qtbot, finder):
    type_text(qtbot, finder, "zoe unknown", rows=1)
    assert shown(finder) == ["New person: “zoe unknown”"]
    assert finder.box.accessibleDescription() == "None found"
    with qtbot.waitSignal(finder.new_person) as new:
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    assert new.args == ["zoe unknown"]


def test_no_new_person_is_made_of_a_number(qtbot, finder):
    type_text(qtbot, finder, "0142", rows=0)
    assert finder.box.accessibleDescription() == "None found"


def test_a_slip_of_the_pen_is_offered_below_and_never_chosen_by_itself(qtbot, finder, file_store):
    meera = a_person(file_store)
    type_text(qtbot, finder, "patle", rows=3)
    assert shown(finder) == ["New person: “patle”", "Did you mean", "Patel, Meera (Mrs)"]
    assert finder.person() is None
    qtbot.keyClick(finder.box, Qt.Key.Key_Down)
    assert finder.person().id == meera
    qtbot.keyClick(finder.box, Qt.Key.Key_Up)
    assert finder.person() is None


def test_a_person_who_comes_into_the_records_appears_without_moving_the_choice(
    qtbot, finder, file_store
):
    nadia = a_person(file_store, "Nadia")
    type_text(qtbot, finder, "patel", rows=2)
    a_person(file_store, "Aaron")
    finder._desk.changed.emit(frozenset({Topic.PEOPLE}))
    qtbot.waitUntil(lambda: finder.model.rowCount() == 3)
    assert finder.person().id == nadia


def test_escape_clears_and_then_leaves(qtbot, finder, file_store):
    a_person(file_store)
    type_text(qtbot, finder, "patel", rows=2)
    qtbot.keyClick(finder.box, Qt.Key.Key_Escape)
    assert finder.box.text() == ""
    assert finder.model.rowCount() == 0
    assert finder.person() is None
    with qtbot.waitSignal(finder.left):
        qtbot.keyClick(finder.box, Qt.Key.Key_Escape)


def test_somebody_brought_from_elsewhere_is_found_and_enter_takes_them(qtbot, finder):
    person = FoundPerson(7, "Patel, Meera (Mrs)", "Mrs Patel", "Meera Patel", None, "", "")
    finder.expect()
    with qtbot.waitSignal(finder.accepted) as accepted:
        qtbot.keyClick(finder.box, Qt.Key.Key_Return)
        finder.show_one(person)
    assert accepted.args == [person]
    assert finder.box.selectedText() == "Meera Patel"


def test_under_somebody_brought_from_elsewhere_no_second_one_is_offered(qtbot, finder, file_store):
    meera = a_person(file_store)
    finder.expect()
    finder.show_one(
        FoundPerson(meera, "Patel, Meera (Mrs)", "Mrs Patel", "Meera Patel", None, "", "")
    )
    assert finder.model.rowCount() == 1
    finder._ask(finder.box.text())  # as after any booking
    finder._answered = None
    qtbot.waitUntil(lambda: finder._answered == "Meera Patel")
    assert finder.model.rowCount() == 1
    finder.box.clear()
    type_text(qtbot, finder, "Meera Patel", rows=2)


def test_what_is_typed_meanwhile_is_not_overwritten(qtbot, finder):
    person = FoundPerson(7, "Patel, Meera (Mrs)", "Mrs Patel", "Meera Patel", None, "", "")
    finder.expect()
    qtbot.keyClicks(finder.box, "bos")
    finder.show_one(person)
    assert finder.box.text() == "bos"


def test_a_click_chooses_and_leaves_the_keyboard_in_the_box(qtbot, finder, file_store):
    a_person(file_store)
    nadia = a_person(file_store, "Nadia")
    type_text(qtbot, finder, "patel", rows=3)
    middle = finder.list.visualRect(finder.model.index(1)).center()
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert finder.person().id == nadia
    assert finder.box.hasFocus()


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("Patel, Meera (Mrs)", "patel m", ["Patel", "M"]),
        ("O'Brien, Séan", "obri", ["O'Bri"]),
        ("Smith-Jones, Ann", "jones", ["Jones"]),
        ("MacDonald, Ian", "mcdon", ["MacDon"]),
        ("Strauß, Eva", "strauss", ["Strauß"]),
        ("Ali, Ali", "xy", []),
    ],
)
def test_the_typed_letters_are_marked_whatever_their_accents(name, typed, marked):
    assert [name[a:b] for a, b in marks(name, fold(typed))] == marked


def test_names_are_never_read_as_markup(qapp):
    model = FinderModel()
    odd = FoundPerson(1, "<b>Patel</b>, Meera", "Mrs", "Meera", None, "", "")
    model.show_people((), (odd,))
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert model.index(0).data(Role.ROW).words == "<b>Patel</b>, Meera"


def test_a_right_to_left_name_is_found_and_drawn(qtbot, finder, file_store):
    a_person(file_store, "محمد", "الأحمد", title="")
    finder.box.insert("محمد")
    qtbot.waitUntil(lambda: finder.model.rowCount() == 2)
    assert not finder.grab().isNull()


def test_the_results_obey_qt(qtmodeltester):
    model = FinderModel()
    one = FoundPerson(1, "Patel, Meera", "Mrs Patel", "Meera Patel", date(1951, 3, 14), "01", "")
    model.show_people(("patel",), (one,), (one,), "patel")
    qtmodeltester.check(model)
