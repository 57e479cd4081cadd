"""The Print tab: what is chosen is shown as it will be, printed once, saved, and opened safely."""

import stat
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import func, select

from desktop.data import texts
from desktop.data.tables import step
from desktop.data.texts import Written
from desktop.rules.refusal import Refused
from desktop.ui.printing.printers import not_answering
from desktop.ui.printroom.screen import PrintScreen
from tests.makers import a_session, an_activity

pytestmark = pytest.mark.usefixtures("plain_look")


class FakePrinters:
    """A printer that keeps what it was handed."""

    def __init__(self, *names, gone=False):
        self._names, self.gone, self.orders, self.pdfs = names, gone, [], []

    def names(self):
        return self._names

    def trays(self, printer):
        return ("Upper", "Lower") if printer == "Corridor A3" else ()

    def print(self, order, sheet, pdf, progress):
        if self.gone:
            raise Refused(not_answering(order.printer))
        self.orders.append(order)
        self.pdfs.append(pdf)


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def thursday(file_store):
    activity = an_activity(file_store, "Garden group")
    return a_session(file_store, activity_id=activity)


@pytest.fixture
def open_room(open_desk, clock, qtbot, home):
    def open_it(printers=None, about=None):
        room = PrintScreen(open_desk(), clock)
        room.printers = printers or FakePrinters("Desk printer", "Corridor A3")
        qtbot.addWidget(room)
        room.resize(1440, 844)
        if about:
            room.show_about(about)
        room.show()
        qtbot.waitUntil(lambda: room.page.preview.place()[1] > 0)
        room.activateWindow()
        qtbot.waitUntil(room.isActiveWindow)
        qtbot.waitUntil(
            lambda: (
                room.page.printer.count()
                == len(room.printers.names()) + 2 * ("Corridor A3" in room.printers.names())
            )
        )
        room.catalogue.take_focus()
        return room

    return open_it


def steps(file_store):
    return file_store.read(lambda db: db.value(select(func.count()).select_from(step)))


def ctrl(room, qtbot, key):
    qtbot.keyClick(room.catalogue.focusProxy(), key, Qt.KeyboardModifier.ControlModifier)


def test_the_register_is_shown_as_it_will_be_and_printed_by_one_key(
    open_room, thursday, file_store, qtbot
):
    room = open_room(about=("session", thursday))
    assert room.document().name == "register"
    before = steps(file_store)
    ctrl(room, qtbot, "p")
    qtbot.waitUntil(lambda: bool(room.printers.orders))
    order = room.printers.orders[0]
    assert (order.printer, order.title, order.copies) == ("Desk printer", "Register", 1)
    assert room.printers.pdfs[0].startswith(b"%PDF")
    qtbot.waitUntil(lambda: room.messages.sentence() == "Register went to Desk printer.")
    assert steps(file_store) == before + 1


def test_looking_at_a_register_gives_it_no_code(open_room, thursday, file_store, qtbot):
    before = steps(file_store)
    room = open_room(about=("session", thursday))
    room.make()
    qtbot.waitUntil(
        lambda: all(each.has_page() for each in room.catalogue.in_sight() if each.isEnabled())
    )
    assert steps(file_store) == before


def test_the_printer_its_tray_and_the_copies_are_kept_for_each_document(open_room, thursday, qtbot):
    room = open_room(about=("session", thursday))
    room.page.printer.setCurrentIndex(room.page.printer.findText("Corridor A3, tray Lower"))
    room.page.copies.setText("2")
    assert room.page.print.words() == "Print 2 copies"
    ctrl(room, qtbot, "p")
    qtbot.waitUntil(lambda: bool(room.printers.orders))
    again = open_room(about=("session", thursday))
    assert again.page.chosen_printer() == ("Corridor A3", "Lower")
    assert again.page.number() == 2


def test_with_no_printer_it_says_what_can_be_done(open_room, thursday, qtbot, file_store):
    room = open_room(FakePrinters(), about=("session", thursday))
    before = steps(file_store)
    ctrl(room, qtbot, "p")
    assert room.messages.sentence().startswith("Not printed. This PC has no printer.")
    assert steps(file_store) == before


def test_a_printer_that_is_gone_is_said_and_it_can_be_tried_again(open_room, thursday, qtbot):
    printers = FakePrinters("Desk printer", gone=True)
    room = open_room(printers, about=("session", thursday))
    ctrl(room, qtbot, "p")
    qtbot.waitUntil(lambda: "is not answering" in room.messages.sentence())
    printers.gone = False
    ctrl(room, qtbot, "p")
    qtbot.waitUntil(lambda: bool(printers.orders))


def test_a_pdf_is_saved_whole_or_the_reason_is_said(open_room, thursday, qtbot, tmp_path):
    room = open_room(about=("session", thursday))
    ctrl(room, qtbot, "s")
    dialog = room.window().findChild(QFileDialog, "file")
    dialog.fileSelected.emit(str(tmp_path / "register.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: room.messages.sentence().startswith("Saved as register.pdf."))
    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
    room.out.save_to(room.asked(), str(tmp_path / "nowhere" / "register.pdf"))
    qtbot.waitUntil(room.messages.stays)


def test_what_is_opened_lies_where_only_this_user_reads_it_and_is_gone_next_time(
    open_room, thursday, qtbot, home, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url) or True))
    room = open_room(about=("session", thursday))
    qtbot.keyClick(room.catalogue.focusProxy(), "o")
    qtbot.waitUntil(lambda: bool(opened))
    file = next((home / "viewing").iterdir())
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    assert "deleted when Crafternoon closes" in room.messages.sentence()
    open_room(about=("session", thursday))
    assert not file.exists()


def test_from_the_calendar_the_week_is_printed_and_p_prints_a_register(front, dated, qtbot):
    session = dated("Garden group")
    front.show()
    qtbot.waitUntil(lambda: front.titles() == ["Garden group"])
    front.button("Garden group").setFocus()
    front.screen.print_it()
    assert front.walks.pop()[1][0] == "week"
    front.press("p")
    assert front.walks.pop() == ("print", ("session", session))


def test_an_arrow_key_goes_to_the_next_document(open_room, thursday, qtbot):
    room = open_room(about=("session", thursday))
    qtbot.keyClick(room.catalogue.focusProxy(), Qt.Key.Key_Right)
    names = [name for name, each in room.catalogue.buttons.items() if each.isEnabled()]
    assert room.document().name == names[names.index("register") + 1]
    assert room.page.title.text() == room.document().title


def test_with_nothing_on_this_week_the_timetable_still_prints(open_room, file_store, qtbot):
    room = open_room()
    assert room.document().name == "timetable"
    ctrl(room, qtbot, "p")
    qtbot.waitUntil(lambda: bool(room.printers.orders))


def test_a_language_whose_texts_nobody_has_checked_says_so(open_room, file_store, qtbot):
    activity = an_activity(file_store, "Garden group")
    a_session(file_store, activity_id=activity)
    arabic = Written("ar", "زراعة.", title="حديقة")
    file_store.write(partial(texts.write, activity_id=activity, written=arabic))
    room = open_room()
    assert room.page.notice.isHidden()
    language = room.page.choices.language
    language.setCurrentIndex(language.findData("ar"))
    language.activated.emit(language.currentIndex())
    qtbot.waitUntil(room.page.notice.isVisible)
    assert "Arabic waits for 1 text" in room.page.notice.accessibleName()
