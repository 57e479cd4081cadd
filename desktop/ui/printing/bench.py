"""Where documents are made: one worker, away from the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import RLock
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class _Waits:
    """Who waits for what is made, kept on the window's thread."""

    then: Callable[[Any], None]
    refused: Callable[[Refused], None]
    latest: str


class Bench(QObject):
    """Does one job after the other; a job is a function of plain values.

    Signals:
        failed: a bug (BaseException), for the crash report.
    """

    failed = Signal(object)
    _made = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "press")
        self._numbers = count()
        self._waiting: dict[int, _Waits] = {}
        self._latest: dict[str, int] = {}
        self._made.connect(self._deliver)
        self._open = _Open()
        self.destroyed.connect(_closing(self._thread, self._open))

    def do(
        self, job: Callable[[], Any], then: Callable[[Any], None], *,
        refused: Callable[[Refused], None], latest: str = "",
    ) -> None:  # fmt: skip
        """Do a job; `then` hears what came of it, unless `latest` of that name came after."""
        number = next(self._numbers)
        self._waiting[number] = _Waits(then, refused, latest)
        if latest:
            self._latest[latest] = number
        future = self._thread.submit(job)
        future.add_done_callback(lambda done: self._tell(number, done))

    def _tell(self, number: int, done: "Future[Any]") -> None:
        with self._open.lock:  # the window cannot go while it is told
            if self._open.there:
                self._made.emit((number, done))

    @Slot(object)
    def _deliver(self, parcel: "tuple[int, Future[Any]]") -> None:
        number, done = parcel
        waits = self._waiting.pop(number)
        if done.cancelled() or (waits.latest and self._latest[waits.latest] != number):
            return
        error = done.exception()
        if isinstance(error, Refused):
            waits.refused(error)
        elif error is not None:
            self.failed.emit(error)
        else:
            waits.then(done.result())


class _Open:
    """Whether somebody is there to be told; both threads ask under the lock."""

    def __init__(self) -> None:
        self.lock, self.there = RLock(), True


def _closing(thread: ThreadPoolExecutor, is_open: _Open) -> Callable[[], None]:
    def close() -> None:
        with is_open.lock:
            is_open.there = False
        thread.shutdown(wait=False, cancel_futures=True)

    return close
