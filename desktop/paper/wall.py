"""What hangs on the wall, as plain words for its templates: days, cards, head and foot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.data.marks import Band
from desktop.data.own_paper import OwnPaper
from desktop.data.wall import Wall, WallActivity, WallSession
from desktop.paper.how import How
from desktop.paper.logos import drawn
from desktop.paper.wall_words import Words
from desktop.rules.languages import ENGLISH
from desktop.rules.phones import show_phone

_SENTENCE_ENDS = (". ", "! ", "? ", "। ", "۔ ", "؟ ", "? ")
_LONGEST_LEAD = 30
_FACTS = {"step_free": "step_free", "loop": "hearing_loop"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What an activity is called and says in the sheet's language; `own`: it is in English yet."""

    title: str
    text: str = ""
    english: str = ""
    only_english: bool = False


def page(head: OwnPaper, how: How, said: Words, title: str, printed: date) -> dict[str, Any]:
    """Give what every sheet for the wall has: its paper, its head, its closing line."""
    lead, rest = closing(head.said.closing_line)
    phone = show_phone(head.phone) if head.phone else ""
    return {
        "lang": said.code,
        "title": title,
        "paper": how.paper,
        "across": how.across,
        "colour": how.colour,
        "invite": head.said.invitation or said.say("invite"),
        "own_invite": bool(head.said.invitation),
        "practice": head.name,
        "phone": said.say("phone", phone=phone) if phone else "",
        "logo": drawn(head.logo),
        "lead": lead,
        "closing": rest,
        "qr": squares(head.said.page_address),
        "qr_alt": said.say("our_page", page=head.said.page_address),
        "printed": said.say("printed", date=said.full(printed)),
        "page": said.said["page"],
    }


def closing(line: str) -> tuple[str, str]:
    """Split a closing line into its first question, if it has a short one, and the rest."""
    lead, mark, rest = line.partition("? ")
    return (f"{lead}?", rest) if mark and len(lead) < _LONGEST_LEAD else ("", line)


def facts(wall: Wall, said: Words) -> list[str]:
    """Say which places are step-free and have a hearing loop, where the records say so."""
    known = {key: wall.places_with(fact) for key, fact in _FACTS.items()}
    return [f"{said.say(key, places=', '.join(known[key]))}." for key in known if known[key]]


def days_of(wall: Wall) -> list[date]:
    """Give every weekday, and those of the weekend on which something is on."""
    span = (wall.last - wall.first).days + 1
    every = (wall.first + timedelta(days=n) for n in range(span))
    return [on for on in every if on.weekday() < 5 or wall.of(on)]


def day(wall: Wall, on: date, said: Words, *, short: bool) -> dict[str, Any]:
    """Give a day: its names, what closes it, and its cards, those in English yet last."""
    cards = [card(each, said, short=short) for each in wall.of(on)]
    return {
        "weekday": said.weekday(on),
        "near": said.near(on),
        "head": f"{said.weekday(on)} {on.day}",
        "day": said.day(on),
        "closed": [closed(each, said) for each in wall.closed(on)],
        "cards": [each for each in cards if not each["only_english"]],
        "english": [each for each in cards if each["only_english"]],
        "english_says": said.say("in_english"),
        "nothing": said.say("nothing"),
    }


def closed(band: Band, said: Words) -> str:
    """Say that the practice is closed; why is nobody's news on a wall but a bank holiday."""
    if band.starts and band.ends:
        return said.say("closed_hours", hours=said.hours(band.starts, band.ends)) + "."
    holiday = f"{said.say('bank_holiday')} " if band.short != band.name else ""
    return holiday + said.say("closed")


def card(each: WallSession, said: Words, *, short: bool) -> dict[str, Any]:
    """Give a session: its title, when, where, and what else has to be known."""
    shown = in_words(each.activity, each.title, said)
    return {
        "title": shown.title,
        "english": shown.english,
        "says": shown.text if said.code != ENGLISH else "",
        "only_english": shown.only_english,
        "patch": each.activity.patch,
        "code": each.activity.code,
        "time": said.hours(each.starts, each.ends, short=short),
        "day": said.day(each.date),
        "place": each.place,
        "cancelled": each.cancelled,
        "status": status(each, said),
        "full": each.full and not each.cancelled,
        "ask": said.say("ask_list") if each.full and not each.cancelled else "",
        "leader": said.say("with", name=each.leader) if each.leader else "",
        "price": each.activity.price if said.code == ENGLISH else "",
        "about": about(each.activity, said),
    }  # fmt: skip


def status(each: WallSession, said: Words) -> str:
    """Say what stands in the way of coming, if anything does."""
    if each.cancelled:
        return said.say("not_on")
    if each.full:
        return said.say("full")
    return said.say("ask_first") if each.activity.asked_first else ""


def in_words(activity: WallActivity, title: str, said: Words) -> Shown:
    """Find what to call an activity in a language: only a checked text is ever used."""
    if said.code == ENGLISH:
        return Shown(title)
    text = activity.text(said.code)
    if text is None:
        return Shown(title, only_english=True)
    if text.title:
        return Shown(text.title, english=title)
    return Shown(title, first_sentence(text.text))


def about(activity: WallActivity, said: Words) -> str:
    """Give what an activity says of itself, in the sheet's language or else in English."""
    text = activity.text(said.code) or activity.text(ENGLISH)
    return text.text if text else ""


def first_sentence(text: str) -> str:
    """Give the first sentence of a text."""
    line = text.strip().split("\n")[0]
    ends = [at + 1 for at in (line.find(mark) for mark in _SENTENCE_ENDS) if at >= 0]
    return line[: min(ends)] if ends else line


def sentences(text: str, most_words: int) -> list[str]:
    """Give the sentences of a text that are short enough to be read easily."""
    left, found = " ".join(text.split()), []
    while left:
        first = first_sentence(left)
        found.append(first)
        left = left[len(first) :].strip()
    return [each for each in found if len(each.split()) <= most_words]


def title_of(wall: Wall, first: date, last: date, said: Words) -> str:
    """Say what is on when, and where if only one place is shown."""
    only = f"{wall.only}: " if wall.only else ""
    years = {first.year, last.year} - {wall.printed.year}
    year = f" {last.year}" if years else ""
    return f"{only}{said.say('whats_on')}{said.comma} {said.span(first, last)}{year}"


def squares(address: str) -> list[list[int]]:
    """Draw a page's address as a QR code, with the quiet squares around it."""
    if not address:
        return []
    import segno

    rows = segno.make(address, micro=False).matrix_iter(border=4)
    return [[int(bool(each)) for each in row] for row in rows]


def plain(days: Iterable[dict[str, Any]]) -> bool:
    """Say whether nothing at all is on and nothing is closed."""
    return not any(each["cards"] or each["english"] or each["closed"] for each in days)
