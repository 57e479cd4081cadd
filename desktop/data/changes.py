"""What a transaction touched, in words the screens understand."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

T_co = TypeVar("T_co", covariant=True)


class Topic(StrEnum):
    """A part of the practice's records that screens keep an eye on."""

    ACTIVITIES = "activities"
    IDEAS = "ideas"
    PEOPLE = "people"
    PRACTICE = "practice"
    SIGNUPS = "signups"
    TELLING = "telling"


Changes = frozenset[Topic]
CHANNEL = "crafternoon"
"""Where a server says to every desk that something was committed."""


class Unreachable(Exception):  # noqa: N818 -- reads better beside Refused
    """The database did not answer; the message is a sentence that says what was seen."""


class Busy(Unreachable):
    """Somebody else keeps the records to themselves; nothing of the step was written."""


class Unusable(Exception):  # noqa: N818 -- reads better beside Refused
    """The database answers but must not be used; the message says why and what to do.

    Nothing of the step was written.
    """


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand is at work: written into every step.

    `staff` is the id of the member of staff once signing in exists, else None.
    """

    os_user: str
    pc: str
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Written(Generic[T_co]):
    """What a step returned, what it changed, and the key it can be undone by.

    `again` is true when the key was known already and the stored result came back. Otherwise
    `revisions` has how often each topic had changed, this step included.
    """

    value: T_co
    changes: Changes
    key: "UUID"
    again: bool = False
    revisions: "Mapping[Topic, int]" = field(default_factory=dict)


def new_key() -> "UUID":
    """Make the key of a step to come: a UUIDv7 (RFC 9562), so that steps sort by time."""
    from uuid import UUID

    import uuid_utils

    return UUID(bytes=uuid_utils.uuid7().bytes)
