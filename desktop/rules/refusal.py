"""Refused: a whole sentence, fit to be read aloud at the desk, and perhaps a way on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WayOn:
    """Something the desk can do instead: its kind ("show_session"), its button, whose id.

    `person` is whom it is about, where the id is that of something else.
    """

    kind: str
    label: str
    id: int
    person: int = 0


class Refused(Exception):  # noqa: N818 - "no" is an answer here, not an error
    """What was asked for cannot be done; `sentence` says why in words for people."""

    def __init__(self, sentence: str, way_on: WayOn | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_on = way_on
