"""Bringing in another program's patients: once, wholly or not at all, and again."""

import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.data import finding, people, signups, undo
from desktop.data.changes import Topic
from desktop.data.known_headers import known_headers
from desktop.data.made_up import nhs_numbers
from desktop.data.patient_import import Job, add_or_change, import_all, import_patients
from desktop.data.patient_lines import Counts, PatientLine, Watch, Wishes
from desktop.data.patient_preview import foresee
from desktop.data.tables import journal_value, patient, person, phone, step
from desktop.exchange.patients import read_csv
from desktop.rules.people import PersonFacts, Phone, Status
from desktop.rules.refusal import Refused
from tests.makers import a_person, a_session

TODAY = date(2026, 11, 23)
PATEL, HUME, NOWAK, ADEYEMI = "9990123055", "9990000018", "9990000026", "9990000034"
BORN = date(1951, 3, 14)


def lines(*facts):
    return [PatientLine(number, ("cell",), each) for number, each in enumerate(facts, 2)]


def meera(**other):
    facts = {"title": "Mrs", "first": "Meera", "last": "Patel", "born": BORN, "nhs_number": PATEL}
    return PersonFacts(**facts | {"registered": "here"} | other)


def derek(**other):
    facts = {"first": "Derek", "last": "Hume", "born": date(1943, 2, 8)}
    return PersonFacts(**facts | other)


def counts(store, *facts):
    done = import_patients(store, lines(*facts)).counts
    return {"new": done.new, "changed": done.changed, "same": done.same, "rejected": done.rejected}


def one(**what):
    return {"new": 0, "changed": 0, "same": 0, "rejected": 0} | what


def page(store, person_id):
    return store.read(partial(people.page, person_id=person_id)).facts


def found(store, text):
    return [each.id for each in store.read(partial(finding.find, text=text, today=TODAY)).people]


def how_many(store, table=person):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def test_new_patients_are_there_found_and_counted(store):
    everything = meera(
        phones=(Phone("+441632960142", "home"), Phone("+447700900142", "mobile")),
        email="m@example.org", address="3 Elm Road", language="Gujarati", former="Shah",
    )  # fmt: skip
    done = import_patients(store, lines(everything, derek()))
    assert done.counts == Counts(read=2, new=2, changed=0, same=0, rejected=0)
    (meera_id,) = found(store, "patel m")
    assert page(store, meera_id) == everything
    assert (
        found(store, "999 012 3055") == found(store, "960142") == found(store, "shah") == [meera_id]
    )
    assert len(found(store, "hume")) == 1


def test_the_same_file_again_changes_nothing(store):
    several = (
        meera(phones=(Phone("+447700900142", "mobile"),)),
        derek(),
        PersonFacts(last="Selvi"),
    )
    assert counts(store, *several) == one(new=3)
    before = how_many(store, journal_value)
    assert counts(store, *several) == one(same=3)
    assert how_many(store, journal_value) == before


def test_a_line_with_a_known_nhs_number_changes_that_person(store):
    counts(store, meera())
    (meera_id,) = found(store, "patel")
    assert counts(store, meera(last="Shah", email="new@example.org")) == one(changed=1)
    assert found(store, "shah") == [meera_id]
    assert found(store, "patel") == []
    assert page(store, meera_id).email == "new@example.org"
    assert how_many(store) == 1


def test_an_empty_cell_takes_nothing_away(store):
    counts(store, meera(email="m@example.org", phones=(Phone("+447700900142", "mobile"),)))
    assert counts(store, meera(title="")) == one(same=1)
    (meera_id,) = found(store, "patel")
    assert (page(store, meera_id).title, page(store, meera_id).email) == ("Mrs", "m@example.org")
    assert len(page(store, meera_id).phones) == 1


