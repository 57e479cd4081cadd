"""Trying out a programme from elsewhere, and bringing it in, as steps of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.data import known_headers
from desktop.data.db import Db
from desktop.data.known_headers import Known
from desktop.data.programme_import import ImportedProgramme, ProgrammeCounts, bring_in
from desktop.data.programme_lines import LineDone, ProgrammeLine, Wishes
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeJob:
    """The lines of a file and what somebody has settled beforehand; its columns, to be kept."""

    lines: Sequence[ProgrammeLine]
    wishes: Wishes
    headers: Known = ()


class TriedOut(Refused):
    """Ends a step that was only to be foreseen; `found` is what it would have done."""

    def __init__(self, found: ImportedProgramme) -> None:
        super().__init__("Nothing was added. It was only tried out.")
        self.found = found


def try_out(db: Db, *, job: ProgrammeJob) -> None:
    """Bring all lines in and take it back at once: it always ends with TriedOut."""
    done, rejected = list[LineDone](), list[ProgrammeLine]()
    counts = bring_in(db, lines=job.lines, wishes=job.wishes, done=done, rejected=rejected)
    raise TriedOut(ImportedProgramme(counts, tuple(done), tuple(rejected)))


def take_in(db: Db, *, job: ProgrammeJob) -> ProgrammeCounts:
    """Bring all lines in; those that are doubtful or clash stay out, as was foreseen."""
    known_headers.remember(db, job.headers)
    return bring_in(db, lines=job.lines, wishes=job.wishes, done=[], rejected=[])
