"""The Activities tab: written by keyboard, checked, saved; nothing typed is lost."""

import subprocess
import sys
from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.data import offer_changes, offers, places, series, texts
from desktop.data.tables import session
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, Option
from desktop.rules.planning import How, SeriesPlan, Settled
from desktop.rules.series import weekly
from desktop.ui import look as looks
from desktop.ui.activities.drafts import NEW
from desktop.ui.activities.offers_model import OffersModel
from desktop.ui.activities.screen import ActivitiesScreen
from desktop.ui.activities.scripts import SCRIPTS
from desktop.ui.activities.texts_model import LanguageRow, LanguagesModel
from desktop.ui.look import Look
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session

LUNCH = ActivityFacts(
    name="Shared lunch", patch="lunch", minutes=90, places=12, smallest=4, opens_days=28,
    closes_days=0, closes_at=time(10), options=(Option("Ride home", 4),),
)  # fmt: skip
ENGLISH = Written("en", "Cook a little, eat together.")


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


@pytest.fixture
def lunch(file_store):
    save = partial(offer_changes.save, facts=LUNCH, written=(ENGLISH,))
    return file_store.write(save).value.id


@pytest.fixture
def open_tab(open_desk, clock, qtbot):
    def open_one():
        made = ActivitiesScreen(open_desk(), clock)
        qtbot.addWidget(made)
        made.resize(1366, 712)
        with qtbot.waitSignal(made.painted):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.setFocus()
        return made

    return open_one


@pytest.fixture
def tab(lunch, open_tab, qtbot):
    made = open_tab()
    shows(qtbot, made, "Shared lunch")
    return made


def shows(qtbot, tab, name):
    qtbot.waitUntil(lambda: tab.editor.name.text() == name)


def says(qtbot, tab, words):
    qtbot.waitUntil(lambda: words in tab.messages.sentence())


def focus():
    return QApplication.focusWidget()


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.waitUntil(lambda: focus() is not None)  # a dialog may just have gone
    qtbot.keyClick(focus(), key, modifier)


def control(qtbot, key):
    press(qtbot, key, Qt.KeyboardModifier.ControlModifier)


def write(qtbot, tab, name, text):
    each = tab.editor.inputs[name]
    each.take_focus()
    focus().selectAll()
    qtbot.keyClicks(focus(), text)


def page(store, activity_id):
    return store.read(partial(offers.activity_page, activity_id=activity_id, today=TODAY))


def everything(store):
    return store.read(partial(offers.offered, today=TODAY))


def test_the_list_is_an_honest_model(qtmodeltester):
    model = OffersModel()
    offered = [
        offers.Offered(1, "Craft", "craft", "", "Thursdays 2pm", 12, private=False, ended=None),
        offers.Offered(2, "Hub", "young", "", "", 1, private=True, ended=None),
        offers.Offered(3, "Old", "walk", "", "", 0, private=False, ended=date(2026, 1, 1)),
    ]
    model.show_offers(offered, {1}, TODAY, new=True)
    qtmodeltester.check(model)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_offers(offered[:2], set(), TODAY, new=False)
    read = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(read) == "Craft, Thursdays 2pm, 12 dates"
    assert model.index(1).data(read) == "Hub, No series, 1 date, private"


def test_the_languages_are_an_honest_model(qtmodeltester):
    model = LanguagesModel()
    model.show_rows([LanguageRow("ar", "العربية", "need", "Not checked", "Draft, 3 May")])
    qtmodeltester.check(model)
    read = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(read) == "Arabic, Not checked, Draft, 3 May"


def test_an_empty_practice_writes_its_first_activity_by_keyboard(qtbot, open_tab, file_store):
    tab = open_tab()
    qtbot.waitUntil(lambda: not tab.editor.shows_activity())
    press(qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: focus() is tab.editor.inputs["name"].box)
    qtbot.keyClicks(focus(), "Knit and natter")
    assert tab.editor.foot.save.words() == "Save Knit and natter"
    write(qtbot, tab, "minutes", "1 hour 30")
    write(qtbot, tab, "places", "8")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Knit and natter.")
    (made,) = everything(file_store)
    facts = page(file_store, made.id).facts
    assert (facts.name, facts.minutes, facts.places) == ("Knit and natter", 90, 8)
    shows(qtbot, tab, "Knit and natter")
    assert tab._id == made.id


def test_nothing_typed_is_lost_when_it_cannot_be(qtbot, tab, file_store, lunch):
    write(qtbot, tab, "places", "3")
    write(qtbot, tab, "bring", "An apron")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Not saved. The smallest number is more than the 3 places.")
    assert tab.editor.inputs["bring"].value() == "An apron"
    write(qtbot, tab, "places", "ten")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Not saved. This is not a number. Write it in figures.")
    assert focus() is tab.editor.inputs["places"].box
    assert page(file_store, lunch).facts.bring == ""
    write(qtbot, tab, "places", "10")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Shared lunch.")
    facts = page(file_store, lunch).facts
    assert (facts.places, facts.bring, facts.options) == (10, "An apron", LUNCH.options)


