"""What PySide6 carries as source: compiled once, not at every start, its expressions when used."""

# Compiled code inherits this; where PySide6 compiles its own, it inherits the same.
from __future__ import annotations

import builtins
import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import Any

# 120 kB of Python inside a library of shiboken6, where Python finds no place for a .pyc, and three
# regular expressions that explain a wrong call: a third of the time until an empty window is there.
PACKAGE = "shibokensupport"
SOURCES = (f"{PACKAGE}/", "signature_bootstrap.py")
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
        if how != ("exec",) or named or not str(name).startswith(SOURCES):
            return plain(source, name, *how, **named)
        key = str(name), source_hash(source)
        used[key] = known.get(key) or plain(source, name, "exec")
        return used[key]

    with _instead(builtins, "compile", compiled), _instead(re, "compile", _expression):
        yield
    if used.keys() - known.keys() and not sys.dont_write_bytecode:
        _write(file, used)


class Later:
    """A regular expression that is compiled when it is used."""

    def __init__(self, *how: Any) -> None:
        self._how = how

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(re.Pattern, name)
        return lambda *words, **named: method(re.compile(*self._how), *words, **named)


@contextmanager
def _instead(module: Any, name: str, ours: Callable[..., Any]) -> Iterator[None]:
    plain = vars(module)[name]
    vars(module)[name] = ours
    try:
        yield
    finally:
        vars(module)[name] = plain


def _expression(pattern: Any, flags: Any = 0, *, plain: Any = re.compile) -> Any:
    asker = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001
    return (Later if asker.startswith(PACKAGE) else plain)(pattern, flags)


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
