"""Random days at a desk, then two records become one: what must hold, and undo gives all back."""

from contextlib import suppress
from datetime import time
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.data import companions, merging, places_to_offer, signups, undo, waiting
from desktop.data.tables import booking, metadata, person
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.makers import THURSDAY, TODAY, a_person, a_session

HOURS = (
    (TODAY, 0, 23, 2),
    (TODAY, 0, 9, 2),
    (THURSDAY, 10, 12, 1),
    (THURSDAY, 11, 13, 2),
    (THURSDAY, 14, 16, 2),
)
NOT_A_FACT = ("step", "journal_value", "revision", "spelling")
DONE = (
    "book",
    "book",
    "book",
    "walk in",
    "wait",
    "cancel",
    "mark",
    "ring",
    "leave",
    "bring",
    "bring us",
)

things = st.lists(
    st.tuples(st.sampled_from(DONE), st.integers(0, 4), st.integers(0, 2)), min_size=4, max_size=14
)


def _everything(db):
    """Read all rows of all tables, but for what only says how often or when."""
    tables = [each for each in metadata.sorted_tables if each.name not in NOT_A_FACT]
    rows = {each.name: db.all(select(each).order_by(*each.primary_key)) for each in tables}
    return {
        name: [{k: v for k, v in row._mapping.items() if k != "version"} for row in found]
        for name, found in rows.items()
    }


def _do(store, thing, session_id, everybody, who):
    """Do one of the things desks do, if it can be done now."""
    person_id, others = everybody[who], [each for each in everybody[:2] if each != everybody[who]]
    mine = partial(_of, store, session_id=session_id, person_id=person_id)
    actions = {
        "book": lambda: partial(signups.book, session_id=session_id, person_id=person_id),
        "walk in": lambda: partial(signups.walk_in, session_id=session_id, person_id=person_id),
        "wait": lambda: partial(waiting.wait, session_id=session_id, person_id=person_id),
        "cancel": lambda: partial(signups.cancel, booking_id=mine(booking)),
        "mark": lambda: partial(signups.mark, booking_id=mine(booking), as_="arrived"),
        "ring": lambda: partial(places_to_offer.ring, waiting_id=mine(lines), reason="Near"),
        "bring": lambda: partial(
            companions.add, booking_id=mine(booking), brought=(Brought("Usha"),)
        ),
        "bring us": lambda: partial(
            companions.add,
            booking_id=mine(booking),
            brought=tuple(Brought(person_id=each) for each in others),
        ),
        "leave": lambda: partial(waiting.leave, waiting_id=mine(lines)),
    }
    with suppress(Refused):
        store.write(actions[thing]())


def _of(store, table, *, session_id, person_id):
    where = table.c.session == session_id, table.c.person == person_id
    last = select(table.c.id).where(*where).order_by(table.c.id.desc())
    return store.read(lambda db: db.value(last)) or 0


def _merge(store, kept, other):
    """Merge two records, with whatever must be chosen chosen."""
    seen = store.read(partial(merging.compare, kept_id=kept, other_id=other))
    step = partial(
        merging.merge, kept_id=kept, other_id=other, choices=(),
        versions=(seen.kept.version, seen.other.version),
        cancel=tuple(each.second.booking_id for each in seen.meets),
    )  # fmt: skip
    return store.write(step)


def _holds(there, kept, other):
    """Check what must hold once two records are one."""
    for name, found in there.items():
        for row in found:
            named = {row[key.parent.name] for key in metadata.tables[name].foreign_keys
                     if key.column.table is person}  # fmt: skip
            assert other not in named or row.get("id") == other, name
    live = [row for row in there["booking"] if row["status"] != "cancelled"]
    waits = [row for row in there["waiting"] if row["status"] == "waiting"]
    places = [(row["session"], row["person"]) for row in (*live, *waits)]
    assert len(places) == len(set(places))
    assert len({row["number"] for row in live if row["number"]}) == len(there["booking_number"])
    for row in there["session"]:
        here = [each for each in live if each["session"] == row["id"]]
        everyone = [*here, *_along(there, {each["id"] for each in here})]
        assert row["booked"] == sum(not each["over"] for each in everyone) <= row["places"]
        assert row["over"] == sum(each["over"] for each in everyone)
        assert row["came"] == sum(each["status"] == Mark.ARRIVED for each in everyone)
        names = [each["person"] for each in everyone if each["person"]]
        assert len(names) == len(set(names)), "nobody comes along with themselves"
        mine = [each["party"] for each in waits if each["session"] == row["id"]]
        assert row["waiting"] == sum(mine)
    assert {row["person"] for row in there["word"]}.isdisjoint({other})


def _along(there, bookings):
    """Give who comes along with these bookings."""
    live = (each for each in there["companion"] if each["status"] != "cancelled")
    return [each for each in live if each["booking"] in bookings and each["takes_place"]]


def test_no_day_at_a_desk_ends_with_a_merge_that_loses_or_counts_twice_and_undo_gives_all_back(
    store,
):
    sessions = [
        a_session(store, on=on, starts=time(first), ends=time(last), places=places)
        for on, first, last, places in HOURS
    ]

    @settings(max_examples=max(6, settings().max_examples // 6))
    @given(things)
    def walk(done):
        everybody = [a_person(store, "Meera"), a_person(store, "Mira"), a_person(store, "Raj")]
        for thing, which, who in done:
            _do(store, thing, sessions[which], everybody, who)
        kept, other, _third = everybody
        before = store.read(_everything)
        merged = _merge(store, kept, other)
        after = store.read(_everything)
        _holds(after, kept, other)
        assert len(after["booking"]) == len(before["booking"])

        back = store.write(partial(undo.undo, key=merged.key.hex), undoes=merged.key)
        assert store.read(_everything) == before
        store.write(partial(undo.undo, key=back.key.hex), undoes=back.key)
        assert store.read(_everything) == after
        _clear(store)

    walk()


def _clear(store):
    """Have everybody leave, so that the next day finds the rooms as they were."""
    store.write(_leave_all)


def _leave_all(db):
    for row in db.all(select(booking.c.id).where(booking.c.status != "cancelled")):
        signups.cancel(db, booking_id=row.id)
    for row in db.all(select(lines.c.id).where(lines.c.status == "waiting")):
        waiting.leave(db, waiting_id=row.id)
