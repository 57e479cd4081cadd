"""A free text of which piece after piece is understood, and what is left over in the end."""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_FILLING = frozenset(
    ("a", "all", "and", "at", "by", "each", "every", "from", "group", "in", "is", "it", "meets",
     "of", "on", "our", "runs", "session", "sessions", "the", "time", "times", "to", "we", "with",
     "&")
)  # fmt: skip


class Words:
    """What is still to be understood of a text; `take` takes out what has been."""

    def __init__(self, text: str) -> None:
        said = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
        self.text = " ".join(_DASHES.sub("-", said).split())

    def take(self, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
        """Take the first piece that fits, and leave a gap which nothing reaches across."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} | {self.text[found.end() :]}"
        return found

    def has(self, pattern: "re.Pattern[str]") -> bool:
        return pattern.search(self.text) is not None

    def left(self) -> tuple[str, ...]:
        """Say what nobody understood, in one sentence; nothing when it is all understood."""
        pieces = [re.findall(r"[^\s,;.:()\[\]/|\-]+", each) for each in self.text.split("|")]
        known = [[word for word in piece if word not in _FILLING] for piece in pieces]
        said = " … ".join(
            " ".join(piece) for piece, kept in zip(pieces, known, strict=True) if kept
        )
        return (f"“{said}” was not understood and is left out.",) if said else ()
