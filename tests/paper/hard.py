"""A hard afternoon: sixty people with company, allergies, rides, and titles full of code."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desktop.data.tables import (
    booking,
    car,
    companion,
    need,
    patient,
    person,
    phone,
    ride,
    session,
)
from tests.makers import TODAY, ZONE, a_place, a_session, an_activity

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))
TITLE = (
    "#pagebreak() $x$ *bold* \\ a title of ninety letters that goes on and on to its very end, yes"
)
HINT = "Hint for the seat"
LAST = "Featherstonehaugh-Cholmondeley"
BORN = date(1951, 3, 14)
ALLERGIES = ("Nuts", "nuts.", "Penicillin", "#panic() $nuts$")
DIETS = ("Vegetarian", "vegetarian", "Halal, no *pork*", "Noodles only, and never with sauce")


@dataclass(frozen=True)
class Afternoon:
    """The session, its bookings in order, and its two drivers."""

    session_id: int
    bookings: tuple[int, ...]


def an_afternoon(store):
    """Fill a practice with it, in one step."""
    place = a_place(store, "Community room")
    about = an_activity(store, TITLE, patch="lunch", places=90)
    here = a_session(
        store, activity_id=about, on=TODAY, starts=time(9), ends=time(11), places=90, place=place
    )
    bookings = store.write(lambda db: _everybody(db, here)).value
    return Afternoon(here, tuple(bookings))


def _everybody(db, here):
    made = [_one(db, here, n) for n in range(60)]
    drivers = [_somebody(db, f"Driver{n}", f"Wheel{n}") for n in range(2)]
    own = {"session": here, "seats": 8, "leaves": time(8, 30)}
    cars = [db.add(car, driver=each, **own) for each in drivers]
    for n in range(12):
        how = {"car": cars[n % 2], "status": "car"} if n < 10 else {}
        how = {"firm": "Amber Cars", "status": "taxi", "leaves": time(8, 40)} if n == 10 else how
        db.add(
            ride, session=here, booking=made[n][1], person=made[n][0], note=HINT * (n == 1),
            way="there" if n % 3 else "both", leaves_from="" if n == 4 else f"Stop {n}", **how,
        )  # fmt: skip
    db.change(session, here, booked=60, came=60)
    return [booked for _who, booked in made]


def _somebody(db, first, last, **facts):
    return db.add(
        person, first=first, last=last, sort_key=f"{last} {first}".lower(), made=db.now, **facts
    )


def _one(db, here, n):
    agreed = TODAY if n % 2 else None
    who = _somebody(
        db, f"Person{n:02}", LAST, born=BORN, address=f"{n} Mill Lane\nLeeds", leader_agreed=agreed
    )
    db.add(phone, person=who, place=0, number=f"+4411349600{n:02}", backwards=str(n))
    if n in (1, 2):
        db.add(need, person=who, kind="walking frame")
    if n < 55:
        _asked(db, who, n)
    booked = db.add(
        booking, session=here, person=who, number=40_300 + n, status="arrived", booked_at=db.now
    )
    if 20 <= n < 23:
        diet = "Gluten-free" if n == 20 else ""
        db.add(companion, booking=booked, name=f"Jo{n} Bloggs", diet=diet, takes_place=False)
    return who, booked


def _asked(db, who, n):
    of = n % 5 == 0
    db.add(
        patient, id=who, allergies_state="listed" if of else "none",
        allergies=ALLERGIES[n % 4] if of else "", allergies_asked=date(2026, 3, 12),
        diet_state="listed" if n % 3 == 0 else "none", diet=DIETS[n % 4] if n % 3 == 0 else "",
        diet_asked=date(2026, 3, 12),
    )  # fmt: skip
