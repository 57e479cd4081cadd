"""What an idea may be, and when it has enough people to become a group."""

from dataclasses import dataclass

from desktop.rules.activities import check_name
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.sessions import MOST_PLACES

LONGEST_ABOUT = 1_000


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """What somebody would like there to be; `smallest` 0 says that nobody has decided."""

    title: str
    about: str = ""
    smallest: int = 0
    suggested_by: int | None = None


def check_idea(facts: IdeaFacts) -> IdeaFacts:
    """Return the facts tidied; Refused where they cannot be."""
    about = clean(facts.about)
    if len(about) > LONGEST_ABOUT:
        raise Refused(f"What it is about is longer than {LONGEST_ABOUT:,} letters. Shorten it.")
    if not 0 <= facts.smallest <= MOST_PLACES:
        raise Refused(f"The smallest number is a number up to {MOST_PLACES}.")
    return IdeaFacts(check_name(facts.title, "idea"), about, facts.smallest, facts.suggested_by)


def is_ready(interested: int, smallest: int) -> bool:
    """Whether as many people would come as it needs."""
    return 0 < smallest <= interested


def interested_words(interested: int, smallest: int) -> str:
    """Say how far an idea is: "4 of 6 would come", "1 person would come"."""
    if not interested:
        return "Nobody yet"
    if smallest:
        return f"{interested} of {smallest} would come"
    return "1 person would come" if interested == 1 else f"{interested} people would come"


def check_places(interested: int, places: int) -> None:
    """Refuse a group too small for those who have waited for it."""
    if interested > places:
        raise Refused(
            f"Not started. {interested} people would come, and there are {places} places. "
            "Give it more places."
        )
