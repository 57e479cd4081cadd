from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from desktop.data import people, signups
from desktop.data.changes import Topic
from desktop.data.tables import journal_value, patient, person, phone, step
from desktop.rules.people import Asked, PersonFacts, Phone, Status
from desktop.rules.refusal import Refused
from tests.makers import TODAY, a_person, a_session

MRS_PATEL = PersonFacts(
    title="Mrs", first="Meera", last="Patel", preferred="Mira", former="Shah",
    born=date(1951, 3, 14), phones=(Phone("+447700900142", "mobile"), Phone("+441632960018")),
    email="meera@example.org", address="7 Mill Lane", language="Gujarati", interpreter=True,
    reach_by="text", message_ok="yes", say_surgery=False, note="Likes the window seat",
    emergency_name="Anil Patel", emergency_phone="+447700900143", registered="here",
    nhs_number="9990000018", needs=(("large print", "20 point"), ("hearing loop", "")),
    ride="both", allergies=Asked("listed", "Nuts", TODAY), diet=Asked("none", "", TODAY),
)  # fmt: skip


def add(store, facts=MRS_PATEL):
    return store.write(partial(people.add, facts=facts)).value.id


def page(store, person_id):
    return store.read(partial(people.page, person_id=person_id))


def change(store, person_id, facts, *, version=None):
    version = page(store, person_id).version if version is None else version
    return store.write(partial(people.change, person_id=person_id, version=version, facts=facts))


def set_status(store, person_id, status, until=None):
    version = page(store, person_id).version
    store.write(
        partial(people.set_status, person_id=person_id, version=version, status=status, until=until)
    )


def refused(work, *args, **values):
    with pytest.raises(Refused) as said:
        work(*args, **values)
    return said.value


def with_(facts, **others):
    return PersonFacts(**{name: getattr(facts, name) for name in facts.__slots__} | others)


def test_everything_typed_about_a_person_is_there_afterwards(open_store):
    person_id = add(open_store())
    assert page(open_store(), person_id).facts == MRS_PATEL


def test_a_name_is_enough(store):
    person_id = add(store, PersonFacts(last="Patel"))
    read = page(store, person_id)
    assert (read.facts, read.version, read.status) == (PersonFacts(last="Patel"), 1, Status.CURRENT)
    assert store.read(lambda db: db.all(select(patient))) == []


def test_nobody_is_added_without_a_name(store):
    assert refused(add, store, PersonFacts(born=date(1951, 3, 14))).sentence == (
        "Give at least a first or a last name."
    )
    assert store.read(people.how_many) == 0


def test_adding_somebody_is_news_about_people(store):
    written = store.write(partial(people.add, facts=MRS_PATEL))
    assert written.changes == {Topic.PEOPLE}


def test_an_nhs_number_that_is_somebodys_is_refused_and_they_can_be_shown(store):
    hers = add(store)
    said = refused(add, store, PersonFacts(last="Shah", nhs_number="999 000 0018"))
    assert said.sentence == "Not saved. This NHS number is Mrs Patel’s."
    assert (said.way_on.kind, said.way_on.id) == ("show_person", hers)
    assert store.read(people.how_many) == 1


def test_an_nhs_number_with_a_digit_wrong_is_refused(store):
    said = refused(add, store, PersonFacts(last="Patel", nhs_number="999 000 0019"))
    assert said.sentence == "That NHS number has a digit wrong. Check it with the patient."


def test_her_own_nhs_number_may_be_typed_again(store):
    person_id = add(store)
    change(store, person_id, with_(MRS_PATEL, nhs_number="999-000-0018"))
    assert page(store, person_id).facts.nhs_number == "9990000018"


def test_a_change_is_there_afterwards_and_counts_the_version_up(store):
    person_id = add(store)
    changed = with_(MRS_PATEL, first="Mira", preferred="", born=date(1952, 3, 14))
    change(store, person_id, changed)
    read = page(store, person_id)
    assert (read.facts, read.version) == (changed, 2)


@pytest.mark.parametrize(
    "others",
    [{"phones": (Phone("+441632960018"),)}, {"phones": ()}, {"needs": (("bsl", ""),)},
     {"nhs_number": "9990000026"}, {"diet": Asked("listed", "Vegan", TODAY)}, {"ride": "none"}],
    ids=["another phone", "no phone", "another need", "another number", "a diet", "no ride"],
)  # fmt: skip
def test_what_stands_beside_the_name_can_be_changed_alone_and_counts_too(store, others):
    person_id = add(store)
    changed = with_(MRS_PATEL, **others)
    change(store, person_id, changed)
    read = page(store, person_id)
    assert (read.facts, read.version) == (changed, 2)


def test_saving_without_a_change_changes_nothing(store):
    person_id = add(store)
    before = store.revisions()
    written = change(store, person_id, MRS_PATEL)
    assert written.changes == frozenset()
    assert store.revisions() == before
    assert page(store, person_id).version == 1


