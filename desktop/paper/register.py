"""The register on the table: numbers, boxes and first names; nothing anybody would mind read."""

from typing import Any

from desktop.data.paper_register import RegisterPage, RegisterPages
from desktop.paper.how import How
from desktop.paper.letters import printable
from desktop.paper.press import Sheet
from desktop.rules.days import clock, day, full_date, hours
from desktop.rules.sheets import Kind

LONG_TITLE = 36
EXAMPLE = "1 2 4-7 9d"


def sheet(view: RegisterPages, how: How) -> Sheet:
    """Lay out one register, or those of a whole day one after the other."""
    pages = [_page(each) for each in view.pages]
    title = pages[0]["title"] if len(pages) == 1 else f"Registers, {full_date(view.on)}"
    return Sheet("register", {"title": title, "paper": how.paper, "registers": pages}, how.own)


def _page(page: RegisterPage) -> dict[str, Any]:
    session, printed = page.session, page.sheet
    on = f"{day(session.date, session.date)} {session.date.year}"
    where = f" {session.place}." if session.place else ""
    leader = f" Leader {page.leader}." if page.leader else ""
    now = page.now
    return {
        "title": f"Register: {session.title}, {full_date(session.date)}",
        "name": session.title, "long": len(session.title) > LONG_TITLE,
        "patch": session.patch, "letters": session.code,
        "when": f"{on}, {hours(session.starts, session.ends)}.{where}{leader}",
        "code": printed.code, "line": f"{printed.code or 'Code'}: {EXAMPLE}",
        "people": [_line(each) for each in printed.lines if each.kind is not Kind.NEW],
        "new": [each.number for each in printed.lines if each.kind is Kind.NEW],
        "printed": f"Printed {full_date(now.date())}, {clock(now.time())}.",
    }  # fmt: skip


def _line(line: Any) -> dict[str, Any]:
    return {"number": line.number, "name": _name(line.words)}


def _name(words: str) -> str:
    """Let somebody write a name that is in letters we have no font for."""
    known = not words or any(each.isalnum() for each in printable(words))
    return words if known else "(please write your name)"
