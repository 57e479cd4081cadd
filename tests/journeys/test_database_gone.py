"""The database goes away while the window is open: said, nothing lost, and back by itself."""

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from desktop.data import engine, secrets
from desktop.data.tables import booking, person
from tests.makers import a_person, days_from
from tests.proxy import SWALLOW, Proxy

BOOK = "Book Mrs Patel: Crafternoon, today 2pm"
BOOKED = "Booked. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm."


class LockedFile:
    """A file another program keeps for itself, without the log that lets readers go on."""

    def __init__(self, url):
        file = make_url(url).database
        # The same SQLite as the program's: two in one process do not see each other's locks.
        self._other = engine.sqlite_driver().connect(file, isolation_level=None)

    said_of_a_step = "Not saved. Another program is using the records. Try again in a moment."

    def go(self):
        self._other.execute("BEGIN EXCLUSIVE")

    def come_back(self):
        self._other.execute("ROLLBACK")

    def close(self):
        if self._other.in_transaction:
            self.come_back()
        self._other.close()


class DeadServer:
    """A server that throws everybody out of this database and lets nobody in again."""

    said_of_a_step = (
        "Not confirmed. The database does not answer. You can safely do the same again."
    )

    def __init__(self, url, server):
        address = server.set(drivername="postgresql").render_as_string(hide_password=False)
        self._name = make_url(url).database
        self._server = psycopg.connect(address, autocommit=True)

    def go(self):
        self._server.execute(f"alter database {self._name} allow_connections false")
        ends = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"
        self._server.execute(ends, [self._name])

    def come_back(self):
        self._server.execute(f"alter database {self._name} allow_connections true")

    def close(self):
        self.come_back()
        self._server.close()


@pytest.fixture
def database(request, url, monkeypatch):
    """What can be made to go away, and to come back."""
    monkeypatch.setattr(engine, "_SQLITE_WAIT_MS", 50)
    if url.startswith("sqlite"):
        monkeypatch.setattr(engine, "wal_is_safe", lambda _version: False)
        made = LockedFile(url)
    else:
        made = DeadServer(url, request.getfixturevalue("postgres"))
    yield made
    made.close()


@pytest.fixture
def sue(database, crafternoon, mrs_patel, url, store, open_at):
    """A receptionist in Sign-ups, and no other desk with the database open."""
    a_person(store, "Derek", "Hume", title="Mr")
    store.close()
    del database, crafternoon, mrs_patel
    made = open_at(url)
    made.keys("Alt+2")
    made.until(lambda: made.signups.middle.heading.title.text() == "Crafternoon")
    return made


def banner_of(desk):
    banner = desk.window.connection.banner
    return banner.accessibleName() if banner and banner.isVisible() else ""


def hears_that_it_is_gone(desk):
    desk.until(lambda: banner_of(desk).startswith("No connection since 9:30am."))
    assert desk.window.bar.saved.accessibleName() == "Offline"


def hears_that_it_is_back(desk):
    desk.until(lambda: not banner_of(desk))
    desk.until(lambda: desk.window.bar.saved.accessibleName() == "Saved")


def test_it_is_said_in_a_banner_and_goes_by_itself(sue, database):
    database.go()
    hears_that_it_is_gone(sue)
    database.come_back()
    hears_that_it_is_back(sue)


def test_a_name_typed_meanwhile_is_found_when_it_is_back_and_books_nobody(sue, database, bookings):
    database.go()
    hears_that_it_is_gone(sue)
    sue.keys("Ctrl+F")
    sue.type("hume")
    sue.keys("Return")
    sue.until(lambda: not sue.signups.finder._held)
    database.come_back()
    hears_that_it_is_back(sue)
    sue.until(lambda: sue.signups.finder.person() is not None)
    sue.offers("Book Mr Hume: Crafternoon, today 2pm")
    assert sue.signups.finder.box.text() == "hume"
    assert bookings() == []
    sue.keys("Return")
    sue.says("Booked. Mr Hume: Crafternoon, Monday 23 November, 2pm to 4pm.")
    assert bookings() == [("Derek", "booked")]


def test_a_name_typed_into_ctrl_k_goes_nowhere_by_itself_when_it_is_back(sue, database, bookings):
    database.go()
    hears_that_it_is_gone(sue)
    sue.keys("Ctrl+K")
    sue.type("patel")
    sue.keys("Return")
    sue.until(lambda: not sue.window._palette._held)
    database.come_back()
    hears_that_it_is_back(sue)
    sue.until(lambda: sue.found()[:1] == ["Patel, Meera (Mrs)"])
    assert sue.window.bar.find_box.text() == "patel"
    assert bookings() == []
    sue.keys("Return")
    sue.offers(BOOK)