@pytest.mark.parametrize("theirs", [{"last": "Shah"}, {"phones": ()}, {"needs": ()}])
def test_two_desks_changing_one_person_lose_nobodys_words(open_store, theirs):
    here, there = open_store("desk 1"), open_store("desk 2")
    person_id = add(here)
    seen = page(here, person_id).version
    change(there, person_id, with_(MRS_PATEL, **theirs))
    said = refused(change, here, person_id, with_(MRS_PATEL, note="Moves in May"), version=seen)
    assert said.sentence == "Not changed. tests changed this at 9:30am, at desk 2."
    assert page(here, person_id).facts == with_(MRS_PATEL, **theirs)


def test_somebody_who_was_taken_back_meanwhile_cannot_be_changed(store):
    assert refused(
        store.write, partial(people.change, person_id=99, version=1, facts=MRS_PATEL)
    ).sentence == ("That is no longer there. Somebody removed it a moment ago.")


def test_a_refused_change_leaves_no_trace(store):
    person_id = add(store)
    counts = partial(lambda db, table: db.value(select(func.count()).select_from(table)))
    before = [store.read(partial(counts, table=table)) for table in (step, journal_value, phone)]
    refused(change, store, person_id, with_(MRS_PATEL, phones=(), email="no address"))
    after = [store.read(partial(counts, table=table)) for table in (step, journal_value, phone)]
    assert after == before
    assert page(store, person_id).facts == MRS_PATEL


def test_tabs_and_newlines_that_were_pasted_become_spaces(store):
    person_id = add(
        store, PersonFacts(first=" Meera\t\n", last="Patel\r\nShah", language="a\tb\nc")
    )
    facts = page(store, person_id).facts
    assert (facts.first, facts.last, facts.language) == ("Meera", "Patel Shah", "a b c")


@pytest.mark.parametrize("name", ["فاطمة الزهراء", "Søren Ağaoğlu", "陳大文", "O’Brien-Łąck"])
def test_names_of_every_script_come_back_as_they_were_typed(store, name):
    person_id = add(store, PersonFacts(last=name))
    assert page(store, person_id).facts.last == name


def test_a_name_of_300_letters_is_refused(store):
    said = refused(add, store, PersonFacts(last="x" * 300))
    assert said.sentence == "The last name is longer than 60 letters. Shorten it."


def test_words_that_look_like_sql_are_only_words(store):
    robert = "Robert'); DROP TABLE person;--"
    person_id = add(store, PersonFacts(first=robert))
    assert page(store, person_id).facts.first == robert


def test_emoji_in_a_name_are_left_out(store):
    person_id = add(store, PersonFacts(first="Ann 🌸", last="Bell 👩‍🦽"))
    facts = page(store, person_id).facts
    assert (facts.first, facts.last) == ("Ann", "Bell")


def test_a_nul_that_was_pasted_is_dropped(store):
    person_id = add(store, PersonFacts(first="Mee\0ra", note="a\0b"))
    assert page(store, person_id).facts.first == "Meera"


def test_a_status_is_kept_with_its_day(store):
    person_id = add(store)
    set_status(store, person_id, "hospital", until=TODAY + timedelta(days=9))
    read = page(store, person_id)
    assert (read.status, read.status_until) == (Status.HOSPITAL, TODAY + timedelta(days=9))
    set_status(store, person_id, "current", until=TODAY)
    read = page(store, person_id)
    assert (read.status, read.status_until, read.version) == (Status.CURRENT, None, 3)


def test_a_status_set_on_an_old_page_is_refused(store):
    person_id = add(store)
    change(store, person_id, with_(MRS_PATEL, last="Shah"))
    action = partial(people.set_status, person_id=person_id, version=1, status="moved")
    assert "tests changed this at 9:30am, at desk 1" in refused(store.write, action).sentence


def test_a_page_counts_the_bookings_to_come(store):
    person_id = a_person(store)
    store.write(partial(signups.book, session_id=a_session(store), person_id=person_id))
    assert page(store, person_id).coming == 1


def test_people_are_sorted_by_last_name_whatever_its_accents(store):
    for last in ("Zeta", "Ångström", "O’Brien", "Obama", "Macdonald", "McAdam"):
        add(store, PersonFacts(first="Ann", last=last))
    rows = store.read(lambda db: db.all(select(person.c.last).order_by(person.c.sort_key)))
    assert [row.last for row in rows] == [
        "Ångström", "McAdam", "Macdonald", "Obama", "O’Brien", "Zeta"
    ]  # fmt: skip


def test_the_journal_says_whom_a_change_was_about(store):
    person_id = add(store)
    written = change(store, person_id, with_(MRS_PATEL, last="Shah", phones=()))
    rows = store.read(
        lambda db: db.all(select(journal_value).where(journal_value.c.step == written.key))
    )
    assert {row.person for row in rows} == {person_id}
    assert {(row.table, row.field) for row in rows} >= {("person", "last"), ("phone", "*")}
