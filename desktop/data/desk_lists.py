"""Lists the desk prints for itself: who is in the building, whom to tell, what to offer to whom."""

from dataclasses import dataclass
from datetime import datetime

from desktop.data import printed
from desktop.data.building import Building, in_the_building
from desktop.data.db import Db
from desktop.data.places_to_offer import PlacesToOffer, places_to_offer
from desktop.data.telling import Round, people_to_tell


@dataclass(frozen=True, slots=True)
class FireList:
    """Everybody to be counted outside; `now` is when it is printed, on the practice's wall."""

    building: Building
    now: datetime


@dataclass(frozen=True, slots=True)
class TellList:
    """Everybody who has not heard yet."""

    rounds: tuple[Round, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class OfferList:
    """Free places, and who waits for each."""

    places: tuple[PlacesToOffer, ...]
    now: datetime


def fire_list(db: Db, *, now: datetime) -> FireList:
    """Read who is in the building now."""
    return FireList(in_the_building(db, today=now.date(), now=now), now)


def print_fire_list(db: Db, *, now: datetime) -> None:
    """Write down that the list of who is in the building is printed."""
    inside = fire_list(db, now=now).building
    printed.note(db, what="In the building now, on paper", people=inside.heads())


def tell_list(db: Db, *, now: datetime) -> TellList:
    """Read who has not heard yet that a session is not on, or not as they know it."""
    return TellList(people_to_tell(db, today=now.date()), now)


def print_tell_list(db: Db, *, now: datetime) -> None:
    """Write down that People to tell is printed."""
    rounds = tell_list(db, now=now).rounds
    people = {line.person_id for each in rounds for line in each.lines}
    printed.note(db, what="People to tell, on paper", people=len(people))


def offer_list(db: Db, *, now: datetime) -> OfferList:
    """Read the free places that somebody waits for."""
    return OfferList(places_to_offer(db, now=now), now)


def print_offer_list(db: Db, *, now: datetime) -> None:
    """Write down that Places to offer is printed."""
    places = offer_list(db, now=now).places
    people = {line.person_id for each in places for line in each.lines}
    printed.note(db, what="Places to offer, on paper", people=len(people))
