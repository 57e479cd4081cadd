"""Who comes along, on the register: under their booking, left behind, and where one moves alone."""

from functools import partial

from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.data import companions, registers
from desktop.data.tables import booking, session
from desktop.rules.companions import Brought
from desktop.ui.signups.kinds import Kind
from desktop.ui.signups.model import Column, RegisterModel
from tests.conftest import NOW
from tests.makers import THURSDAY, a_person, a_session, days_from
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture

JO = Brought("Jo Reid", "carer", diet="No nuts")


def brings(store, session_id, *brought):
    person_id = a_person(store)
    book = partial(companions.book, session_id=session_id, person_id=person_id, brought=brought)
    return person_id, store.write(book).value.booking_id


def shown(qapp, store, session_id):
    model = RegisterModel()
    model.show_register(store.read(partial(registers.register, session_id=session_id)), None, NOW)
    return model


def aloud(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(n, Column.NAME), role) for n in range(model.rowCount())]


def test_a_companion_stands_under_their_booking_and_is_read_aloud(qapp, file_store):
    thursday = a_session(file_store)
    brings(file_store, thursday, JO, Brought("", "interpreter"))
    model = shown(qapp, file_store, thursday)
    assert aloud(model)[1:] == [
        "Jo Reid, carer. No nuts. Comes along", "Interpreter. To confirm",
    ]  # fmt: skip
    assert len(model.lines()) == 3  # each can be marked or cancelled by itself


def test_a_companion_whose_person_has_gone_stands_under_a_heading_of_their_own(qapp, file_store):
    thursday = a_session(file_store)
    _person, booked = brings(file_store, thursday, JO)
    file_store.write(lambda db: db.change(booking, booked, status="cancelled"))
    model = shown(qapp, file_store, thursday)
    rows = [model.row(n) for n in range(model.rowCount())]
    assert [(row.kind, row.name) for row in rows if row.kind is not Kind.CANCELLED][:2] == [
        (Kind.SECTION, "The person they came with has cancelled"), (Kind.ALONG, "Jo Reid, carer"),
    ]  # fmt: skip


def test_where_there_is_one_place_one_of_two_moves_alone(open_room, file_store):  # noqa: F811
    thursday = a_session(file_store)
    a_session(file_store, name="Walk", on=days_from(THURSDAY, 1), places=1)
    person_id, _booked = brings(file_store, thursday, JO)
    room = open_room()
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
    room.qtbot.keyClick(room.register_row(person_id), Qt.Key.Key_M)
    room.until(room.screen.sessions.list.hasFocus)
    room.key(Qt.Key.Key_Down)
    room.until(lambda: room.screen.middle.heading.title.text() == "Walk")
    room.key(Qt.Key.Key_Return)
    room.says("Not moved. Walk has 1 place left, and they are 2.")
    room.screen.take_way_on()
    room.says("Moved. Mrs Patel: Walk, Friday 27 November, 2pm to 4pm.")
    counts = select(session.c.booked).order_by(session.c.id)
    assert [row.booked for row in file_store.read(lambda db: db.all(counts))] == [0, 1]
