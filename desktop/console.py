"""The command line: the same use cases as at the desk, and no window."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import console_calendar, console_packs, console_print, options
from desktop.console_manner import Asked, Progress, Said, add_manner, opened, pair, today_of
from desktop.data.changes import Unreachable, Unusable
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from desktop.data.patient_lines import Imported

DONE, REFUSED = 0, 1


def main(words: list[str]) -> int:
    """Do what the words say; 0 done, 1 refused with a sentence on stderr, 2 wrong words."""
    asked = _parser("print" in words).parse_args(words)
    try:
        said = asked.does(asked)
    except (Refused, Unreachable, Unusable) as no:
        print(no, file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"{error.filename or 'That file'}: {error.strerror}.", file=sys.stderr)
        return REFUSED
    print(json.dumps(said.facts) if asked.json else said.sentence)
    return DONE


def import_patients(asked: Asked) -> Said:
    """Bring in patients from another program's file."""
    from desktop.data.patient_import import import_patients as bring_in
    from desktop.exchange.delimited import rejected_file
    from desktop.exchange.patients import read_csv, write_rejected

    with opened(asked) as store:
        file = read_csv(Path(asked.file), dict(asked.map), today=today_of(store))
        rejected = rejected_file(Path(asked.file), asked.rejected or "")
        with Progress("lines") as tell:
            done = bring_in(
                store, file, dry_run=asked.dry_run, on_progress=lambda read: tell(read, 0)
            )
    if done.rejected:
        write_rejected(file, done.rejected, rejected)
    return _said_of(done, rejected, dry_run=asked.dry_run)


def make_sample(asked: Asked) -> Said:
    """Fill an empty database with a made-up practice, small or as large as is asked for."""
    from desktop.data import large_sample

    with opened(asked) as store, Progress("patients and weeks") as tell:
        large_sample.make(
            store, today=today_of(store), patients=asked.patients, years=asked.years,
            seed=asked.seed, on_progress=tell,
        )  # fmt: skip
    return Said(
        f"Made {asked.patients} patients and {asked.years} years.",
        patients=asked.patients, years=asked.years, seed=asked.seed,
    )  # fmt: skip


def _said_of(done: "Imported", rejected: Path, *, dry_run: bool) -> Said:
    counts = done.counts
    would = "Nothing was changed. It would be: " if dry_run else ""
    sentence = (
        f"{would}{counts.read} lines read: {counts.new} new, {counts.changed} changed, "
        f"{counts.same} the same, {counts.rejected} rejected."
    )
    if done.rejected:
        sentence += f" What was rejected, and why, is in {rejected}."
    facts = asdict(counts) | {"rejected_file": str(rejected) if done.rejected else None}
    return Said(sentence, dry_run=dry_run, **facts)


def _parser(prints: bool) -> argparse.ArgumentParser:
    parser = options.shared(
        description="Activities and sign-ups at a GP practice's front desk. "
        "Without a word, the window opens."
    )
    words = parser.add_subparsers(metavar="WORD", title="words", required=True)
    _add_import(words)
    _add_export(words)
    console_print.add_print(words, every=prints)
    _add_make_sample(words)
    words.add_parser("tour", help="play the main job without a screen, with pictures: --to FOLDER")
    return parser


def _add_import(words: Any) -> None:
    whats = words.add_parser("import", help="bring in what another program has written")
    kinds = whats.add_subparsers(metavar="WHAT", title="what", required=True)
    _add_import_patients(kinds)
    console_calendar.add_import(kinds)
    console_packs.add_import(kinds)


def _add_import_patients(kinds: Any) -> None:
    patients = kinds.add_parser("patients", help="patients, from a table (.csv)")
    patients.add_argument("file", metavar="FILE.csv")
    patients.add_argument(
        "--map", action="append", default=[], type=pair, metavar="COLUMN=FIELD",
        help='what a column is, for example "Family name=last_name"; may be repeated',
    )  # fmt: skip
    patients.add_argument("--dry-run", action="store_true", help="say what would be done")
    patients.add_argument("--rejected", metavar="FILE", help="where the rejected lines go")
    patients.set_defaults(does=import_patients)
    add_manner(patients)


def _add_export(words: Any) -> None:
    whats = words.add_parser("export", help="write what is offered for other programs")
    kinds = whats.add_subparsers(metavar="WHAT", title="what", required=True)
    console_calendar.add_export(kinds)
    console_packs.add_export(kinds)


def _add_make_sample(words: Any) -> None:
    made = words.add_parser("make-sample", help="fill an empty database with a made-up practice")
    made.add_argument("--patients", type=int, default=100_000, metavar="N")
    made.add_argument("--years", type=int, default=10, metavar="N")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="the same makes the same")
    made.set_defaults(does=make_sample)
    add_manner(made)
