"""The command line's words for starter packs: a practice's programme for the practice next door."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from desktop.console_manner import Asked, Said, add_manner, counted, opened, read_date, today_of


def export_pack(asked: Asked) -> Said:
    """Write what is offered here, without people, into one file."""
    from desktop.data.starter_pack import pack
    from desktop.exchange.starter_pack import to_json
    from desktop.exchange.whole_file import check_can_write, write_whole

    to = Path(asked.to)
    check_can_write(to)
    with opened(asked) as store:
        packed = store.read(partial(pack, today=today_of(store)))
    write_whole(to, to_json(packed.pack))
    offered = packed.pack.activities
    rounds = sum(len(each.series) for each in offered)
    kept = counted(packed.private, "private activity", "private activities")
    private = f" Left out: {kept}." if packed.private else ""
    return Said(
        f"{counted(len(offered), 'activity', 'activities')} with {rounds} series written to {to}."
        f"{private} It names nobody; read the texts once before you hand it on.",
        file=str(to), activities=len(offered), series=rounds, private_left_out=packed.private,
    )  # fmt: skip


def import_pack(asked: Asked) -> Said:
    """Add the activities of another practice's pack, those whose names are new."""
    from desktop.data.programme_lines import Wishes
    from desktop.data.starter_pack import open_pack
    from desktop.exchange.starter_pack import read_pack

    pack = read_pack(Path(asked.file))
    with opened(asked) as store:
        done = open_pack(
            store, pack, first=max(asked.first or today_of(store), today_of(store)),
            wishes=Wishes(skip_clashes=asked.skip_clashes), dry_run=asked.dry_run,
        )  # fmt: skip
    counts = done.counts
    would = "Nothing was changed. It would be: " if asked.dry_run else ""
    said = [f"{each.name}: {each.sentence}" for each in done.lines]
    said.append(
        f"{would}{counts.new} new with {counted(counts.dates, 'date')}, "
        f"{counts.known} here already, {counts.refused} refused."
    )
    lines = [asdict(each) for each in done.lines]
    return Said("\n".join(said), dry_run=asked.dry_run, **asdict(counts), activities=lines)


def add_export(kinds: Any) -> None:
    """Add a starter pack to what can be exported."""
    pack = kinds.add_parser("starter-pack", help="activities, series and texts, without people")
    pack.add_argument("--to", required=True, metavar="FILE.json", help="overwritten if there")
    pack.set_defaults(does=export_pack)
    add_manner(pack)


def add_import(kinds: Any) -> None:
    """Add a starter pack to what can be imported."""
    pack = kinds.add_parser("starter-pack", help="activities of another practice")
    pack.add_argument("file", metavar="FILE.json")
    pack.add_argument("--dry-run", action="store_true", help="say what would be done")
    pack.add_argument(
        "--from", dest="first", type=read_date, metavar="DATE", help="series begin; otherwise today"
    )
    pack.add_argument("--skip-clashes", action="store_true", help="leave out the dates that clash")
    pack.set_defaults(does=import_pack)
    add_manner(pack)