def test_esc_leaves_and_the_draft_is_kept_beside_every_other(qtbot, tab, file_store):
    file_store.write(partial(offer_changes.save, facts=ActivityFacts(name="Walk", patch="walk")))
    write(qtbot, tab, "bring", "An apron")
    assert tab.editor.foot._words.text() == (
        "Draft kept until Crafternoon is closed, since 9:30am."
    )
    press(qtbot, Qt.Key.Key_Escape)
    assert focus() is tab.list
    tab.desk.look_for_changes()
    qtbot.waitUntil(lambda: tab.sides.left.model.rowCount() == 2)
    press(qtbot, Qt.Key.Key_Down)
    shows(qtbot, tab, "Walk")
    assert tab.editor.inputs["bring"].value() == ""
    press(qtbot, Qt.Key.Key_Up)
    shows(qtbot, tab, "Shared lunch")
    assert tab.editor.inputs["bring"].value() == "An apron"
    assert (
        tab.sides.left.model.index(0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .endswith("with a draft")
    )


def test_a_draft_is_forgotten_only_with_a_way_back(qtbot, tab):
    write(qtbot, tab, "bring", "An apron")
    tab.editor.foot.forget.click()
    qtbot.waitUntil(lambda: tab.editor.inputs["bring"].value() == "")
    says(qtbot, tab, "Draft forgotten.")
    tab.messages._action.click()
    qtbot.waitUntil(lambda: tab.editor.inputs["bring"].value() == "An apron")


def test_what_somebody_else_changed_meanwhile_is_taken_and_mine_stays(
    qtbot, tab, file_store, lunch
):
    write(qtbot, tab, "bring", "An apron")
    theirs = partial(
        offer_changes.save, activity_id=lunch, version=1,
        facts=LUNCH.__class__(**{n: getattr(LUNCH, n) for n in LUNCH.__slots__} | {"price": "£1"}),
    )  # fmt: skip
    file_store.write(theirs)
    tab.desk.look_for_changes()
    qtbot.waitUntil(lambda: tab.editor.inputs["price"].value() == "£1")
    assert tab.editor.inputs["bring"].value() == "An apron"
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Shared lunch.")
    facts = page(file_store, lunch).facts
    assert (facts.bring, facts.price) == ("An apron", "£1")


def test_two_people_who_change_the_same_hear_both_and_choose(qtbot, tab, file_store, lunch):
    write(qtbot, tab, "places", "14")
    facts = {name: getattr(LUNCH, name) for name in LUNCH.__slots__} | {"places": 10}
    file_store.write(
        partial(
            offer_changes.save, activity_id=lunch, version=1, facts=ActivityFacts(**facts)
        )
    )  # fmt: skip
    tab.desk.look_for_changes()
    says(qtbot, tab, "You both changed Places (theirs: 10).")
    assert tab.editor.inputs["places"].value() == "14"
    control(qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page(file_store, lunch).facts.places == 14)


def test_letters_are_letters_in_a_box_and_keys_outside(qtbot, tab):
    write(qtbot, tab, "name", "nnn")
    assert tab.editor.inputs["name"].value() == "nnn"
    assert NEW not in tab._drafts
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: tab.editor.name.text() == "New activity")


def test_a_text_is_checked_with_one_key(qtbot, tab, file_store, lunch):
    tab.editor.form.texts.take_focus()
    control(qtbot, Qt.Key.Key_R)
    says(qtbot, tab, "Checked. Your name and today’s date are kept with it.")
    (text,) = page(file_store, lunch).texts
    assert (text.checked_by, text.checked_on) == ("tests", TODAY)
    rows = tab.editor.form.texts.model
    qtbot.waitUntil(lambda: rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(
        "English, Checked, tests"
    ))  # fmt: skip
    assert not tab.editor.form.texts.check.isEnabled()


def test_where_texts_are_checked_by_two_the_writer_is_refused(qtbot, tab, file_store, lunch):
    tick = tab.editor.form.two_people
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    says(qtbot, tab, "From now on somebody else checks what one has written.")
    tab.editor.form.texts.take_focus()
    control(qtbot, Qt.Key.Key_R)
    says(qtbot, tab, "Not checked. You wrote this text. Somebody else has to read it.")
    assert tick.isChecked()