def test_enter_on_the_button_meanwhile_says_it_is_not_saved_and_books_nobody_later(
    sue, database, bookings
):
    sue.find_anything("patel", "Patel, Meera (Mrs)")
    sue.keys("Return")
    sue.offers(BOOK)
    database.go()
    sue.keys("Return")
    sue.says(database.said_of_a_step)
    hears_that_it_is_gone(sue)
    assert sue.signups.finder.box.text() == "Meera Patel"
    database.come_back()
    hears_that_it_is_back(sue)
    sue.offers(BOOK)
    assert bookings() == []
    sue.keys("Return")
    sue.says(BOOKED)
    assert bookings() == [("Meera", "booked")]
    sue.signups.messages.dismiss()
    assert sue.said() == ""  # what was said of the step that was lost is over


def test_a_week_asked_for_meanwhile_is_there_when_it_is_back(sue, database, clock):
    sue.keys("Alt+1")
    sue.until(lambda: sue.window.rooms.room("calendar")._shown is not None)
    database.go()
    hears_that_it_is_gone(sue)
    sue.keys("PgDown")
    sue.until(lambda: sue.waits_for_nothing("view"))
    database.come_back()
    hears_that_it_is_back(sue)
    monday = days_from(clock.now.date(), 7)
    sue.until(lambda: sue.window.rooms.room("calendar")._shown.first == monday)


def test_a_new_person_typed_meanwhile_stays_in_the_dialog_and_is_saved_once(sue, database, store):
    sue.keys("Ctrl+K")
    sue.type("Nadia Rahman")
    sue.keys("Return")
    sue.until(sue.dialog)
    database.go()
    sue.tab_to("Phone")
    sue.type("07700 900161")
    sue.keys("Ctrl+Return")
    dialog = sue.dialog()
    sue.until(lambda: dialog.messages.sentence() == database.said_of_a_step)
    assert [dialog.form.text(name) for name in ("first", "last", "phone0")] == [
        "Nadia", "Rahman", "07700 900161",
    ]  # fmt: skip
    database.come_back()
    hears_that_it_is_back(sue)
    sue.keys("Ctrl+Return")
    sue.offers("Book Nadia Rahman: Crafternoon, today 2pm")
    named = select(func.count()).select_from(person).where(person.c.last == "Rahman")
    assert store.read(lambda db: db.value(named)) == 1


def test_a_question_that_fails_while_somebody_is_being_saved_does_not_save_them_twice(sue, store):
    sue.keys("Ctrl+K")
    sue.type("Nadia Rahman")
    sue.keys("Return")
    sue.until(sue.dialog)
    sue.keys("Ctrl+Return")
    sue.window._desk.reachable.emit(False, "The database does not answer.")
    sue.keys("Ctrl+Return")
    sue.offers("Book Nadia Rahman: Crafternoon, today 2pm")
    named = select(func.count()).select_from(person).where(person.c.last == "Rahman")
    assert store.read(lambda db: db.value(named)) == 1


def test_what_could_not_be_saved_is_back_after_the_program_was_closed(
    sue, database, store, open_at, url, monkeypatch
):
    monkeypatch.setattr(secrets, "key_of", {"drafts": bytes(range(32))}.get)
    a_new_person(sue)
    sue.tab_to("Phone")
    sue.type("07700 900161")
    database.go()
    sue.keys("Ctrl+Return")
    dialog = sue.dialog()
    sue.until(lambda: dialog.messages.sentence() == database.said_of_a_step)
    sue.until(lambda: any(sue.window._here.drafts.glob("*.draft")))
    sue.window.close()
    database.come_back()
    monday = open_at(url)
    monday.says("Not saved when the program ended: New person. Open it, and it is back.")
    a_new_person(monday)
    monday.until(lambda: monday.dialog().form.text("phone0") == "07700 900161")
    monday.keys("Ctrl+Return")
    monday.until(lambda: monday.dialog() is None)
    named = select(func.count()).select_from(person).where(person.c.last == "Rahman")
    assert store.read(lambda db: db.value(named)) == 1


def a_new_person(desk):
    desk.keys("Ctrl+K")
    desk.type("Nadia Rahman")
    desk.keys("Return")
    desk.until(desk.dialog)


@pytest.fixture
def wire(postgres_url):
    made = Proxy(make_url(postgres_url))
    yield made
    made.close()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_an_answer_lost_on_its_way_is_asked_for_again_and_books_once(
    wire, crafternoon, mrs_patel, open_at, store
):
    del crafternoon, mrs_patel
    sue = open_at(wire.url)
    sue.find_anything("patel", "Patel, Meera (Mrs)")
    sue.keys("Return")
    sue.offers(BOOK)
    wire.fail(
        SWALLOW, 8, whole_requests=True
    )  # the booking has begun, and its COMMIT may be on the way
    sue.keys("Return")
    sue.says(BOOKED)
    assert store.read(lambda db: db.value(select(func.count()).select_from(booking))) == 1
