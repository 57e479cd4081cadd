"""Sheets entered after anything may have happened to their people: counted right, and undone whole."""

from contextlib import suppress
from functools import partial
from random import Random

import pytest
from sqlalchemy import select

from desktop.data import companions, entering, one_companion, rebooking, sheets, signups, undo
from desktop.data.tables import booking, companion, person, session, sheet_line, wrap_up
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from tests.conftest import NOW
from tests.makers import THURSDAY, TODAY, a_session, people

SEEDS, STEPS = (3, 160, 246), 14
KEPT = (
    (booking, ("id", "status", "over", "walked_in", "late", "told_us")),
    (companion, ("id", "status", "over", "booking")),
    (session, ("id", "booked", "over", "came", "waiting")),
    (wrap_up, ("id", "nameless")),
    (sheet_line, ("id", "entered")),
    (person, ("id",)),
)


def state(store):
    """Read everything that entering a sheet may touch."""
    return store.read(
        lambda db: [
            [tuple(row) for row in db.all(select(*(t.c[n] for n in names)).order_by(t.c.id))]
            for t, names in KEPT
        ]
    )


def counts_fit(store):
    def check(db):
        for row in db.all(select(session)):
            mine = db.all(select(booking).where(booking.c.session == row.id))
            live = {each.id: each for each in mine if each.status != "cancelled"}
            along = [
                each for each in db.all(select(companion))
                if each.booking in live and each.status != "cancelled"
            ]  # fmt: skip
            here = sum(each.status == "arrived" for each in live.values())
            here += sum(each.status == "arrived" and each.takes_place for each in along)
            assert row.came == here
            taken = len(live) + sum(bool(each.takes_place) for each in along)
            assert row.booked + row.over == taken

    store.read(check)


class Walk:
    """A day at one desk, and sheets that come back at any moment of it."""

    def __init__(self, store, seed):
        self.store, self.chance = store, Random(seed)
        self.people = people(store, 6)
        self.today = a_session(store, on=TODAY, places=5)
        self.later = a_session(store, on=THURSDAY, places=3)
        self.codes, self.entered = [], 0

    def go(self):
        for _ in range(STEPS):
            with suppress(Refused):
                self.chance.choice(
                    (
                        self.book,
                        self.book,
                        self.bring,
                        self.cancel,
                        self.mark,
                        self.move,
                        self.leave,
                    )
                )()
            if self.chance.random() < 0.4:
                step = partial(sheets.print_register, session_id=self.today, now=NOW)
                self.codes.append(self.store.write(step).value)
            if self.codes and self.chance.random() < 0.6:
                self.enter()
        return self.entered

    def enter(self):
        sheet = self.chance.choice(self.codes)
        last = len(self.store.read(partial(sheets.read_sheet, sheet_id=sheet.sheet_id)).lines)
        numbers = self.chance.sample(range(1, last + 1), self.chance.randint(1, min(6, last)))
        marks = (self.chance.choice(("", "", "d", "!", "d!", " Maria")) for _ in numbers)
        text = f"{sheet.code}: " + ", ".join(f"{n}{m}" for n, m in zip(numbers, marks, strict=True))
        before = state(self.store)
        seen = self.store.read(partial(entering.preview, text=text))
        written = self.said_or_done(partial(entering.enter, text=text))
        if isinstance(written, str):
            assert state(self.store) == before
            assert seen.no in ("", written)
            return
        assert not seen.no
        counts_fit(self.store)
        after, key = state(self.store), written.key
        undone = self.store.write(partial(undo.undo, key=key.hex), undoes=key)
        assert state(self.store) == before
        counts_fit(self.store)
        self.store.write(partial(undo.undo, key=undone.key.hex), undoes=undone.key)
        assert state(self.store) == after
        self.entered += 1

    def said_or_done(self, step):
        try:
            return self.store.write(step)
        except Refused as no:
            return no.sentence

    def book(self):
        step = partial(
            signups.book, session_id=self.today, person_id=self.chance.choice(self.people)
        )
        self.store.write(step)

    def bring(self):
        kind = self.chance.choice(("carer", "interpreter"))
        step = partial(companions.add, booking_id=self.one(), brought=[Brought("Jo", kind)])
        self.store.write(step)

    def cancel(self):
        self.store.write(partial(signups.cancel, booking_id=self.one()))

    def mark(self):
        as_ = self.chance.choice(("arrived", "missed", "booked"))
        self.store.write(partial(signups.mark, booking_id=self.one(), as_=as_))

    def move(self):
        step = partial(rebooking.move_booking, booking_id=self.one(), session_id=self.later)
        self.store.write(step)

    def leave(self):
        found = self.store.read(lambda db: db.all(select(companion.c.id)))
        if found:
            one = self.chance.choice(found).id
            self.store.write(partial(one_companion.cancel, companion_id=one))

    def one(self):
        here = select(booking.c.id).where(booking.c.session == self.today)
        found = self.store.read(lambda db: db.all(here))
        if not found:
            raise Refused("Nobody yet.")
        return self.chance.choice(found).id


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sheet_is_entered_right_and_taken_back_whatever_happened(file_store, seed):
    Walk(file_store, seed).go()


def test_a_sheet_is_entered_right_on_a_server_as_well(store):
    assert Walk(store, 160).go()