def test_another_language_has_its_own_direction_with_english_above(qtbot, tab, file_store, lunch):
    panel = tab.editor.form.texts
    arabic = next(n for n in range(panel.more.count()) if panel.more.itemData(n) == "ar")
    panel.more.setCurrentIndex(arabic)
    panel.more.activated.emit(arabic)
    assert focus().objectName() == "text_ar"
    assert focus().layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert panel._english.isVisible()
    assert panel._english.text() == ENGLISH.text
    focus().insertPlainText("نأكل معاً")  # an Arabic keyboard: QTest knows none
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Shared lunch.")
    assert {each.language: each.text for each in page(file_store, lunch).texts} == {
        "en": ENGLISH.text, "ar": "نأكل معاً",
    }  # fmt: skip


def test_what_it_is_called_in_another_language_is_kept_checked_and_unchecked_again(
    qtbot, tab, file_store, lunch
):
    panel = tab.editor.form.texts
    assert not panel._box("en").title.isVisible()
    panel.more.activated.emit(panel.more.findData("pl"))
    box = panel._box("pl")
    box.title.setFocus()
    qtbot.waitUntil(box.title.hasFocus)
    qtbot.keyClicks(box.title, "Obiad")
    press(qtbot, Qt.Key.Key_Tab)
    assert focus().objectName() == "text_pl"
    qtbot.keyClicks(box.text, "Jemy razem.")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Shared lunch.")
    qtbot.waitUntil(lambda: "a draft that nobody has checked" in panel._heading.text())
    control(qtbot, Qt.Key.Key_R)
    says(qtbot, tab, "Checked.")
    kept = page(file_store, lunch).texts[1]
    assert (kept.title, kept.text, kept.checked_by) == ("Obiad", "Jemy razem.", "tests")
    qtbot.waitUntil(lambda: not panel.check.isEnabled())
    qtbot.keyClicks(box.title, "!")
    assert panel.check.isEnabled()
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved Shared lunch.")
    again = page(file_store, lunch).texts[1]
    assert (again.title, again.checked_on) == ("Obiad!", None)


def test_the_letters_of_other_scripts_are_lent_where_this_pc_has_none(tab):
    here = {each.replace(" ", "") for each in QFontDatabase.families()}
    for script, family in SCRIPTS.items():
        assert QFontDatabase.families(script) or family in here, family


def test_a_text_checked_elsewhere_shows_while_another_is_written(qtbot, tab, file_store, lunch):
    write(qtbot, tab, "bring", "An apron")
    file_store.write(
        partial(texts.check, activity_id=lunch, written=Written("en", ENGLISH.text, 1))
    )
    tab.desk.look_for_changes()
    qtbot.waitUntil(lambda: "checked by tests" in tab.editor.form.texts._heading.text())
    assert tab.editor.inputs["bring"].value() == "An apron"


def test_the_patch_is_chosen_with_the_arrows(qtbot, tab, file_store, lunch):
    tab.editor.inputs["patch"].take_focus()
    press(qtbot, Qt.Key.Key_Right)
    assert tab.editor.inputs["patch"].value() == "chat"
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    assert page(file_store, lunch).facts.patch == "chat"


def test_an_option_is_added_with_its_limit_and_one_is_removed(qtbot, tab, file_store, lunch):
    options = tab.editor.side.options
    options.add.click()
    qtbot.keyClicks(focus(), "High chair")
    press(qtbot, Qt.Key.Key_Tab)
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Not saved. Give High chair a limit in figures.")
    qtbot.keyClicks(focus(), "2")
    options.rows[0].gone.emit()
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    assert page(file_store, lunch).facts.options == (Option("High chair", 2),)


def test_what_is_agreed_with_young_people_is_asked_only_for_them(qtbot, tab, file_store, lunch):
    home = tab.editor.inputs["collected_by"]
    assert not home.isVisible()
    tab.editor.inputs["young"].click()
    assert home.isVisible()
    write(qtbot, tab, "collected_by", "Gran or Dad")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    facts = page(file_store, lunch).facts
    assert (facts.young, facts.collected_by, facts.step_free) == (True, "Gran or Dad", None)


def test_private_is_one_of_three(qtbot, tab, file_store, lunch):
    tab.editor.inputs["sees"].put("private")
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    facts = page(file_store, lunch).facts
    assert (facts.private, facts.who) == (True, "everybody")
    qtbot.waitUntil(lambda: "private" in tab.sides.left.model.index(0).data(
        Qt.ItemDataRole.AccessibleTextRole))  # fmt: skip


def test_a_new_place_is_made_on_the_way_and_chosen(qtbot, tab, file_store, lunch):
    tab.asking.open_places()
    dialog = tab.asking.dialog
    dialog.new.setFocus()
    qtbot.keyClicks(dialog.new, "Kitchen")
    qtbot.keyClick(dialog.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.editor.form.inputs["place_id"].combo.currentText() == "Kitchen")
    dialog.accept()
    tab.activateWindow()
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    assert page(file_store, lunch).facts.place_id is not None


