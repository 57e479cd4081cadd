"""Who comes along every week, on both databases: booked, waiting, away and taken back as one."""

from functools import partial

from sqlalchemy import select

from desktop.data import (
    companions,
    departures,
    one_companion,
    regular_pages,
    regular_party,
    regulars,
    signups,
)
from desktop.data.tables import booking, companion, regular, regular_companion, session
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from tests.data.test_merging import merge
from tests.data.test_regulars import a_group, dates, thursdays, version, waits_on
from tests.data.test_waiting import card, do, refused, take_back
from tests.makers import THURSDAY, a_person, people

JO = Brought("Jo Reid", "carer")
ANN = Brought("Ann Reid", "child")


def begin(store, session_id, person_id, *brought):
    return do(
        store, regulars.begin, session_id=session_id, person_id=person_id, brought=brought
    )  # fmt: skip


def bring(store, regular_id, *brought):
    return do(store, regular_party.bring, regular_id=regular_id, brought=brought,
              version=version(store, regular_id)).value  # fmt: skip


def counts(store, ids):
    cards = [card(store, each) for each in ids]
    return [(each.booked, each.waiting) for each in cards]


def along(store, person_id, *, live=True):
    """On which dates who comes along with somebody, whether they are booked or wait."""
    found = {}
    for table in (booking, lines):
        its = (
            select(session.c.date, companion.c.name)
            .select_from(
                companion.join(table, table.c.id == companion.c[table.name]).join(
                    session, session.c.id == table.c.session
                )
            )
            .where(table.c.person == person_id, (companion.c.status != "cancelled") == live)
            .order_by(companion.c.id)
        )
        for row in store.read(lambda db, its=its: db.all(its)):
            found.setdefault(row.date, []).append(row.name)
    return found


def test_they_are_booked_as_one_and_where_one_place_is_left_all_of_them_wait(store):
    _, ids = a_group(store, places=3)
    for each in people(store, 2):
        do(store, signups.book, session_id=ids[1], person_id=each)
    meera = a_person(store)
    done = begin(store, ids[0], meera, JO)
    assert done.value.words == (
        "Mrs Patel comes every week with Jo Reid, carer. Booked on 5 dates, waiting for 1 date."
    )
    assert waits_on(store, meera) == thursdays(1)
    assert counts(store, ids[:3]) == [(2, 0), (2, 2), (2, 0)]
    assert along(store, meera) == {on: ["Jo Reid"] for on in thursdays(*range(6))}
    take_back(store, done.key)
    assert counts(store, ids[:3]) == [(0, 0), (2, 0), (0, 0)]
    assert not store.read(lambda db: db.all(select(regular_companion)))


def test_who_stays_away_on_one_date_comes_on_the_others_and_all_are_away_together(store):
    _, ids = a_group(store)
    meera = a_person(store)
    its = begin(store, ids[0], meera, JO).value.regular_id
    here = select(companion.c.id).select_from(
        companion.join(booking, booking.c.id == companion.c.booking)
    )
    one = store.read(lambda db: db.value(here.where(booking.c.session == ids[2])))
    do(store, one_companion.cancel, companion_id=one)
    away = {"first": THURSDAY, "until": thursdays(2)[0], "version": version(store, its)}
    do(store, regulars.pause, regular_id=its, **away)
    assert counts(store, ids) == [(0, 0), (0, 0), (1, 0), (2, 0), (2, 0), (2, 0)]
    do(store, regulars.back, regular_id=its, on=THURSDAY, version=version(store, its))
    assert counts(store, ids) == [(2, 0), (2, 0), (1, 0), (2, 0), (2, 0), (2, 0)]
    do(store, regulars.end, regular_id=its, last=thursdays(2)[0], version=version(store, its))
    assert counts(store, ids) == [(2, 0), (2, 0), (1, 0), (0, 0), (0, 0), (0, 0)]


def test_who_comes_along_is_changed_and_the_dates_follow_where_there_are_places(store):
    _, ids = a_group(store, places=2)
    meera = a_person(store)
    its = begin(store, ids[0], meera).value.regular_id
    do(store, signups.book, session_id=ids[1], person_id=people(store, 1)[0])
    done = bring(store, its, JO)
    assert done.words == (
        "Mrs Patel comes every week with Jo Reid, carer. No place for all on 3 December."
    )
    assert counts(store, ids[:3]) == [(2, 0), (2, 0), (2, 0)]
    assert thursdays(1)[0] not in along(store, meera)
    # In the place of one, another comes, even where it is full.
    assert not bring(store, its, ANN).without - 1
    assert along(store, meera)[THURSDAY] == ["Ann Reid"]
    assert bring(store, its).words == "Mrs Patel comes every week alone."
    assert counts(store, ids[:3]) == [(1, 0), (2, 0), (1, 0)]