def test_what_the_desk_knows_besides_stays(store):
    counts(store, meera())
    (meera_id,) = found(store, "patel")
    facts = meera(note="Sits by the window.", ride="home", needs=(("hearing loop", ""),))
    store.write(partial(people.change, person_id=meera_id, version=1, facts=facts))
    assert counts(store, meera(email="new@example.org")) == one(changed=1)
    assert page(store, meera_id).note == "Sits by the window."
    assert page(store, meera_id).ride == "home"
    assert page(store, meera_id).needs == (("hearing loop", ""),)


def test_a_new_number_takes_the_place_of_the_old_one_of_its_column(store):
    home, mobile = Phone("+441632960142", "home"), Phone("+447700900142", "mobile")
    counts(store, meera(phones=(home, mobile)))
    new = Phone("+447700900199", "mobile")
    assert counts(store, meera(phones=(home, new))) == one(changed=1)
    (meera_id,) = found(store, "patel")
    assert page(store, meera_id).phones == (home, new)
    assert found(store, "900199") == [meera_id]
    assert found(store, "900142") == []


def test_two_first_numbers_of_somebody_without_a_phone_keep_their_order(store):
    counts(store, meera())
    home, mobile = Phone("+441632960142", "home"), Phone("+447700900142", "mobile")
    assert counts(store, meera(phones=(home, mobile))) == one(changed=1)
    (meera_id,) = found(store, "patel")
    assert page(store, meera_id).phones == (home, mobile)
    assert [row.place for row in store.read(lambda db: db.all(select(phone)))] == [0, 1]


def test_somebody_the_desk_added_without_a_number_gets_it_from_the_file(store):
    desk_id = a_person(store, born=BORN)
    assert counts(store, meera()) == one(changed=1)
    assert found(store, "patel") == [desk_id]
    assert page(store, desk_id).nhs_number == PATEL
    assert page(store, desk_id).registered == "here"


def test_a_line_without_a_number_is_the_one_person_of_that_name_and_birthday(store):
    counts(store, meera())
    assert counts(store, meera(nhs_number="")) == one(same=1)
    assert counts(store, meera(nhs_number="", email="m@example.org")) == one(changed=1)
    assert counts(store, meera(nhs_number="", born=date(1951, 3, 15))) == one(new=1)


def test_another_nhs_number_is_another_person_whatever_the_name(store):
    counts(store, meera())
    assert counts(store, meera(nhs_number=HUME)) == one(new=1)
    assert how_many(store) == 2


def test_a_line_that_may_be_two_people_is_rejected(store):
    counts(store, meera(), meera(nhs_number=HUME))
    done = import_patients(store, lines(meera(nhs_number="")))
    (line,) = done.rejected
    assert line.reason == ("Two people here have this name and date of birth. Give the NHS number.")


def test_a_wrong_number_never_gives_somebody_another_name(store):
    counts(store, meera())
    done = import_patients(store, lines(derek(nhs_number=PATEL)))
    (line,) = done.rejected
    assert line.reason == "This NHS number is somebody’s with another name and date of birth."
    assert found(store, "patel") == found(store, PATEL)


def test_a_married_name_and_a_corrected_birthday_are_still_her(store):
    counts(store, meera())
    assert counts(store, meera(last="Hughes")) == one(changed=1)
    assert counts(store, meera(last="Hughes", born=date(1951, 4, 13))) == one(changed=1)
    assert how_many(store) == 1


def test_nobody_stands_twice_in_one_file(store):
    several = (meera(), meera(email="x@y.org"), derek(), derek(title="Mr"), derek(nhs_number=HUME))
    done = import_patients(store, lines(*several))
    assert [(line.number, line.reason) for line in done.rejected] == [
        (3, "Line 2 has this NHS number already."),
        (5, "Line 4 has the same name and date of birth."),
        (6, "Line 4 has the same name and date of birth."),
    ]
    assert done.counts == Counts(read=5, new=2, changed=0, same=0, rejected=3)


