"""What the inputs of the editor are called in a sentence."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.rules.days import clock, near
from desktop.rules.languages import language
from desktop.ui.activities.typed import TEXT, Typed

MOST_NAMED = 3


def both_changed(names: Sequence[str], theirs: Typed) -> str:
    """Say what two people have changed, and what the other one wrote; "" for nothing."""
    if not names:
        return ""
    said = ", ".join(_field(name, theirs[name]) for name in names[:MOST_NAMED])
    words = "You both changed {0}. Yours stands here, and Ctrl+S keeps it."
    return _tr(words).format(said)


def since_words(since: datetime, now: datetime) -> str:
    """Say since when something is kept: "9:30am", on another day with the day."""
    then = since.astimezone(now.tzinfo)
    at = clock(then.time())
    return at if then.date() == now.date() else f"{near(then.date(), now.date())}, {at}"


def _field(name: str, theirs: object) -> str:
    if name.startswith(TEXT):
        return _tr("the text in {0}").format(language(name.removeprefix(TEXT)).name)
    known = _names().get(name, _tr("a choice"))
    if isinstance(theirs, str) and theirs and name not in ("patch", "sees"):
        return _tr("{0} (theirs: {1})").format(known, theirs)
    return known


def _names() -> dict[str, str]:
    return {
        "name": _tr("Name"), "minutes": _tr("Length"), "places": _tr("Places"),
        "smallest": _tr("Smallest number"), "kept": _tr("Kept for referrals"),
        "category_id": _tr("Category"), "place_id": _tr("Place"), "leader_id": _tr("Leader"),
        "suits": _tr("Whom it suits"), "say_when_booking": _tr("Said at booking"),
        "price": _tr("Price"), "bring": _tr("What to bring"), "options": _tr("Options"),
        "patch": _tr("Patch"), "sees": _tr("Who sees it"), "opens_days": _tr("Booking opens"),
        "kept_days": _tr("Kept until"),
        "closes": _tr("Booking closes"), "youngest": _tr("Youngest"), "oldest": _tr("Oldest"),
    }  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("ActivityWords", words)
