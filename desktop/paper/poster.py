"""The poster for one activity, A4 or A3."""

from desktop.data.poster import Poster
from desktop.data.wall import WallSession
from desktop.paper import wall as on_wall
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.paper.wall_words import Words, words


def sheet(view: Poster, how: How) -> Sheet:
    """Lay out the poster: what it is, when, where, and how to ask."""
    said, soonest = words(how.language), view.dates[0]
    shown = on_wall.in_words(soonest.activity, soonest.activity.name, said)
    page = on_wall.page(view.head, how, said, shown.title, view.printed)
    return Sheet(
        "poster",
        page | {
            "english": shown.english,
            "patch": soonest.activity.patch,
            "code": soonest.activity.code,
            "about": on_wall.about(soonest.activity, said),
            "own_about": soonest.activity.text(said.code) is not None,
            "when": said.say("when"),
            "where": said.say("where"),
            "dates": [
                {"day": said.day(each.date), "time": said.hours(each.starts, each.ends)}
                for each in view.dates
            ],
            "places": list(dict.fromkeys(each.place for each in view.dates if each.place)),
            "lines": _lines(soonest, said),
            "facts": [],
        },
        how.own,
    )  # fmt: skip


def _lines(each: WallSession, said: Words) -> list[str]:
    """Say what to bring, what it costs and how to get in, where the records say so."""
    told = each.activity
    lines = (
        said.say("bring", things=told.bring) if told.bring else "",
        said.say("cost", price=told.price) if told.price else "",
        said.say("ask_first") if told.asked_first else "",
        said.say("step_free", places=each.place) if each.step_free and each.place else "",
        said.say("loop", places=each.place) if each.hearing_loop and each.place else "",
        said.say("with", name=each.leader) if each.leader else "",
    )
    return [line for line in lines if line]
