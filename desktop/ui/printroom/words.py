"""What the Print tab calls its sections and documents."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop.paper.documents import Document

WALL, TABLE, LISTS = "wall", "table", "lists"
ICON = {"register": "list-checks", "tell-list": "megaphone", "offer-list": "ticket",
        "fire-list": "house", "rides": "car", "kitchen": "fork-knife"}  # fmt: skip


def section_of(document: Document) -> str:
    """Say in which section a document stands."""
    if document.about == "now":
        return LISTS
    public = document.about in ("week", "activity") and not document.names_people
    return WALL if public else TABLE


def in_sections(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Give the documents of each section, those that are there."""
    found: dict[str, list[Document]] = {WALL: [], TABLE: [], LISTS: []}
    for each in documents:
        found[section_of(each)].append(each)
    return {section: held for section, held in found.items() if held}


def section_words(section: str) -> tuple[str, str]:
    """Name a section, and what it promises."""
    said = {
        WALL: ("For the wall", "No names of patients, no private activity"),
        TABLE: ("For today’s table and kitchen", "Only what helps today"),
        LISTS: ("Lists for the desk", "For the people at this desk alone"),
    }[section]
    return _tr(said[0]), _tr(said[1])


def paper_words(paper: str, *, across: bool) -> str:
    """Say a paper: "A4 across"."""
    return _tr("{0} across").format(paper.upper()) if across else paper.upper()


def fits_words(document: Document) -> str:
    """Say on which papers a document goes, or how large its letters may be."""
    if document.points:
        return _tr("{0} to {1} point").format(min(document.points), max(document.points))
    papers = ", ".join(each.upper() for each in document.papers)
    return _tr("{0}, upright or across").format(papers) if document.may_lie else papers


def nothing_words(about: str) -> str:
    """Say what is missing to print a document."""
    return {
        "session": _tr("No session this week"),
        "activity": _tr("No session this week"),
        "booking": _tr("Choose it in Sign-ups"),
        "person": _tr("Choose a person first"),
    }.get(about, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintRoom", text)