def test_two_of_one_name_with_numbers_meet_one_person_without_only_once(store):
    a_person(store, born=BORN)
    assert counts(store, meera(), meera(nhs_number=HUME)) == one(changed=1, new=1)
    assert how_many(store) == 2


def test_rejected_lines_do_not_stop_the_others(store):
    torn = PatientLine(3, ("Mr", "Hume"), None, "This line has 2 columns, not 5.")
    done = import_patients(store, [*lines(meera()), torn, PatientLine(4, (), derek())])
    assert done.rejected == (torn,)
    assert done.counts == Counts(read=3, new=2, changed=0, same=0, rejected=1)


def test_a_dry_run_says_the_same_and_changes_nothing(store):
    a_person(store, born=BORN)
    counts(store, derek(nhs_number=HUME))
    before = [how_many(store, table) for table in (person, patient, phone, step, journal_value)]
    file = lines(
        meera(), derek(nhs_number=HUME), PersonFacts(last="Nowak", nhs_number=NOWAK), meera(),
        derek(),
    )  # fmt: skip
    dry = import_patients(store, file, dry_run=True)
    after = [how_many(store, table) for table in (person, patient, phone, step, journal_value)]
    assert after == before
    assert import_patients(store, file) == dry
    assert dry.counts == Counts(read=5, new=1, changed=1, same=1, rejected=2)


def test_an_import_is_one_step_with_a_journal_and_no_name_in_its_result(store):
    before = how_many(store, step)
    file, heard = (
        [
            PersonFacts(last=f"N{n}", nhs_number=each)
            for n, each in zip(range(2_500), nhs_numbers(), strict=False)
        ],
        [],
    )
    import_patients(store, lines(*file), on_progress=heard.append)
    assert heard == [1_000, 2_000, 2_500]
    assert how_many(store, step) == before + 1
    last = store.read(lambda db: db.first(select(step).order_by(step.c.id.desc()).limit(1)))
    assert last.use_case == "patient_import.add_or_change"
    assert "N1" not in last.result
    assert how_many(store, journal_value) == 5_000


def test_the_screens_hear_of_it(store):
    step_of = partial(add_or_change, lines=lines(meera()), rejected=[], on_progress=lambda _: None)
    assert store.write(step_of).changes == {Topic.PEOPLE}


def test_a_file_that_breaks_off_leaves_nothing(store):
    def breaks_off():
        yield from lines(*(PersonFacts(last=f"Number{n}") for n in range(1_500)))
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        import_patients(store, breaks_off())
    assert how_many(store) == 0


HALF_WAY = """
import sys
from datetime import date
from pathlib import Path
from desktop.data.changes import Hand
from desktop.data.patient_import import import_patients
from desktop.data.store import Store
from desktop.exchange.patients import read_csv

def tell(read):
    print(read, flush=True)
    if read == 3_000:
        sys.stdin.readline()

store = Store(sys.argv[1], Hand("tests", "desk 2"))
file = read_csv(Path(sys.argv[2]), {}, today=date(2026, 11, 23))
import_patients(store, file, on_progress=tell)
"""


