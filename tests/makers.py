"""Makes what a test needs and no more: `a_session(store, places=2)`."""

from datetime import date, time, timedelta
from functools import partial

from desktop.data import finding, series_change
from desktop.data.tables import activity, patient, person, phone, place, session
from desktop.rules.names import Name, sort_key
from desktop.rules.planning import Scope, SeriesChange
from desktop.rules.sessions import hours_of

TODAY = date(2026, 11, 23)
THURSDAY = date(2026, 11, 26)
ZONE = "Europe/London"


def an_activity(store, name="Crafternoon", **facts):
    facts = {"name": name, "patch": "craft", "places": 12, "minutes": 120} | facts
    return store.write(lambda db: db.add(activity, **facts)).value


def a_place(store, name="Waiting room"):
    return store.write(lambda db: db.add(place, name=name)).value


def a_session(
    store, *, activity_id=None, on=THURSDAY, starts=time(14), ends=time(16), places=12, **facts
):
    activity_id = activity_id or an_activity(store, facts.pop("name", "Crafternoon"))
    hours = hours_of(on, starts, ends, ZONE)
    row = {
        "activity": activity_id, "date": on, "starts": starts, "ends": ends, "zone": ZONE,
        "starts_utc": hours.starts_utc, "ends_utc": hours.ends_utc, "places": places,
    }  # fmt: skip
    return store.write(lambda db: db.add(session, **row, **facts)).value


def places(session_id, number, version=1):
    """Change how many places a session has, as the change dialog does."""
    return partial(
        series_change.change, session_id=session_id, change=SeriesChange(places=number),
        scope=Scope.ONE, version=version,
    )  # fmt: skip


def a_person(store, first="Meera", last="Patel", *, title="Mrs", number="", nhs=None, **facts):
    return store.write(
        partial(_add_person, first=first, last=last, title=title, number=number, nhs=nhs, **facts)
    ).value


def people(store, how_many):
    return [a_person(store, "Person", f"Number{n}") for n in range(how_many)]


def _add_person(db, *, first, last, title, number, nhs, **facts):
    name = Name(title, first, last, facts.get("preferred", ""), facts.get("former", ""))
    person_id = db.add(
        person, title=title, first=first, last=last, sort_key=sort_key(name), made=db.now, **facts
    )
    if number:
        db.add(
            phone,
            person=person_id,
            place=0,
            number=number,
            backwards=number.removeprefix("+")[::-1],
        )
    if nhs:
        db.add(patient, id=person_id, nhs_number=nhs)
    finding.file_words(db, [(person_id, name)])
    return person_id


def days_from(day, number):
    return day + timedelta(days=number)
