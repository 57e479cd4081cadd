"""The leader's slip: folded, so that outside stands only what it is called."""

from desktop.data.paper_slip import Slip
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.days import clock, day, hours, near_date

PAPERS = ("a4", "a5")
LONG_TITLE = 36


def sheet(view: Slip, how: How) -> Sheet:
    """Lay out a slip: inside an A4 to be folded, or on one A5."""
    session = view.session
    on = day(session.date, session.date)
    today = view.now.date()
    printed = f"Printed {near_date(today, today)}, {clock(view.now.time())}"
    return Sheet("slip", {
        "title": f"Leader’s slip: {session.title}, {on}", "paper": how.paper,
        "name": session.title, "long": len(session.title) > LONG_TITLE,
        "patch": session.patch, "letters": session.code,
        "for": f"For {view.leader}" if view.leader else "For the leader",
        "when": f"{on}, {hours(session.starts, session.ends)}",
        "coming": " ".join(filter(None, (view.coming, session.note))),
        "first": [{"name": name, "words": words} for name, words in view.first],
        "helps": [
            {"icon": each.icon, "name": ", ".join(each.names), "words": each.words}
            for each in view.helps
        ],
        "worried": f"If you are worried about someone, tell {view.lead} the same day."
        if view.lead else "",
        "back": f"Sheet {view.code}. Back to the desk, then shred." if view.code
        else "Back to the desk, then shred.",
        "printed": printed,
    }, how.own)  # fmt: skip
