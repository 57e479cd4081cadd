"""A hard week round the hard afternoon: 32 sessions, five languages, and what is nobody's business."""

from dataclasses import dataclass
from datetime import date, time
from functools import partial

from desktop.data import moves, own_paper, signups, waiting
from desktop.data.tables import activity_text, booking, need, patient, person, session
from desktop.rules.own_paper import OnPaper
from tests.makers import TODAY, a_person, a_place, a_session, an_activity, days_from
from tests.paper.hard import an_afternoon

SESSIONS = 32
LONG = "Knitting and sewing and mending and a long cup of tea for everybody who lives on this hill"
TRICKY = "Tea #1 for $2 *today* \\ and _more_ <a> @b [c] {d} `e` // /* f = - + ~ ' \" 1. #let x = 9"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsstammtisch"
PATCHES = ("craft", "garden", "lunch", "chat", "workshop", "kitchen", "walk", "music", "move")
TEXTS = {
    "pl": ("Robótki ręczne i herbata", "Szydełko, druty, zszywanie. Źdźbło, żółw, łąka."),
    "ar": ("أشغال يدوية وشاي", "حياكة وخياطة وورق وألوان. أحضروا شيئًا أو ابدأوا شيئًا."),
    "bn": ("হাতের কাজ ও চা", "সেলাই, কাগজ আর রং। কিছু নিয়ে আসুন বা নতুন কিছু শুরু করুন।"),
    "ur": ("دستکاری اور چائے", "سلائی، کاغذ اور رنگ۔ کچھ لائیں یا کچھ نیا شروع کریں۔"),
}
PRIVATE = ("Quiet hour", "Interview")
NOTE = "The key is under the mat"
NHS = "9434765919"


@dataclass(frozen=True)
class Hard:
    """What each kind of document is made of, by its `about`."""

    about: dict[str, dict[str, object]]
    people: tuple[int, ...]


def a_hard_week(store) -> Hard:
    """Fill an empty practice with it."""
    store.write(
        partial(own_paper.call_practice, name="Quince #1 & Lane *Surgery*", phone="0113 496 0150")
    )
    said = OnPaper(
        "New here? Ask for $Bea$ at the desk.", "See you #soon_", "quincelane.example/on"
    )
    store.write(partial(own_paper.say, said=said, version=1))
    afternoon = an_afternoon(store)
    rows = store.read(
        lambda db: [
            db.one(booking.select().where(booking.c.id == each)) for each in afternoon.bookings
        ]
    )
    people = tuple(row.person for row in rows)
    of = store.read(lambda db: db.one(session.select().where(session.c.id == afternoon.session_id)))
    sessions = [_one(store, n, of.activity) for n in range(1, SESSIONS)]
    for name in PRIVATE:
        a_session(store, on=TODAY, activity_id=an_activity(store, name, private=True))
    store.write(partial(_facts, here=afternoon.session_id, who=people[0]))
    for each in sessions[6:17]:
        store.write(partial(signups.book, session_id=each, person_id=people[0]))
    _lists(store)
    return Hard(
        {
            "week": {"first": TODAY}, "session": {"session_id": of.id},
            "booking": {"booking_id": afternoon.bookings[0]},
            "activity": {"activity_id": of.activity}, "person": {"person_id": people[0]},
            "day": {"on": TODAY}, "now": {},
        },
        people,
    )  # fmt: skip


def _one(store, n, known):
    names = {1: LONG, 9: TRICKY, 17: WORD}
    facts = {"patch": PATCHES[n % 9], "bring": "An apron #1"}
    about = (
        known
        if n == 3
        else an_activity(store, names.get(n, f"Neighbours’ group number {n}"), **facts)
    )
    if n % 3 == 0 and n > 3:
        store.write(partial(_speak, about=about))
    facts = {"status": "cancelled"} if n == 20 else {"note": NOTE}
    return a_session(
        store, activity_id=about, on=days_from(TODAY, n % 7), starts=time(11 + n // 7),
        ends=time(12 + n // 7), place=a_place(store, f"Room {n}, upstairs") if n % 2 else None, **facts,
    )  # fmt: skip


def _speak(db, *, about):
    for code, (title, text) in TEXTS.items():
        db.add(
            activity_text, activity=about, language=code, title=title, text=text,
            checked_by="Rahima", checked_on=date(2026, 11, 2),
        )  # fmt: skip


def _facts(db, *, here, who):
    of = db.one(session.select().where(session.c.id == here))
    _speak(db, about=of.activity)
    db.change(session, here, note=NOTE)
    db.change(person, who, language="Bengali", interpreter=True, leader_agreed=None)
    db.change(patient, who, nhs_number=NHS)
    db.add(need, person=who, kind="large print", detail="20 point")
    db.add(need, person=who, kind="hearing", detail="Speak slowly")


def _lists(store):
    """Leave somebody to tell, and a place to offer."""
    off = a_session(store, on=days_from(TODAY, 8), name="Not this one")
    full = a_session(store, on=days_from(TODAY, 9), name="Nearly full", places=1)
    ivy = a_person(store, "Ivy", "Tellwright", title="Mrs", number="+441134960111")
    joan = a_person(store, "Joan", "Offerman", title="Mrs", number="+441134960122")
    store.write(partial(signups.book, session_id=off, person_id=ivy))
    store.write(partial(moves.cancel, session_ids=(off,)))
    taken = store.write(partial(signups.book, session_id=full, person_id=ivy)).value
    store.write(partial(waiting.wait, session_id=full, person_id=joan))
    store.write(partial(signups.cancel, booking_id=taken.booking_id))