def test_a_change_of_who_comes_along_is_taken_back_whole(store):
    _, ids = a_group(store)
    meera = a_person(store)
    its = begin(store, ids[0], meera, JO).value.regular_id
    done = do(store, regular_party.bring, regular_id=its, brought=[ANN],
              version=version(store, its))  # fmt: skip
    undone = take_back(store, done.key).value
    assert undone.words == "undid: changed who comes along with Mrs Patel every week"
    assert along(store, meera) == {on: ["Jo Reid"] for on in thursdays(*range(6))}
    shown = store.read(partial(regular_pages.ask_about, regular_id=its))
    assert (shown.brought, counts(store, ids[:1])) == ((JO,), [(2, 0)])


def test_a_companion_who_is_elsewhere_on_a_date_is_left_out_of_that_one(store):
    _, ids = a_group(store)
    meera, jo = a_person(store), a_person(store, "Jo", "Reid")
    do(store, signups.book, session_id=ids[1], person_id=jo)
    begin(store, ids[0], meera, Brought(kind="carer", person_id=jo))
    assert counts(store, ids[:3]) == [(2, 0), (2, 0), (2, 0)]
    assert thursdays(1)[0] not in along(store, meera)


def test_two_who_come_every_week_of_whom_one_brings_the_other_take_a_place_each(store):
    _, ids = a_group(store)
    meera, jo = a_person(store), a_person(store, "Jo", "Reid")
    begin(store, ids[2], jo)
    begin(store, ids[0], meera, Brought(kind="carer", person_id=jo))
    assert counts(store, ids) == [(2, 0)] * 6
    assert dates(store, jo) == thursdays(2, 3, 4, 5)


def test_members_count_those_who_come_along(store):
    group, ids = a_group(store, places=3)
    do(store, regulars.set_members, activity_id=group, members=4, version=1)
    first, second = people(store, 2)
    its = begin(store, ids[0], first, JO, ANN).value.regular_id
    shown = store.read(partial(regular_pages.members, activity_id=group))
    assert (shown.heads, len(shown.lines)) == (3, 1)
    no = refused(store, regulars.begin, session_id=ids[0], person_id=second, brought=(JO,))
    assert no.sentence == "Not added. Crafternoon takes 1 more of its 4 members."
    no = refused(store, regular_party.bring, regular_id=its, version=1,
                 brought=(JO, ANN, Brought("Al"), Brought("Bo")))  # fmt: skip
    assert no.sentence == "Not saved. Crafternoon takes 1 more of its 4 members."


def test_more_than_there_are_places_are_refused_and_nobody_comes_with_themselves(store):
    _, ids = a_group(store, places=2)
    meera = a_person(store)
    no = refused(store, regulars.begin, session_id=ids[0], person_id=meera, brought=(JO, ANN))
    assert no.sentence == "Not added. They are 3, and Crafternoon has 2 places."
    mine = Brought(person_id=meera)
    no = refused(store, regulars.begin, session_id=ids[0], person_id=meera, brought=(mine,))
    assert no.sentence == "Not added. Mrs Patel cannot come along twice."


def test_who_came_along_before_is_known_and_this_date_s_company_is_meant(store):
    _, ids = a_group(store)
    meera = a_person(store)
    do(store, companions.book, session_id=ids[0], person_id=meera, brought=[JO])
    shown = store.read(partial(regular_pages.ask, session_id=ids[0], person_id=meera))
    assert (shown.known, shown.brought, shown.booked) == ((JO,), (JO,), 5)
    begin(store, ids[0], meera, JO, ANN)
    assert along(store, meera)[THURSDAY] == ["Jo Reid", "Ann Reid"]


def test_a_carer_who_has_died_comes_along_no_more(store):
    _, ids = a_group(store)
    meera, jo = a_person(store), a_person(store, "Jo", "Reid")
    begin(store, ids[0], meera, Brought(kind="carer", person_id=jo))
    do(store, departures.leave, person_id=jo, version=1, status="died")
    assert counts(store, ids) == [(1, 0)] * 6
    assert store.read(lambda db: db.one(select(regular))).party == 1


def test_two_records_that_become_one_bring_those_of_both(store):
    _, ids = a_group(store, places=9)
    meera, mira = a_person(store), a_person(store, "Mira")
    its = begin(store, ids[0], meera, ANN).value.regular_id
    begin(store, ids[0], mira, JO)
    done = merge(store, meera, mira)
    (row,) = store.read(lambda db: db.all(select(regular).where(regular.c.until.is_(None))))
    assert (row.id, row.party, row.person) == (its, 3, meera)
    assert along(store, meera) == {on: ["Ann Reid", "Jo Reid"] for on in thursdays(*range(6))}
    assert counts(store, ids) == [(3, 0)] * 6
    take_back(store, done.key)
    assert counts(store, ids) == [(4, 0)] * 6


def test_nobody_comes_every_week_with_themselves(store):
    _, ids = a_group(store)
    meera, mira = a_person(store), a_person(store, "Mira")
    begin(store, ids[0], meera, Brought(kind="friend", person_id=mira))
    merge(store, meera, mira)
    assert counts(store, ids) == [(1, 0)] * 6
    assert store.read(lambda db: db.one(select(regular))).party == 1
