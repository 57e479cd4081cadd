"""People's names: how they are said, filed, sorted and found."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

LONGEST = 60
_APOSTROPHES = "'’‘‛`´ʹʻʼʽʾʿ′"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
    | dict.fromkeys(_APOSTROPHES, "")
)  # fmt: skip
_NO_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_APOSTROPHES_AS_GAPS = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
_GAPS = re.compile(r"[\s,.;:/()\[\]&+_\-‐‑‒–—]+")
_MAC = re.compile(r"ma?c(?=\w{3})")
_LOOSE_JOINERS = re.compile("(^|\\s)[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)")
_JOINERS = ("\u200c", "\u200d")
_PICTURES = re.compile("[\U0001f3fb-\U0001f3ff\ufe00-\ufe0f\u20e3]")
_SHORTEST_PIECE = 3
_REMEMBERED = 20_000  # parts of names: an import meets the same ones again and again
_FIRST_OF_THE_EAST = "\u2e80"  # from here on names are written without a space: 王小明

_FIRST_NAMES = (
    "albert bert bertie", "alexander alex alec sandy", "alfred alf alfie fred", "ali aly",
    "andrew andy drew", "ann anne annie", "anthony tony", "barbara babs barb",
    "benjamin ben benny", "charles charlie chas", "christine christina chris",
    "christopher chris", "daniel dan danny", "david dave", "deborah debbie deb",
    "dorothy dot dolly", "edward ted ed eddie ned", "elizabeth liz beth betty lizzie bess",
    "francis frank", "frederick fred freddie", "gerald gerry jerry", "gillian gill jill",
    "henry harry", "james jim jimmy", "jennifer jenny jen", "john jack johnny",
    "joseph joe", "josephine jo josie", "katherine catherine kathryn kate kathy cathy katie",
    "kenneth ken", "lawrence laurence larry laurie", "leonard len", "margaret peggy maggie meg",
    "mary molly polly", "matthew matt", "michael mike mick", "nicholas nick", "pamela pam",
    "patricia pat trish patsy", "patrick pat paddy", "peter pete", "philip phil phillip",
    "raymond ray", "richard dick rick ricky", "robert bob rob bobby bert", "ronald ron",
    "samantha sam", "samuel sam", "sandra sandy", "sara sarah sally", "stephen steven steve",
    "susan sue susie", "theresa teresa terry tess", "thomas tom tommy", "timothy tim",
    "victoria vicky", "william bill will billy", "winifred win winnie",
    "aisha ayesha aysha", "fatima fatema fatma", "yusuf yousef yousuf",
)  # fmt: skip
_ANY_NAMES = (
    "mohammed muhammad mohamed mohammad muhammed mohamad mohd md",
    "ahmed ahmad ahmet", "hussain hussein husain hossain", "chowdhury choudhury chaudhry",
)  # fmt: skip


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
    if not text:
        return ""  # an import has a million of these, and of those on the next line
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", "".join(filter(_may_stay, text)))
    return " ".join(_LOOSE_JOINERS.sub(r"\1", kept).split())


def clean_name(text: str) -> str:
    """Clean a part of a name; pictures (emoji) go too."""
    if not text or text.isascii():
        return clean(text)
    letters = (each for each in text if unicodedata.category(each) != "So")
    return clean(_PICTURES.sub("", "".join(letters)))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> tuple[str, ...]:
    """Break a text into plain words for finding: no accents, apostrophes, hyphens or capitals.

    What is typed and what is filed are folded alike, so that the start of a name finds it.
    """
    found = (_letters(each) for each in _GAPS.split(_unaccented(text)))
    return tuple(filter(None, found))


def words(name: Name) -> frozenset[tuple[str, str]]:
    """Give every word that finds somebody, once, with its kind.

    Kinds: last, first, preferred, former, variant (Bill for William), initials.
    """
    found: dict[str, str] = {}
    parts = (("last", name.last), ("first", name.first), ("preferred", name.preferred),
             ("former", name.former))  # fmt: skip
    for kind, text in parts:
        for each in _ways(text):
            found.setdefault(each, kind)
    if name.last > _FIRST_OF_THE_EAST:
        found.setdefault("".join(fold(name.last + name.first)), "last")
    for each in _variants(name):
        found.setdefault(each, "variant")
    for each in _initials(name):
        found.setdefault(each, "initials")
    return frozenset(found.items())


def sort_key(name: Name) -> str:
    """Give the text that sorts people by last, then first name, the same everywhere.

    Mc and Mac stand together, as in a telephone book.
    """
    last = _MAC.sub("mac", "".join(fold(name.last)), count=1)
    return " ".join(filter(None, (last, *fold(name.first))))


def _may_stay(letter: str) -> bool:
    return (
        letter.isspace()
        or letter in _JOINERS
        or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs")
    )


def _unaccented(text: str) -> str:
    # Before taking marks apart, for some apostrophes come apart into a space and a mark.
    bare = text.translate(_NO_APOSTROPHES)
    if bare.isascii():
        return bare.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
    return apart.translate(_LETTERS)


def _letters(word: str) -> str:
    if word.isalnum():
        return word
    return "".join(each for each in word if each.isalnum() or unicodedata.category(each) == "Mc")


@lru_cache(maxsize=_REMEMBERED)
def _ways(text: str) -> tuple[str, ...]:
    """Give the words of a part of a name, and the other ways in which they are typed."""
    apart = fold(text)
    together = ["".join(apart[n:]) for n in range(len(apart) - 1)]
    macs = [each for one in (*apart, *together) for each in _macs(one)]
    pieces = fold(text.translate(_APOSTROPHES_AS_GAPS))
    long_enough = (each for each in pieces if len(each) >= _SHORTEST_PIECE)
    return (*apart, *together, *macs, *long_enough)


def _macs(word: str) -> Iterator[str]:
    """Give McDonald as MacDonald too, and as the Donald of "Mc Donald"."""
    if found := _MAC.match(word):
        rest = word[found.end() :]
        yield from (f"mc{rest}", f"mac{rest}", rest)


def _variants(name: Name) -> Iterator[str]:
    for each in (*fold(name.first), *fold(name.preferred)):
        yield from sorted(_SAME_FIRST.get(each, ()))
    for each in (*fold(name.first), *fold(name.last)):
        yield from sorted(_SAME.get(each, ()))


def _initials(name: Name) -> Iterator[str]:
    """Give initials in either order, "mp" and "pm", and of all first names, "mjp"."""
    names, last = fold(name.first), fold(name.last)
    firsts = [each[0] for each in (*names[:1], *fold(name.preferred)[:1])]
    for first, each in product(firsts, {*last[:1], *last[-1:]}):
        yield from (first + each[0], each[0] + first)
    if len(names) > 1 and last:
        yield "".join(each[0] for each in (*names, last[0]))


def _same(rows: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for each in row.split():
            found[each] |= {*row.split()}
    return dict(found)


_SAME_FIRST = _same(_FIRST_NAMES)
_SAME = _same(_ANY_NAMES)
