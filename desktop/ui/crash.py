"""When the program is wrong: a report without anybody's name, and hooks that make one."""

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from desktop import __version__

Told = Callable[[BaseException], None]
KEEP = 20
# Their messages name modules and attributes, never what somebody typed or what was stored.
_SAFE = (ImportError, AttributeError, NameError, RecursionError, NotImplementedError)
_LEVELS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


def report(error: BaseException, *, now: datetime) -> str:
    """Describe a bug: which error, where, in which version.

    Messages and values may hold names of patients, so they are left out, but for errors that
    can only speak of the program itself.
    """
    lines = [
        f"Crafternoon {__version__}, {now:%Y-%m-%d %H:%M:%S}",
        f"Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    ]
    for each in _chain(error):
        lines += ["", *_where(each), _what(each)]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path, *, now: datetime) -> Path:
    """Write a report into a folder, keeping the newest few; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"report {now:%Y-%m-%d %H%M%S}.txt"
    file.write_text(report(error, now=now), encoding="utf-8")
    for old in sorted(folder.glob("report *.txt"))[:-KEEP]:
        old.unlink(missing_ok=True)
    return file


def catch(told: Told) -> None:
    """Send every error that nobody caught, on any thread, to `told`."""

    def hook(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        told(error)

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            told(caught.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook


def watch_qt(folder: Path) -> TextIO:
    """Write down where Qt itself goes wrong, and where Python was if the program dies of it.

    The file stays open as long as the program runs; raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notes = (folder / "qt.txt").open("w", encoding="utf-8")
    faulthandler.enable(notes)

    def note(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if level in _LEVELS:
            notes.write(f"{_LEVELS[level]} {context.category} {context.file}:{context.line}\n")
            notes.flush()
        print(message, file=sys.stderr)  # noqa: T201 -- for whoever started it from a terminal

    qInstallMessageHandler(note)
    return notes


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Go from the first cause to the error itself, each once."""
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.append(each)
        each = each.__cause__ or each.__context__
    return reversed(found)


def _what(error: BaseException) -> str:
    kind = type(error)
    said = f": {error}" if isinstance(error, _SAFE) else ""
    return f"{kind.__module__}.{kind.__qualname__}{said}"


def _where(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_short(each.filename)}:{each.lineno} {each.name}" for each in frames]


def _short(file: str) -> str:
    """Leave out the folders above the package: they may hold somebody's name."""
    parts = Path(file).parts
    for root in ("desktop", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return "/".join(parts[-2:])
