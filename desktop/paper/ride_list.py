"""Ride lists: one page for each driver with their own passengers, and one for the desk."""

from typing import Any

from desktop.data.ride_lists import Driver, Passenger, RideLists
from desktop.paper.desk_list import stamp
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.days import clock, when
from desktop.rules.rides import WAY_WORDS


def sheet(view: RideLists, how: How) -> Sheet:
    """Lay out the pages to be handed to the drivers, and the desk's own last."""
    on = view.session
    plain = {
        "title": f"Rides: {on.title}", "name": on.title, "patch": on.patch, "letters": on.code,
        "paper": how.paper, "colour": how.colour, "stamp": stamp(view.now), "place": on.place,
        "when": when(on.date, on.starts, on.ends, view.now.date()),
        "drivers": [_driver(each) for each in view.drivers],
        "taxis": [{"name": e.name, "words": e.words} for e in view.desk if e.found],
        "open": [{"name": e.name, "words": e.words} for e in view.desk if not e.found],
        "nobody": "" if view.drivers or view.desk else "Nobody rides with anybody to this.",
    }  # fmt: skip
    return Sheet("ride-list", plain, how.own)


def _driver(of: Driver) -> dict[str, Any]:
    car = of.car
    leaves = f"{clock(car.leaves)}" if car.leaves else ""
    sets_out = " from ".join(filter(None, (leaves, car.leaves_from)))
    seats = sum(each.seats for each in of.passengers)
    people = "1 passenger" if len(of.passengers) == 1 else f"{len(of.passengers)} passengers"
    more = f", {seats} seats" if seats > len(of.passengers) else ""
    return {
        "name": of.name, "way": WAY_WORDS[car.facts.way],
        "sets_out": f"Sets out {sets_out}." if sets_out else "", "note": car.note,
        "people": f"{people}{more}", "rows": [_passenger(each) for each in of.passengers],
    }  # fmt: skip


def _passenger(of: Passenger) -> dict[str, Any]:
    seats = f", {of.seats} seats" if of.seats > 1 else ""
    return {
        "name": of.name, "way": f"{WAY_WORDS[of.way]}{seats}",
        "where": of.pick_up.replace("\n", ", ") or "Ask at the desk where.",
        "phone": of.phone, "helps": [_sentence(each) for each in of.helps],
    }  # fmt: skip


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
