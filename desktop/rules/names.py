"""People's names: how they are said, filed, sorted and found."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

LONGEST = 60
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʹ")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
     "œ": "oe", "Œ": "oe", "ı": "i", "ð": "d", "þ": "th", "Þ": "th"}
)  # fmt: skip
_HYPHENS = re.compile(r"[-‐‑‒–—]")
_MAC = re.compile(r"^(?:mac|mc)(?=[a-z]{3})")
_VARIANTS = (
    "william bill will billy", "elizabeth liz beth betty lizzie", "margaret peggy maggie meg",
    "robert bob rob bobby", "richard dick rick", "james jim jimmy", "john jack johnny",
    "katherine catherine kathryn kate kathy cathy katie", "mohammed muhammad mohamed mohammad",
    "thomas tom tommy", "edward ted ed eddie", "dorothy dot dolly", "patricia pat trish",
    "michael mike mick", "anthony tony", "susan sue susie", "deborah debbie deb",
    "alexander alex sandy", "charles charlie", "francis frank", "henry harry",
    "josephine jo josie", "joseph joe", "lawrence larry laurie", "stephen steven steve",
    "david dave", "peter pete", "philip phil phillip", "ann anne annie", "christine chris",
    "hussain hussein husain", "sara sarah", "ali aly",
)  # fmt: skip
_SAME = {name: frozenset(row.split()) for row in _VARIANTS for name in row.split()}


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a person's name, each as it is written, any of them empty."""

    title: str = ""
    first: str = ""
    last: str = ""
    preferred: str = ""
    former: str = ""


def plain(name: Name) -> str:
    """Say a name without its title: "Meera Patel"."""
    return " ".join(filter(None, (name.first, name.last)))


def full(name: Name) -> str:
    """Say a name in full: "Mrs Meera Patel"."""
    return " ".join(filter(None, (name.title, name.first, name.last)))


def filed(name: Name) -> str:
    """Write a name as it is filed: "Patel, Meera (Mrs)"."""
    parts = ", ".join(filter(None, (name.last, name.first)))
    return f"{parts} ({name.title})" if name.title else parts


def called(name: Name) -> str:
    """Say what somebody is called at the desk: "Mrs Patel", or "Meera Patel" with no title."""
    return f"{name.title} {name.last}" if name.title and name.last else full(name)


def clean(text: str) -> str:
    """Make one line of what was typed or pasted; letters of every script stay, controls go."""
    one_line = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    kept = (each for each in one_line if unicodedata.category(each) not in ("Cc", "Cf", "Co", "Cs"))
    return "".join(kept).strip()


def fold(text: str) -> tuple[str, ...]:
    """Break a text into plain words for finding: no accents, apostrophes, hyphens or capitals."""
    words = (_fold_word(each) for each in re.split(r"[\s,.;/]+", _HYPHENS.sub(" ", text)))
    return tuple(each for each in _joined_macs([*filter(None, words)]))


def words(name: Name) -> frozenset[tuple[str, str]]:
    """Give every word somebody is found by, with its kind; see `Found` in `rules.finding`."""
    found: dict[str, str] = {}
    parts = (("last", name.last), ("first", name.first), ("preferred", name.preferred),
             ("former", name.former))  # fmt: skip
    for kind, text in parts:
        for each in (*fold(text), *_hyphenated(text)):
            found.setdefault(each, kind)
    for each in fold(name.first):
        for variant in _SAME.get(each, ()):
            found.setdefault(variant, "variant")
    for each in _initials(name):
        found.setdefault(each, "initials")
    return frozenset(found.items())


def sort_key(name: Name) -> str:
    """Give the text that sorts people by last, then first name, the same everywhere."""
    return " ".join(("".join(fold(name.last)), *fold(name.first)))


def _fold_word(word: str) -> str:
    plainer = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).translate(_LETTERS))
    letters = (each for each in plainer if each.isalnum() or unicodedata.category(each) == "Mc")
    return _MAC.sub("mc", "".join(letters).casefold())


def _joined_macs(found: list[str]) -> list[str]:
    """Read "Mc Donald" as "McDonald"."""
    joined: list[str] = []
    for each in found:
        if joined and joined[-1] in ("mc", "mac"):
            joined[-1] = "mc" + each
        else:
            joined.append(each)
    return joined


def _hyphenated(text: str) -> tuple[str, ...]:
    whole = (_fold_word(_HYPHENS.sub("", each)) for each in text.split() if _HYPHENS.search(each))
    return tuple(filter(None, whole))


def _initials(name: Name) -> set[str]:
    firsts = [each[0] for each in (*fold(name.first)[:1], *fold(name.preferred)[:1])]
    lasts = [each[0] for each in (*fold(name.last)[:1], *fold(name.last)[-1:])]
    pairs = product(firsts, lasts)
    return {each for first, last in pairs for each in (first + last, last + first)}
