"""Where the screens hand work over the counter and get answers back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.data.changes import Busy, Topic, Unreachable, Unusable, Written, new_key
from desktop.rules.refusal import Refused
from desktop.ui.wishes import Step, Ticket, wish_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from uuid import UUID

    from desktop.data.db import Db
    from desktop.data.store import Store

T = TypeVar("T")
Said = Callable[[Refused], None]
Lost = Callable[[str], None]
LISTENS_AFTER_MS = 1_000  # the first picture has come
LOOK = "revisions"


class Desk(QObject):
    """Runs reads and steps off the window's thread.

    Reads may overtake each other and run on two threads; steps run one at a time, in the order
    asked. A `partial` of a data function and plain values goes in, a frozen answer comes back.

    Signals:
        opened: the database is open; rooms may be built.
        shut: the database cannot be used (str, a sentence with what to do).
        changed: records changed, here or on another PC (Changes).
        refused: the rules said no and nobody asked to hear it (Refused).
        not_confirmed: a step was not saved, or may not be (str, sentences), and nobody asked.
        settled: what was said so of a step is over (str, those sentences).
        unconfirmed: the steps that wait for an answer too long, or had none (tuple of wishes).
        reachable: whether the database answers (bool, a sentence when not).
        done: a step was done here and can be undone (Written).
        failed: a bug (BaseException), for the crash report.
    """

    opened = Signal()
    shut = Signal(str)
    changed = Signal(object)
    refused = Signal(object)
    not_confirmed = Signal(str)
    settled = Signal(str)
    unconfirmed = Signal(object)
    reachable = Signal(bool, str)
    done = Signal(object)
    failed = Signal(object)
    _answered = Signal(object)
    _rung = Signal()

    def __init__(
        self, open_store: "Callable[[], Store]", *, poll_ms: int = 1000,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._open_store = open_store
        self._store: Store | None = None
        self._closed = False
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._numbers = count()
        self._waiting: dict[int, Ticket] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._unanswered: dict[tuple[int, str], Ticket] = {}
        self._unsure: dict[object, Step] = {}
        self._seen: Mapping[Topic, int] = {}
        self._looks_again = self._look_is_old = False
        self._answered.connect(self._deliver)
        self._poll = QTimer(self, interval=poll_ms)
        self._poll.timeout.connect(self.look_for_changes)
        self._rung.connect(self.look_for_changes)

    def open(self) -> None:
        """Open the database on a worker; `opened` or `shut` follows."""
        self._submit("step", self._open, self._on_opened, self)

    def read(
        self, query: "Callable[[Db], T]", then: Callable[[T], None], *, owner: QObject,
        latest: str | None = None, refused: Said | None = None,
    ) -> None:  # fmt: skip
        """Ask a question; `then` gets the answer if `owner` still exists.

        With `latest`, an answer is dropped when the owner has asked anew under that name; and
        if the database could not be reached, the question is asked again once it can.
        """
        job = partial(self._read, query)
        self._submit("read", job, then, owner, refused=refused, latest=latest)

    def write(
        self, action: "Callable[[Db], T]", then: Callable[[T], None] | None = None, *,
        owner: QObject, refused: Said | None = None, lost: Lost | None = None, quiet: bool = False,
    ) -> None:  # fmt: skip
        """Have a step done; every screen hears of it through `changed`.

        `refused` hears a no; `lost`, in whole sentences, that it was not saved or may not be: asked
        for again it has the same key, is done once, and answers as if nothing had been lost.
        A `quiet` one is nobody's own doing, so that Undo leaves it alone.
        """

        def written(result: Written[T]) -> None:
            self._tell(result)
            if not quiet:
                self.done.emit(result)
            if then and isValid(owner):
                then(result.value)

        self._submit_step(action, None, written, owner, refused=refused, lost=lost)

    def take_back(
        self, action: "Callable[[Db], T]", key: "UUID", then: Callable[[T], None],
        taken: Callable[[Written[T]], None], *, owner: QObject, lost: Lost | None = None,
    ) -> None:  # fmt: skip
        """Have the step with this key undone; `taken` gets what would do it again."""

        def written(result: Written[T]) -> None:
            self._tell(result)
            taken(result)
            if isValid(owner):
                then(result.value)

        self._submit_step(action, key, written, owner, lost=lost)

    @Slot()
    def look_for_changes(self) -> None:
        """Notice what other PCs have done; one look at a time, and one more if asked meanwhile."""
        self._looks_again = self._looks()
        if not self._looks_again:
            self._submit("read", self._revisions, self._compare, self, latest=LOOK)

    def waiting(self) -> list[Ticket]:
        """Give what has been asked and is not answered yet."""
        return list(self._waiting.values())

    def unsure(self) -> list[Step]:
        """Give the steps of which nobody knows whether they were done."""
        return list(self._unsure.values())

    def close(self) -> None:
        """Finish what was asked, then stop."""
        self._poll.stop()
        self._closed = True
        for name, threads in self._threads.items():
            threads.shutdown(cancel_futures=name == "read")
        if self._store:
            self._store.close()

    def _open(self) -> None:
        store = self._open_store()
        # The baseline is taken before any screen reads.
        self._seen, self._store = store.revisions(), store

    def _on_opened(self, _nothing: None) -> None:
        self._poll.start()
        QTimer.singleShot(LISTENS_AFTER_MS, self, self._listen)
        self.opened.emit()

    @Slot()
    def _listen(self) -> None:
        if not self._closed:
            self._there().listen(self._rung.emit)

    def _read(self, query: "Callable[[Db], T]") -> T:
        return self._there().read(query)

    def _write(self, action: "Callable[[Db], T]", key: "UUID", undoes: "UUID | None") -> Written[T]:
        written = self._there().write(action, key=key, undoes=undoes)
        if written.again:
            from desktop.data.steps import check_still_so

            self._read(partial(check_still_so, key=key.hex))
        return written

    def _revisions(self) -> Mapping[Topic, int]:
        return self._there().revisions()

    def _there(self) -> "Store":
        if self._store is None:
            raise Unreachable("The database is not open yet.")
        return self._store

    def _submit_step(
        self, action: "Callable[[Db], T]", undoes: "UUID | None",
        then: Callable[[Written[T]], None], owner: QObject, *,
        refused: Said | None = None, lost: Lost | None = None,
    ) -> None:  # fmt: skip
        wish = wish_of(action)
        step = self._unsure.pop(wish, None) or Step(wish, new_key(), "")
        job = partial(self._write, action, step.key, undoes)
        self._submit("step", job, then, owner, refused=refused, step=step, lost=lost)

    def _submit(
        self, pool: str, job: Callable[[], Any], then: Callable[[Any], None] | None,
        owner: QObject, *, refused: Said | None = None, latest: str | None = None,
        step: Step | None = None, lost: Lost | None = None,
    ) -> None:  # fmt: skip
        if self._closed:
            return  # a screen that was about to ask while the window closed
        # Callbacks and widgets wait here, on the window's thread. If the worker
        # held the last reference to a widget, Qt would destroy it over there.
        number = next(self._numbers)
        self._waiting[number] = Ticket(then, refused, owner, latest, number, step, lost, job)
        if latest:
            self._latest[id(owner), latest] = number
        future = self._pool(pool).submit(job)
        future.add_done_callback(lambda done: self._answered.emit((number, done)))

    def _pool(self, name: str) -> "ThreadPoolExecutor":
        if not self._threads:
            from concurrent.futures import ThreadPoolExecutor

            most = {"step": 1, "read": 2}
            self._threads = {each: ThreadPoolExecutor(n, each) for each, n in most.items()}
        return self._threads[name]

    @Slot(object)
    def _deliver(self, parcel: "tuple[int, Future[Any]]") -> None:
        number, future = parcel
        ticket = self._waiting.pop(number)
        if future.cancelled() or not self._wanted(ticket):
            return
        if ticket.step and ticket.step.said:
            self.settled.emit(ticket.step.said)
        error = future.exception()
        if error is not None:
            self._say(error, ticket)
            return
        self.reachable.emit(True, "")
        self._ask_again()
        if ticket.then and (ticket.step or isValid(ticket.owner)):
            ticket.then(future.result())

    def _wanted(self, ticket: Ticket) -> bool:
        if ticket.latest is None:
            return True
        return self._latest.get((id(ticket.owner), ticket.latest)) == ticket.number

    def _say(self, error: BaseException, ticket: Ticket) -> None:
        if isinstance(error, Refused):
            heard = ticket.refused if isValid(ticket.owner) else None
            (heard or self.refused.emit)(error)
        elif isinstance(error, Unreachable | Unusable):
            sure = ticket.step is not None and isinstance(error, Busy | Unusable)
            broken = self.shut.emit if self._store is None else partial(self.reachable.emit, False)
            if not sure:  # else it answers, and only this step cannot be
                broken(str(error))
            if ticket.step:
                self._say_lost(str(error), ticket, ticket.step, sure=sure)
            if ticket.latest and isinstance(error, Unreachable):
                self._unanswered[id(ticket.owner), ticket.latest] = ticket
        else:
            self.failed.emit(error)

    def _ask_again(self) -> None:
        """Ask what could not be answered and is still wanted; a step is never done again."""
        asked, self._unanswered = self._unanswered, {}
        for each in asked.values():
            if each.job and isValid(each.owner) and self._wanted(each):
                self._submit(
                    "read", each.job, each.then, each.owner, refused=each.refused,
                    latest=each.latest,
                )  # fmt: skip

    def _say_lost(self, why: str, ticket: Ticket, step: Step, *, sure: bool) -> None:
        not_confirmed = self.tr("Not confirmed. {0} You can safely do the same again.")
        sentence = (self.tr("Not saved. {0}") if sure else not_confirmed).format(why)
        self._unsure[step.wish] = replace(step, said=sentence)
        heard = ticket.lost if isValid(ticket.owner) else None
        (heard or self.not_confirmed.emit)(sentence)

    def _looks(self) -> bool:
        return any(each.latest == LOOK for each in self._waiting.values())

    def _tell(self, written: Written[Any]) -> None:
        # What this desk did itself is told at once, unless a look has been quicker; an answer
        # that is on its way may be from before it.
        self._look_is_old = self._looks()
        own = written.revisions
        known = {each for each, number in own.items() if self._seen.get(each, 0) >= number}
        self._seen = {**self._seen, **{each: own[each] for each in own if each not in known}}
        if news := written.changes - known:
            self.changed.emit(news)

    def _compare(self, revisions: Mapping[Topic, int]) -> None:
        old, self._look_is_old = self._look_is_old, False
        if not old:
            before, self._seen = self._seen, revisions
            if news := frozenset(each for each, n in revisions.items() if n != before.get(each)):
                self.changed.emit(news)
        if old or self._looks_again:
            self.look_for_changes()
