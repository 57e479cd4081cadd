"""Settings by keyboard: saved as they are changed, taken back by Undo, refused in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.data import own_paper
from desktop.rules.own_paper import Order
from desktop.ui import look as looks
from desktop.ui.look import Look
from desktop.ui.settings.screen import SettingsScreen

SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'><rect width='2' height='1'/></svg>"
)


@pytest.fixture
def settings_room(open_desk, clock, qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path / "home"))
    looks.apply(qapp, Look())
    made = SettingsScreen(open_desk(), clock)
    qtbot.addWidget(made)
    made.resize(1366, 712)
    with qtbot.waitSignal(made.painted):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def paper(store):
    return store.read(own_paper.own_paper)


def test_the_practice_s_name_is_saved_when_its_line_is_left(settings_room, file_store, qtbot):
    settings_room.show_section("practice")
    qtbot.keyClicks(QApplication.focusWidget(), "Quince Lane Surgery")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: paper(file_store).name == "Quince Lane Surgery")
    qtbot.waitUntil(lambda: settings_room.messages.sentence() == "Saved.")


def test_a_practice_without_a_name_is_refused_below_the_line(settings_room, file_store, qtbot):
    settings_room.practice.phone.set_text("0113 496 0150")
    settings_room.practice.phone.box.editingFinished.emit()
    name = settings_room.practice.name
    qtbot.waitUntil(lambda: "needs a name" in name.sentence())
    assert paper(file_store).phone == ""


def test_the_words_on_paper_are_saved_line_by_line(settings_room, file_store, qtbot):
    settings_room.show_section("paper")
    page = settings_room.paper
    page.closing.set_text("Everything is free.")
    page.closing.box.editingFinished.emit()
    qtbot.waitUntil(lambda: paper(file_store).said.closing_line == "Everything is free.")
    qtbot.waitUntil(lambda: settings_room._view.said.closing_line == "Everything is free.")
    page.order.setCurrentIndex(page.order.findData(Order.PLACE))
    qtbot.waitUntil(lambda: paper(file_store).said.order is Order.PLACE)
    assert paper(file_store).said.closing_line == "Everything is free."


def test_an_address_that_is_none_is_refused_where_it_was_typed(settings_room, qtbot):
    page = settings_room.paper
    page.address.set_text("come along")
    page.address.box.editingFinished.emit()
    qtbot.waitUntil(lambda: "address of a page" in page.address.sentence())


def test_a_logo_is_shown_once_it_is_kept(settings_room, file_store, qtbot, tmp_path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    settings_room.practice.take_logo(str(tmp_path / "logo.svg"))
    qtbot.waitUntil(settings_room.practice.take.isVisible)
    assert paper(file_store).logo == SVG


def test_escape_leads_back_to_where_one_was(settings_room, qtbot):
    settings_room.came_from = "todo"
    with qtbot.waitSignal(settings_room.go_to) as gone:
        qtbot.keyClick(settings_room, Qt.Key.Key_Escape)
    assert gone.args == ["todo", None]


def test_a_setting_is_found_by_what_it_is_about(settings_room, qtbot):
    qtbot.keyClicks(settings_room.sections.finder, "templ")
    shown = [name for name, each in settings_room.sections.buttons.items() if each.isVisible()]
    assert shown == ["paper"]


def test_the_timetable_beside_is_made_anew_with_every_change(settings_room, qtbot):
    preview = settings_room.beside.preview
    qtbot.waitUntil(lambda: preview.place()[1] == 1)
    before = preview._pages
    settings_room.paper.closing.set_text("Everything is free.")
    settings_room.paper.closing.box.editingFinished.emit()
    qtbot.waitUntil(lambda: preview._pages != before)


def test_a_broken_template_of_one_s_own_is_said_with_its_line(settings_room, qtbot, tmp_path):
    (tmp_path / "timetable.typ").write_text("#nothing()", encoding="utf-8")
    settings_room.paper.templates_chosen.emit(str(tmp_path))
    qtbot.waitUntil(lambda: settings_room.beside.trouble.isVisible())  # noqa: PLW0108
    assert "timetable.typ:1" in settings_room.beside.trouble.sentence()
    qtbot.waitUntil(lambda: settings_room.beside.preview.place()[1] >= 1)
