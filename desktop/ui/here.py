"""Who sits where, and before what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Here:
    """Who sits where, before which database."""

    person: str
    pc: str
    database: str = ""
    sample: bool = False
    theme: str = "system"
