"""What the practice offers: saved whole, checked by rules, never lost, and taken back in one."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.data import activities, categories, offer_changes, offers, places, texts, undo
from desktop.data.changes import Hand
from desktop.data.places import PlaceFacts
from desktop.data.store import Store
from desktop.data.tables import activity, activity_option, activity_text, closure, series, session
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, Option, Role, check_activity
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, ZONE, a_person, a_place, a_session, an_activity

LUNCH = ActivityFacts(
    name="Shared lunch", patch="lunch", minutes=90, places=12, smallest=4, price="Free",
    options=(Option("Ride home", 4), Option("High chair", 2)), opens_days=28, closes_days=0,
    closes_at=time(10), roles=(Role("driver", 2),),
)  # fmt: skip


def save(store, facts=LUNCH, **more):
    return store.write(partial(offer_changes.save, facts=facts, **more)).value.id


def page(store, activity_id):
    return store.read(partial(offers.activity_page, activity_id=activity_id, today=TODAY))


def change(store, activity_id, *, version=None, written=(), **facts):
    was = page(store, activity_id)
    return store.write(
        partial(
            offer_changes.save, activity_id=activity_id, version=version or was.version,
            facts=replace(was.facts, **facts), written=written,
        )
    )  # fmt: skip


def refusal(store, action):
    with pytest.raises(Refused) as no:
        store.write(action)
    return no.value.sentence


def a_series(store, activity_id, *, rule="FREQ=WEEKLY;BYDAY=TH", **facts):
    row = {"zone": ZONE, "first": THURSDAY, "starts": time(14), "ends": time(16), "places": 12}
    row |= {"activity": activity_id, "rule": rule} | facts
    return store.write(lambda db: db.add(series, **row)).value


def test_an_activity_is_saved_whole_and_read_back(store):
    where, who = a_place(store), a_person(store)
    group = store.write(partial(categories.add, name="Food and company")).value.id
    facts = replace(LUNCH, place_id=where, leader_id=who, category_id=group, step_free=True)
    saved = page(store, save(store, facts))
    assert saved.facts == facts
    assert (saved.version, saved.code, saved.texts, saved.rhythm) == (1, "", (), "")


def test_what_cannot_be_is_refused_and_nothing_is_saved(store):
    sentence = refusal(store, partial(offer_changes.save, facts=replace(LUNCH, smallest=13)))
    assert sentence == "The smallest number is more than the 12 places."
    assert store.read(partial(offers.offered, today=TODAY)) == ()


def test_two_activities_offered_now_have_two_names(store):
    save(store)
    again = partial(offer_changes.save, facts=replace(LUNCH, name="shared LUNCH"))
    assert refusal(store, again).startswith("There is an activity called shared LUNCH already.")


def test_an_activity_that_has_ended_leaves_its_name_to_another(store):
    old = save(store)
    store.write(partial(offer_changes.end, activity_id=old, version=1, last=date(2026, 10, 1)))
    assert save(store) != old


def test_two_people_who_edit_the_same_hear_of_each_other(store):
    lunch = save(store)
    change(store, lunch, places=10)
    late = partial(
        offer_changes.save, activity_id=lunch, version=1, facts=replace(LUNCH, bring="An apron")
    )
    assert refusal(store, late) == "Not changed. tests changed this at 9:30am, at desk 1."
    assert page(store, lunch).facts.bring == ""


def test_options_alone_are_a_change_that_a_late_desk_hears_of(store):
    lunch = save(store)
    change(store, lunch, options=(Option("Ride home", 3),))
    assert page(store, lunch).version == 2
    assert page(store, lunch).facts.options == (Option("Ride home", 3),)


def test_the_second_use_of_a_patch_gets_two_letters(store):
    save(store)
    supper = save(store, replace(LUNCH, name="Shared supper"))
    assert page(store, supper).code == "Ss"
    change(store, supper, name="Late supper")
    assert page(store, supper).code == "Ss"
    change(store, supper, patch="kitchen")
    assert page(store, supper).code == ""


def test_a_private_activity_takes_its_coming_sessions_with_it(store):
    hub = save(store)
    past = a_session(store, activity_id=hub, on=TODAY - timedelta(days=7))
    coming = a_session(store, activity_id=hub)
    step = change(store, hub, private=True)

    def shown(session_id):
        return store.read(partial(activities.session_card, session_id=session_id)).private

    assert (shown(past), shown(coming)) == (False, True)
    store.write(partial(undo.undo, key=step.key.hex))
    assert not shown(coming)


# Texts


def test_a_written_text_is_a_draft_until_somebody_has_checked_it(store):
    lunch = save(store, written=(Written("en", "Cook a little,  eat together. "),))
    (draft,) = page(store, lunch).texts
    assert (draft.text, draft.written_by, draft.written_on) == (
        "Cook a little, eat together.", "tests", TODAY,
    )  # fmt: skip
    assert draft.checked_on is None

    store.write(
        partial(texts.check, activity_id=lunch, written=Written("en", draft.text, draft.version))
    )
    (checked,) = page(store, lunch).texts
    assert (checked.checked_by, checked.checked_on) == ("tests", TODAY)

    change(store, lunch, written=(Written("en", "Eat together.", checked.version),))
    assert page(store, lunch).texts[0].checked_on is None


def test_a_text_left_as_it_is_stays_checked(store):
    lunch = save(store, written=(Written("en", "Eat together."),))
    store.write(partial(texts.check, activity_id=lunch, written=Written("en", "Eat together.", 1)))
    change(store, lunch, written=(Written("en", "Eat together.", 2),))
    assert page(store, lunch).texts[0].checked_on == TODAY


def test_where_two_people_are_asked_for_the_writer_does_not_check(store, url, clock):
    lunch = save(store, written=(Written("pl", "Jemy razem."),))
    store.write(partial(texts.ask_two_people, wanted=True))
    check = partial(texts.check, activity_id=lunch, written=Written("pl", "Jemy razem.", 1))
    assert refusal(store, check).startswith("Not checked. You wrote this text.")
    rina = Store(url, Hand("Rina Das", "desk 2"), clock=clock)
    rina.write(check)
    rina.close()
    assert page(store, lunch).texts[0].checked_by == "Rina Das"


def test_nobody_checks_a_text_that_has_changed_under_their_eyes(store):
    lunch = save(store, written=(Written("en", "Eat together."),))
    change(store, lunch, written=(Written("en", "Eat alone.", 1),))
    late = partial(texts.check, activity_id=lunch, written=Written("en", "Eat together.", 1))
    assert refusal(store, late).startswith("Not changed. tests changed this")


def test_nothing_cannot_be_checked(store):
    lunch = save(store)
    empty = partial(texts.check, activity_id=lunch, written=Written("fr", " "))
    assert refusal(store, empty) == "Not checked. There is no text in this language yet."


def test_a_text_from_before_there_were_languages_is_an_english_draft(store):
    old = an_activity(store, about="Wool and paper.")
    (draft,) = page(store, old).texts
    assert (draft.language, draft.text, draft.version) == ("en", "Wool and paper.", 0)
    store.write(partial(texts.check, activity_id=old, written=Written("en", "Wool and paper.")))
    assert [each.text for each in page(store, old).texts] == ["Wool and paper."]
    assert store.read(lambda db: db.value(select(activity.c.about))) == ""


# The list


def test_the_list_says_when_each_activity_comes_round_and_how_often_it_will(store):
    craft, lunch = an_activity(store), save(store)
    a_series(store, craft)
    a_series(store, lunch, rule="FREQ=WEEKLY;BYDAY=FR", starts=time(12), ends=time(13))
    a_series(
        store, lunch, rule="FREQ=WEEKLY;BYDAY=TU", first=date(2026, 11, 24), starts=time(12, 30),
        ends=time(14),
    )  # fmt: skip
    a_series(store, lunch, last=TODAY - timedelta(days=1), first=date(2026, 1, 1))
    a_session(store, activity_id=craft)
    a_session(store, activity_id=craft, on=TODAY, status="cancelled")
    a_session(store, activity_id=craft, on=TODAY - timedelta(days=1))
    seen = store.read(partial(offers.offered, today=TODAY))
    assert [(each.name, each.rhythm, each.dates_to_come) for each in seen] == [
        ("Crafternoon", "Thursdays 2pm", 1),
        ("Shared lunch", "Tue 12:30pm, Fri 12pm", 0),
    ]


def test_a_page_shows_its_series_in_sentences_and_the_next_dates(store):
    craft = an_activity(store)
    a_series(store, craft)
    a_session(store, activity_id=craft)
    tab = store.read(partial(offers.activities_tab, today=TODAY, activity_id=craft))
    assert [each.sentence for each in tab.page.series] == ["Every Thursday, 2pm to 4pm"]
    assert [(each.date, each.starts) for each in tab.page.next_dates] == [(THURSDAY, time(14))]
    assert tab.languages == ("en",)


def test_an_activity_that_was_removed_meanwhile_leaves_an_empty_page(store):
    tab = store.read(partial(offers.activities_tab, today=TODAY, activity_id=99))
    assert tab.page is None


def test_an_activity_ends_only_when_nothing_is_planned_after_it(store):
    craft = an_activity(store)
    a_session(store, activity_id=craft)
    end = partial(offer_changes.end, activity_id=craft, version=1)
    assert refusal(store, partial(end, last=TODAY)) == (
        "Not ended. 1 date is planned from Thursday 26 November on. End the series first."
    )
    store.write(partial(end, last=THURSDAY))
    assert page(store, craft).ended == THURSDAY
    store.write(partial(offer_changes.bring_back, activity_id=craft, version=2))
    assert page(store, craft).ended is None


# Categories and places


def test_a_category_goes_only_when_no_activity_is_in_it(store):
    group = store.write(partial(categories.add, name="Food")).value.id
    lunch = save(store, replace(LUNCH, category_id=group))
    remove = partial(categories.remove, category_id=group)
    assert refusal(store, remove).startswith("Not removed. 1 activity is in Food.")
    assert refusal(store, partial(categories.add, name="FOOD")).endswith("called FOOD already.")
    store.write(partial(categories.rename, category_id=group, version=1, name="Food and company"))
    change(store, lunch, category_id=None)
    store.write(remove)
    assert store.read(offers.categories) == ()


def test_a_place_in_use_is_not_removed_but_closed(store):
    room, garden = a_place(store), a_place(store, "Garden")
    a_session(store, place=room)
    assert refusal(store, partial(places.remove, place_id=room)) == (
        "Not removed. Waiting room is in use. Close it from a day on instead."
    )
    close = partial(places.close, place_id=room, version=1)
    assert refusal(store, partial(close, on=THURSDAY)) == (
        "Not closed. 1 date is planned at Waiting room, from Thursday 26 November on. "
        "Move them first."
    )
    store.write(partial(close, on=THURSDAY + timedelta(days=1)))
    store.write(partial(places.remove, place_id=garden))
    assert [each.name for each in store.read(offers.places)] == ["Waiting room"]


@pytest.mark.parametrize("table", [closure, series, activity])
def test_whatever_is_at_a_place_keeps_it(store, table):
    room = a_place(store)
    if table is activity:
        an_activity(store, place=room)
    elif table is series:
        a_series(store, an_activity(store), place=room)
    else:
        row = {"name": "Paint", "first": TODAY, "last": TODAY, "place": room}
        store.write(lambda db: db.add(closure, **row))
    assert "is in use" in refusal(store, partial(places.remove, place_id=room))


def test_a_closed_place_is_offered_to_nobody(store):
    room = a_place(store)
    store.write(partial(places.close, place_id=room, version=1, on=TODAY))
    assert store.read(activities.choices).places == ()
    assert "no longer used" in refusal(
        store, partial(offer_changes.save, facts=replace(LUNCH, place_id=room))
    )
    store.write(partial(places.reopen, place_id=room, version=2))
    assert len(store.read(activities.choices).places) == 1


def test_what_is_known_of_a_place_is_changed_in_one(store):
    room = a_place(store)
    facts = PlaceFacts("Front room", step_free=True, hearing_loop=False, shared=True)
    store.write(partial(places.change, place_id=room, version=1, facts=facts))
    (seen,) = store.read(offers.places)
    assert (seen.name, seen.step_free, seen.hearing_loop, seen.shared) == (
        "Front room", True, False, True,
    )  # fmt: skip


# Taking it back

numbers = count()
names = st.text("abcde ", min_size=1, max_size=8).filter(str.strip)
option_lists = st.lists(
    st.builds(Option, st.sampled_from(["Lunch", "Ride", "Chair"]), st.integers(1, 5)),
    max_size=3, unique_by=lambda each: each.name,
)  # fmt: skip
written_texts = st.lists(
    st.tuples(st.sampled_from(["en", "ar", "pl"]), st.sampled_from(["", "one", "two"])),
    max_size=3, unique_by=lambda each: each[0],
)  # fmt: skip
edits = st.builds(
    lambda changes, options, texts: (changes, tuple(options), tuple(texts)),
    st.fixed_dictionaries(
        {},
        optional={
            "name": names, "places": st.integers(5, 30), "private": st.booleans(),
            "patch": st.sampled_from(["lunch", "craft"]), "youngest": st.none() | st.integers(0, 9),
            "closes_at": st.just(time(9)), "bring": names,
        },
    ),
    option_lists,
    written_texts,
)  # fmt: skip


def everything(store):
    def rows(db):
        return {
            table.name: sorted(
                tuple(v for name, v in row._mapping.items() if name != "version")
                for row in db.all(select(table))
            )
            for table in (activity, activity_option, activity_text, session)
        }

    return store.read(lambda db: repr(rows(db)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(edits, min_size=1, max_size=4))
def test_saves_taken_back_one_after_the_other_leave_everything_as_it_was(store, steps):
    lunch = save(store, replace(LUNCH, name=f"Lunch {next(numbers)}"))
    a_session(store, activity_id=lunch)
    seen, keys = [], []
    for changes, options, written in steps:
        before = page(store, lunch)
        versions = {each.language: each.version for each in before.texts}
        seen.append(everything(store))
        try:
            check_activity(replace(before.facts, options=options, **changes))
            step = change(
                store, lunch, options=options, **changes,
                written=tuple(Written(lang, t, versions.get(lang, 0)) for lang, t in written),
            )  # fmt: skip
        except Refused:
            assert everything(store) == seen.pop()
        else:
            keys.append(step.key)
    for key, was in zip(reversed(keys), reversed(seen), strict=True):
        now = everything(store)
        again = store.write(partial(undo.undo, key=key.hex), undoes=key) if now != was else None
        assert everything(store) == was
        if again:
            store.write(partial(undo.undo, key=again.key.hex), undoes=again.key)
            assert everything(store) == now
            store.write(partial(undo.undo, key=key.hex))
