"""Keeps the bytecode of what PySide6 carries as source and would compile at every start."""

# Compiled code inherits this; where PySide6 compiles its own, it inherits the same.
from __future__ import annotations

import builtins
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import Any

# 120 kB of Python inside a library of shiboken6, where Python finds no place for a .pyc: a fifth
# of the time until an empty window is there. Shiboken asks `compile` for it, file by file.
CARRIED = "shibokensupport/"
Kept = dict[tuple[str, bytes], CodeType]


def beside(source: str) -> Path:
    """Name the file for it where Python keeps the bytecode of `source`: as safe, and as lasting."""
    return Path(cache_from_source(source)).with_suffix(".shiboken")


@contextmanager
def kept_in(file: Path) -> Iterator[None]:
    """Take PySide6's bytecode from `file` while it is imported; compile and keep what is not there.

    Code is known by a hash of its source, so another PySide6 is compiled anew.
    """
    known, plain = _read(file), builtins.compile
    used: Kept = {}

    def compiled(source: Any, name: Any, *how: Any, **named: Any) -> Any:
        if how != ("exec",) or named or not str(name).startswith(CARRIED):
            return plain(source, name, *how, **named)
        key = str(name), source_hash(source)
        used[key] = known.get(key) or plain(source, name, "exec")
        return used[key]

    vars(builtins)["compile"] = compiled
    try:
        yield
    finally:
        vars(builtins)["compile"] = plain
    if used.keys() - known.keys() and not sys.dont_write_bytecode:
        _write(file, used)


def _read(file: Path) -> Kept:
    try:
        return marshal.loads(file.read_bytes())  # type: ignore[no-any-return]  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):
        return {}  # not yet, or not whole


def _write(file: Path, code: Kept) -> None:
    with suppress(OSError):
        whole = file.with_name(f"{file.name}.{os.getpid()}")
        whole.write_bytes(marshal.dumps(code))
        whole.replace(file)
