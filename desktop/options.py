"""The words after `crafternoon` that every use of it shares."""

import argparse
import os

from desktop import __version__

DATABASE = "CRAFTERNOON_DATABASE"


def shared(*, description: str) -> argparse.ArgumentParser:
    """Make a parser that knows which database is meant."""
    parser = argparse.ArgumentParser(
        prog="crafternoon",
        description=description,
        epilog="Exit code: 0 done, 1 refused with a sentence on stderr, 2 wrong words.",
    )
    parser.add_argument("--version", action="version", version=f"Crafternoon {__version__}")
    add_database(parser)
    return parser


def for_window(words: list[str]) -> argparse.Namespace:
    """Read what the window is asked for; a parser is not made to read nothing."""
    if not words and not os.environ.get(DATABASE):
        return argparse.Namespace(database=None, sample=False)
    return shared(description="Opens the window of Crafternoon.").parse_args(words)


def add_database(parser: argparse.ArgumentParser, *, after_a_word: bool = False) -> None:
    """Let a parser take `--database URL` or `--sample`; `after_a_word` when it may stand before."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--database",
        metavar="URL",
        default=argparse.SUPPRESS if after_a_word else os.environ.get(DATABASE),
        help="sqlite:///FILE or postgresql://USER@SERVER/NAME. A password in it is seen by "
        f"others at this PC while the program runs; better put the URL into {DATABASE}. "
        "It moves to the keyring and is asked for no more",
    )
    which.add_argument(
        "--sample",
        action="store_true",
        default=argparse.SUPPRESS if after_a_word else False,
        help="a private copy of a made-up practice",
    )
