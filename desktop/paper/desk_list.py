"""The desk's own lists on paper: boxes to tick, large names, and when it was printed."""

from datetime import datetime
from typing import Any

from desktop.data.building import Inside, Room
from desktop.data.desk_lists import FireList, OfferList, TellList
from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.telling import Round, ToTell
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.days import clock, full_date, when
from desktop.rules.places_to_offer import OUTCOME_WORDS
from desktop.rules.telling import DONE, Kind, Outcome
from desktop.rules.telling import OUTCOME_WORDS as TOLD_WORDS

FROM_AFAR, AT_THE_DESK = 20, 14
_NEWS = {
    Kind.NOT_ON: "Not on", Kind.MOVED: "Changed", Kind.ON_AGAIN: "On after all",
    Kind.ENDED: "Has come to an end", Kind.STARTED: "Begins",
}  # fmt: skip


def fire_list(view: FireList, how: How) -> Sheet:
    """Lay out whom to look for outside, room by room, with a box for each head."""
    heads = view.building.heads()
    groups = [_room(each) for each in view.building.rooms]
    top = [f"{_people(heads)} to count outside.", "Ask who signed nobody in: visitors and staff."]
    lines = ["Assembly point", "Counted outside", "Counted by, and when"]
    columns = ["Here", "Name", "To think of"]
    return _sheet(
        "In the building now", view.now, how, size=FROM_AFAR, top=top, to_write=lines,
        columns=columns, groups=groups, nobody="Nobody is marked as here.",
    )  # fmt: skip


def tell_list(view: TellList, how: How) -> Sheet:
    """Lay out who has not heard yet, news by news, with what to say."""
    groups = [_round(e, view.now) for e in view.rounds if any(_open(line) for line in e.lines)]
    return _sheet(
        "People to tell", view.now, how, size=AT_THE_DESK, columns=["Told", "Name", "How to reach"],
        groups=groups, nobody="Everybody has been told.",
        top=["Enter each answer on To do, so that nobody is rung twice."],
    )  # fmt: skip


def offer_list(view: OfferList, how: How) -> Sheet:
    """Lay out the free places with who waits for each, in the order to ring."""
    groups = [_places(each, view.now) for each in view.places]
    return _sheet(
        "Places to offer", view.now, how, size=AT_THE_DESK,
        columns=["Rung", "Name", "How to reach"], groups=groups,
        nobody="There is no free place that somebody waits for.",
        top=["Ring in this order. A place is held for 15 minutes from the screen, not from paper."],
    )  # fmt: skip


def stamp(now: datetime) -> str:
    """Say when a list was printed, and what becomes of it."""
    return f"Printed {full_date(now.date())}, {clock(now.time())}. Shred it when done."


def _sheet(title: str, now: datetime, how: How, **more: Any) -> Sheet:
    plain = {"title": title, "stamp": stamp(now), "top": [], "to_write": [], "paper": how.paper}
    return Sheet("desk-list", plain | more, how.own)


def _room(room: Room) -> dict[str, Any]:
    rows = [row for each in room.people for row in _inside(each)]
    rows += [_row(f"Gave no name ({n + 1} of {room.nameless})") for n in range(room.nameless)]
    where = f"{room.session.place}. " if room.session.place else ""
    return {
        "heading": room.session.title, "patch": room.session.patch, "letters": room.session.code,
        "says": [f"{where}{_people(room.heads())}."], "rows": rows,
    }  # fmt: skip


def _inside(each: Inside) -> list[dict[str, Any]]:
    beside = [f"with {each.name}"]
    with_them = [_row(name, beside=beside) for name in each.companions]
    return [_row(each.name, beside=[each.think_of] if each.think_of else []), *with_them]


def _round(each: Round, now: datetime) -> dict[str, Any]:
    open_lines = [line for line in each.lines if _open(line)]
    said = open_lines[0].say
    session, was = each.session, each.was
    then = when(was.date, was.starts, was.ends, now.date())
    return {
        "heading": f"{session.title}: {_NEWS[each.kind].lower()}",
        "patch": session.patch, "letters": session.code,
        "says": [f"Was {then}.", f"Say: “{said}”"],
        "rows": [_to_tell(line, said) for line in open_lines],
    }  # fmt: skip


def _open(line: ToTell) -> bool:
    return line.outcome not in DONE


def _to_tell(line: ToTell, said: str) -> dict[str, Any]:
    under = [] if line.say == said else [f"Say: “{line.say}”"]
    if line.outcome is not Outcome.TO_TELL:
        under = [*under, f"So far: {TOLD_WORDS[line.outcome].lower()}."]
    return _row(line.name, under=under, beside=_reach(line.phone, line.reach, line.to_check))


def _places(each: PlacesToOffer, now: datetime) -> dict[str, Any]:
    session = each.session
    free = "1 place is free." if each.free == 1 else f"{each.free} places are free."
    on = when(session.date, session.starts, session.ends, now.date())
    return {
        "heading": session.title, "patch": session.patch, "letters": session.code,
        "says": [f"{on}. {free}", f"Say: “{each.say}”"],
        "rows": [_offer(line) for line in each.lines],
    }  # fmt: skip


def _offer(line: OfferLine) -> dict[str, Any]:
    under = [f"Needs {line.party} places."] if line.party > 1 else []
    under += [f"{each}." for each in line.think_of]
    under += [line.cannot] if line.cannot else []
    if line.tried:
        under.append(f"So far: {OUTCOME_WORDS[line.tried.outcome].lower()}.")
    beside = _reach(line.phone, line.reach, line.to_check)
    return _row(
        f"{line.place}. {line.name}", under=[" ".join(under)] if under else [], beside=beside
    )


def _reach(phone: str, reach: str, to_check: bool) -> list[str]:
    number = f"{phone} (to check)" if to_check else phone
    return [each for each in (number or "No number", reach) if each]


def _row(
    name: str, *, under: list[str] | None = None, beside: list[str] | None = None
) -> dict[str, Any]:
    return {"name": name, "under": under or [], "beside": beside or []}


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
