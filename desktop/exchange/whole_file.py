"""A file is written whole or not at all: whoever opens it finds the old one or the new one."""

import os
from contextlib import suppress
from pathlib import Path

from desktop.rules.refusal import Refused


def check_can_write(path: Path) -> None:
    """Refuse, before anything is done, a place where no file can go."""
    if path.is_dir():
        raise Refused(f"Nothing was written. {path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise Refused(f"Nothing was written. There is no folder {path.parent}.")
    if path.exists() and not path.is_file():
        raise Refused(f"Nothing was written. {path} is not a file. Choose another name.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Refused(f"Nothing was written. {path} may not be written. Choose another place.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name beside it, and give it its own name when it is whole.

    Refused with a sentence where it cannot be; a file that was there stays as it was.
    """
    check_can_write(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Refused(f"{path} was not written. {error.strerror}. Choose another place.") from error
