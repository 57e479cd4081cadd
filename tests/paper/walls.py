"""Weeks for the wall's tests: a plain one, a hard one, and an empty one."""

from dataclasses import replace
from datetime import date, time, timedelta

from desktop.data.marks import Band
from desktop.data.own_paper import OwnPaper
from desktop.data.wall import Wall, WallActivity, WallSession, WallText
from desktop.rules.own_paper import OnPaper

MONDAY = date(2027, 5, 3)
LONG = "Knitting and sewing and mending and a long cup of tea for everybody who lives on this hill"
TRICKY = "Tea #1 for $2 *today* \\ and _more_ <a> @b [c] {d}"
HEAD = OwnPaper(
    "Quince Lane Surgery", "+441134960150",
    OnPaper("", "New here? You do not need a referral. Ask for Bea at the desk."),
)  # fmt: skip
WITH_PAGE = replace(HEAD, said=replace(HEAD.said, page_address="https://quincelane.example/on"))
TITLES = {"pl": "Robótki ręczne", "ar": "أشغال يدوية", "bn": "হাতের কাজ"}
SAYS = {
    "en": "Knitting, sewing, paper and paint. Bring something or start something.",
    "pl": "Robótki, szycie, papier i farby. Przynieś coś albo zacznij coś nowego.",
    "ar": "حياكة وخياطة وورق وألوان. أحضروا شيئًا أو ابدأوا شيئًا.",
    "bn": "সেলাই, কাগজ আর রং। কিছু নিয়ে আসুন বা নতুন কিছু শুরু করুন।",
}
CRAFT_TEXTS = tuple(WallText(code, TITLES.get(code, ""), text, True) for code, text in SAYS.items())
PATCHES = ("craft", "garden", "lunch", "chat", "workshop", "kitchen", "walk", "music", "move")


def an_activity(number, name, patch="craft", texts=(), **facts):
    facts = {"price": "", "bring": "", "suits": "", "asked_first": False} | facts
    return WallActivity(number, name, patch, "", texts=texts, **facts)


def a_session(number, activity, *, day=0, at=time(10), **facts):
    facts = {
        "place": "Community room", "leader": "", "cancelled": False, "full": False,
        "step_free": True, "hearing_loop": None,
    } | facts  # fmt: skip
    ends = time(at.hour + 1, 30)
    return WallSession(
        number, activity, activity.name, MONDAY + timedelta(days=day), at, ends, **facts
    )


CRAFT = an_activity(1, "Crafternoon", texts=CRAFT_TEXTS, price="Free", bring="Old wool")
GARDEN = an_activity(2, "Garden group", "garden")


def a_week(*sessions, head=HEAD, bands=(), weeks=1):
    return Wall(MONDAY, weeks, date(2027, 4, 30), head, sessions, bands)


PLAIN = a_week(
    a_session(1, CRAFT, day=3, at=time(14), leader="Marian"),
    a_session(2, GARDEN, day=1, place="Courtyard", step_free=None),
    a_session(3, GARDEN, day=4, cancelled=True),
    a_session(4, an_activity(4, "Shared lunch", "lunch"), day=4, at=time(12), full=True),
    a_session(5, an_activity(5, "Sunday tea", "chat"), day=6, at=time(15)),
    bands=(Band(MONDAY, "Early May bank holiday", "Bank holiday"),),
)
EMPTY = a_week()


def _hard():
    names = {0: LONG, 9: TRICKY, 17: "Donaudampfschifffahrtsgesellschaftskapitänsstammtisch"}
    for number in range(32):
        name = names.get(number, f"Neighbours’ group number {number}")
        patch = PATCHES[number % len(PATCHES)]
        activity = CRAFT if number == 3 else an_activity(number + 10, name, patch)
        yield a_session(number, activity, day=number % 7, at=time(9 + number // 7))


HARD = a_week(*_hard(), head=WITH_PAGE)
