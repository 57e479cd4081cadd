"""What a practice may say of itself on paper: its words, its page, its logo."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.rules.names import clean
from desktop.rules.refusal import Refused

LONGEST_LINE = 120
LARGEST_LOGO = 300_000
"""Bytes: a logo is on every page and travels to every desk."""

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class Order(StrEnum):
    """What stands first within a day of the timetable."""

    TIME = "time"
    CATEGORY = "category"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A practice's own words and ways on paper; "" is not said."""

    invitation: str = ""
    closing_line: str = ""
    page_address: str = ""
    colour: bool = False
    order: Order = Order.TIME


def checked(said: OnPaper) -> OnPaper:
    """Tidy what is said; Refused with a sentence if it cannot stand on a page."""
    for words in (said.invitation, said.closing_line):
        if len(clean(words)) > LONGEST_LINE:
            raise Refused(f"Not saved. A line on paper has room for {LONGEST_LINE} letters.")
    address = said.page_address.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if address and not _ADDRESS.fullmatch(address):
        raise Refused("Not saved. That is not the address of a page. Try www.example.org/groups.")
    return OnPaper(
        clean(said.invitation), clean(said.closing_line), address, said.colour, Order(said.order)
    )


def check_name(name: str) -> str:
    """Tidy the practice's name; Refused when there is none."""
    if not clean(name):
        raise Refused("Not saved. The practice needs a name. It stands on every page.")
    return clean(name)


def check_logo(picture: bytes) -> None:
    """Refuse, with what to do, a picture that cannot stand on a page."""
    if len(picture) > LARGEST_LOGO:
        raise Refused("Not saved. The logo is larger than 300 kB. Save it smaller and try again.")
    if not kind_of(picture):
        raise Refused("Not saved. A logo is a PNG, JPEG or SVG picture. Choose another file.")


def kind_of(picture: bytes) -> str:
    """Say what a picture is, by its first bytes: "png", "jpg", "svg", or "" for none of them."""
    known = [kind for start, kind in _PICTURES.items() if picture.startswith(start)]
    if known:
        return known[0]
    start = picture[:2_000].lstrip().lower()
    return "svg" if start.startswith((b"<svg", b"<?xml")) and b"<svg" in start else ""