def test_an_import_that_is_killed_leaves_nothing_and_may_be_done_again(store, url, tmp_path):
    file = tmp_path / "patients.csv"
    rows = (f"Number{n},{each}" for n, each in zip(range(4_000), nhs_numbers(), strict=False))
    file.write_text("\n".join(["Surname,NHS number", *rows]))
    running = subprocess.Popen(
        [sys.executable, "-c", HALF_WAY, url, str(file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    with running:
        assert [int(running.stdout.readline()) for _ in range(3)] == [1_000, 2_000, 3_000]
        running.kill()
    assert [how_many(store, table) for table in (person, patient, step, journal_value)] == [0] * 4
    rest = read_csv(file, {}, today=TODAY)
    assert import_patients(store, rest).counts.new == 4_000


def with_status(status, *facts):
    return [
        PatientLine(number, ("cell",), each, "", status) for number, each in enumerate(facts, 2)
    ]


def test_who_was_on_the_list_before_and_is_not_now_is_counted_and_stays(store):
    import_patients(store, lines(meera(), derek()))
    done = import_patients(store, lines(meera()), dry_run=True)
    assert done.counts.gone == 1
    assert import_patients(store, lines(meera())).counts.gone == 1
    assert how_many(store) == 2


def test_a_file_sets_who_has_died_only_when_the_desk_lets_it(store):
    import_patients(store, lines(meera()))
    (meera_id,) = found(store, "patel")
    died = with_status(Status.DIED, meera())
    assert import_patients(store, died).counts.statuses == 1
    assert store.read(partial(people.page, person_id=meera_id)).status is Status.CURRENT
    import_patients(store, died, wishes=Wishes(statuses=True))
    assert store.read(partial(people.page, person_id=meera_id)).status is Status.DIED
    assert import_patients(store, with_status(Status.MOVED, meera())).counts.statuses == 0


def test_nobody_is_added_whom_the_file_says_to_have_died(store):
    done = import_patients(store, with_status(Status.DIED, meera()))
    assert [line.reason for line in done.rejected] == [
        "Not added. The file says that they have died."
    ]
    assert how_many(store) == 0


def test_what_a_column_is_is_remembered_with_the_import(store):
    wishes = Wishes(headers=(("family name", "last_name"), ("email", "")))
    import_patients(store, lines(meera()), wishes=wishes)
    import_patients(store, lines(meera()), wishes=Wishes(headers=(("email", "email"),)))
    assert store.read(known_headers) == (("email", "email"), ("family name", "last_name"))


def seen_before(store, several):
    return store.read(partial(foresee, lines=several, watch=Watch()))


def test_before_anything_is_stored_every_line_says_what_becomes_of_it(store):
    import_patients(store, lines(meera(), derek(nhs_number=HUME)))
    before = seen_before(
        store,
        lines(
            meera(address="3 Elm Road", phones=(Phone("+447700900121", "mobile"),)),
            PersonFacts(first="Ewa", last="Nowak"),
            PersonFacts(first="Ewa", last="Nowak"),
        ),
    )
    assert [(each.became, each.note) for each in before.lines] == [
        ("changed", "phone 07700 900121, address"),
        ("new", ""),
        ("rejected", "Line 3 has the same name and date of birth."),
    ]
    assert [each.filed for each in before.gone] == ["Hume, Derek"]
    assert how_many(store) == 2


def test_who_has_died_is_shown_with_what_they_are_booked_for(store):
    import_patients(store, lines(meera()))
    (meera_id,) = found(store, "patel")
    session_id = a_session(store)
    store.write(partial(signups.book, session_id=session_id, person_id=meera_id))
    (leaving,) = seen_before(store, with_status(Status.DIED, meera())).leaving
    assert (leaving.filed, leaving.status, leaving.coming) == ("Patel, Meera (Mrs)", "died", 1)


def test_an_import_that_is_stopped_leaves_nothing(store):
    watch = Watch()
    watch.stop = True
    job = Job(lines(meera()), Wishes(), watch)
    with pytest.raises(Refused, match=r"Stopped\. Nothing was stored\."):
        store.write(partial(import_all, job=job))
    assert how_many(store) == 0


def test_an_import_can_be_taken_back_and_done_again(store):
    import_patients(store, lines(derek()))
    job = Job(
        lines(meera(), derek(email="d@example.org")), Wishes(headers=(("dob", "born"),)), Watch()
    )
    done = store.write(partial(import_all, job=job))
    undone = store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)
    assert undone.value.words == "undid: imported a list of patients"
    assert found(store, "patel") == []
    (derek_id,) = found(store, "hume")
    assert page(store, derek_id).email == ""
    store.write(partial(undo.undo, key=undone.key.hex), undoes=undone.key)
    assert len(found(store, "patel")) == 1