def test_a_place_in_use_is_not_removed_and_the_dialog_says_why(qtbot, tab, file_store):
    room = a_place(file_store)
    a_session(file_store, place=room)
    tab.asking.open_places()
    dialog = tab.asking.dialog
    qtbot.waitUntil(lambda: len(dialog._widgets) == 1)
    dialog.write(partial(places.remove, place_id=room))
    qtbot.waitUntil(lambda: "Close it from a day on" in dialog.messages.sentence())
    dialog.accept()


def test_somebody_who_leads_nothing_yet_is_found_and_leads(qtbot, tab, file_store, lunch):
    who = a_person(file_store)
    tab.asking.ask_leader()
    dialog = tab.asking.dialog
    qtbot.keyClicks(dialog.finder.box, "patel")
    qtbot.keyClick(dialog.finder.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.editor.inputs["leader_id"].value() == who)
    with qtbot.waitSignal(tab.painted):
        a_person(file_store, "Somebody", "Else")  # the lists are read again
        tab.desk.look_for_changes()
    assert tab.editor.inputs["leader_id"].value() == who
    tab.activateWindow()
    control(qtbot, Qt.Key.Key_S)
    says(qtbot, tab, "Saved")
    assert page(file_store, lunch).facts.leader_id == who


def test_an_activity_ends_and_is_offered_again(qtbot, tab, file_store, lunch):
    tab.editor.end.click()
    says(qtbot, tab, "Shared lunch ends today.")
    qtbot.waitUntil(lambda: tab.editor.end.words() == "Offer it again")
    tab.editor.end.click()
    says(qtbot, tab, "Shared lunch is offered again.")
    assert page(file_store, lunch).ended is None


def test_alt_d_goes_to_series_and_dates(qtbot, tab, lunch):
    with qtbot.waitSignal(tab.go_to) as gone:
        press(qtbot, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert gone.args == ["series", lunch]


def test_with_less_room_the_side_stands_under_the_form(qtbot, tab):
    assert tab.sides.is_beside()
    tab.resize(1000, 700)
    qtbot.waitUntil(lambda: not tab.sides.is_beside())
    assert tab.editor.isAncestorOf(tab.editor.side)
    assert tab.editor.side.isVisible()


def test_the_start_pays_nothing_for_this_tab():
    look = (
        "import sys, desktop.app, desktop.ui.window; print('desktop.ui.activities' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_alt_and_d_leads_to_the_series_where_n_plans_one_and_e_changes_one(
    lunch, open_tab, file_store, qtbot
):
    plan = SeriesPlan(lunch, weekly([3]).text, THURSDAY, time(12), time(13), 12, count=3)
    file_store.write(partial(series.make, plan=plan))
    first = file_store.read(lambda db: db.value(select(session.c.id).order_by(session.c.date)))
    tab = open_tab()
    shows(qtbot, tab, "Shared lunch")
    walks = []
    tab.go_to.connect(lambda place, about: walks.append((place, about)))
    tab.show_dates(lunch)
    qtbot.waitUntil(lambda: focus() is tab.editor.form.series.new)
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_E)
    assert walks == [("new series", lunch), ("change session", first)]


def test_a_series_says_how_many_dates_it_leaves_out_and_leads_to_them(
    lunch, open_tab, file_store, qtbot
):
    plan = SeriesPlan(lunch, weekly([3]).text, THURSDAY, time(12), time(13), 12, count=3)
    skips = (Settled(THURSDAY + timedelta(weeks=1), How.SKIP, ""),)
    made = file_store.write(partial(series.make, plan=plan, settled=skips)).value
    tab = open_tab()
    shows(qtbot, tab, "Shared lunch")
    qtbot.waitUntil(lambda: len(tab.editor.form.series.rows()) == 1)
    (row,) = tab.editor.form.series.rows()
    assert row.left_out.words() == "1 date left out"
    tab.show_dates(lunch)
    qtbot.waitUntil(lambda: focus() is tab.editor.form.series.new)
    with qtbot.waitSignal(tab.go_to) as walk:
        press(qtbot, Qt.Key.Key_L)
    assert walk.args == ["left out", made.id]
    press(qtbot, Qt.Key.Key_Tab)
    assert focus() is row.left_out
    press(qtbot, Qt.Key.Key_Tab)
    assert focus() is row.change


def test_an_activity_with_dates_to_come_is_ended_as_a_group(lunch, open_tab, file_store, qtbot):
    a_session(file_store, activity_id=lunch)
    tab = open_tab()
    shows(qtbot, tab, "Shared lunch")
    with qtbot.waitSignal(tab.go_to) as walk:
        tab.editor.end.click()
    assert walk.args == ["end group", lunch]
