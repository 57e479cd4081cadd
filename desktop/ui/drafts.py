"""Keeps a draft of every form that is open, so that no refusal, crash or restart costs typing."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.data.draft_shelf import Draft, DraftShelf
from desktop.ui.form_values import above, form_name, is_filled_anew, put_values, read_values
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.notice import Notice

LOOK_MS, SETTLED_MS, FILLED_MS = 400, 700, 4000
Values = Mapping[str, str | bool]


class Drafts(QObject):
    """Watches every dialog of a window that somebody types into.

    A draft is put back when its form is opened again, and gone once the form is saved or left.

    Signals:
        said: something to be shown in the open room (str kind, str sentence).
        found: what was kept before the program ended has been read.
    """

    said = Signal(str, str)
    found = Signal()
    _opened = Signal(object)

    def __init__(self, folder: Path, database: str, window: QWidget) -> None:
        super().__init__(window)
        self._database, self._window = database, window
        self._thread = ThreadPoolExecutor(1, "drafts")
        self._shelf = DraftShelf(folder)
        self._wanted = self._unlocked = self._told = self._closed = False
        self._kept: dict[str, Draft] = {}
        self._forms: dict[str, FormDraft] = {}
        # Queued, for it may be opened before anybody listens to what is said.
        self._opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        if any(folder.glob("*.draft")):
            self._want_shelf()
        self._on_focus(None, QApplication.focusWidget())  # a form may be open already

    @Slot()
    def close(self) -> None:
        """Write down what was typed last, and stop."""
        for form in list(self._forms.values()):
            form.look()
        self._closed = True
        self._thread.shutdown()

    def of(self, name: str) -> Draft | None:
        """Return the draft of a form."""
        return self._kept.get(name)

    def of_room(self, room: str) -> "RoomDrafts":
        """Return the place where a room keeps what is typed into it, and no dialog."""
        return RoomDrafts(self, f"{self._database}|{room}|")

    def under(self, start: str) -> Mapping[str, Draft]:
        """Return all drafts whose names begin like this, by what comes after."""
        kept = self._kept.items()
        return {name.removeprefix(start): each for name, each in kept if name.startswith(start)}

    def lasts(self) -> bool:
        """Say whether drafts are still there after the program has ended, as far as is known."""
        return not self._unlocked or self._shelf.lasts()

    def keep(self, name: str, title: str, values: Values) -> None:
        """Keep what was typed into a form; without a keyring as long as the program runs."""
        draft = Draft(name, title, datetime.now(UTC).isoformat(), values)
        self._kept[name] = draft
        self._want_shelf()
        self._later(partial(self._shelf.put, draft))
        self._say_if_short()

    def forget(self, name: str) -> None:
        """Forget the draft of a form."""
        if self._closed:
            return  # what stands in a form that goes with the window is to be there next time
        draft = self._kept.pop(name, None)
        if draft:
            self._later(partial(self._shelf.drop, name))

    def _later(self, do: Callable[[], None]) -> None:
        if not self._closed:
            self._thread.submit(do)

    def _say_if_short(self) -> None:
        """Say once that drafts do not outlast the program here."""
        if self._unlocked and self._kept and not self._shelf.lasts() and not self._told:
            self._told = True
            said = self.tr("This PC has no keyring: drafts last until Crafternoon is closed.")
            self.said.emit("info", said)

    def _want_shelf(self) -> None:
        # A keyring may ask its owner something first: it is asked only when there is a draft.
        if not self._wanted:
            self._wanted = True
            opening = self._thread.submit(self._shelf.unlock, datetime.now(UTC))
            opening.add_done_callback(self._opened.emit)

    @Slot(object)
    def _on_opened(self, opening: "Future[Mapping[str, Draft]]") -> None:
        self._unlocked = True
        own = f"{self._database}|"
        found = {name: each for name, each in opening.result().items() if name.startswith(own)}
        titles = [each.title for name, each in found.items() if name not in self._kept]
        self._kept = found | self._kept
        self._say_if_short()
        self.found.emit()
        if titles:
            one = self.tr("Not saved when the program ended: {0}. Open it, and it is back.")
            several = self.tr("{1} forms were not saved when the program ended, one is {0}.")
            words = one if len(titles) == 1 else several
            self.said.emit("info", words.format(titles[0], len(titles)))

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now else None
        if not isinstance(dialog, QDialog) or isinstance(dialog, QFileDialog):
            return
        known = dialog in (each.parent() for each in self._forms.values())
        if known or not dialog.objectName() or self._window not in above(dialog):
            return
        name = f"{self._database}|{form_name(dialog)}"
        if name not in self._forms:
            form = self._forms[name] = FormDraft(self, name, dialog)
            form.over.connect(partial(self._let_go, name))

    def _let_go(self, name: str) -> None:
        self._forms.pop(name, None)


class RoomDrafts(QObject):
    """What a room keeps of its own forms: one draft by each key, "" for what has no name.

    Signals:
        found: what was kept before the program ended has been read.
    """

    found = Signal()

    def __init__(self, drafts: Drafts, start: str) -> None:
        super().__init__(drafts)
        self._drafts, self._start = drafts, start
        drafts.found.connect(self.found)

    def all(self) -> Mapping[str, Draft]:
        """Return every draft by its key."""
        return self._drafts.under(self._start)

    def keep(self, key: str, title: str, values: Values) -> None:
        """Keep what was typed; `title` tells people which form it was."""
        self._drafts.keep(self._start + key, title, values)

    def forget(self, key: str) -> None:
        """Forget what was typed: it is saved, or thrown away."""
        self._drafts.forget(self._start + key)

    def lasts(self) -> bool:
        """Say whether it is still there after the program has ended."""
        return self._drafts.lasts()


class FormDraft(QObject):
    """Looks now and then at what stands in one form.

    Signals:
        over: the form is closed.
    """

    over = Signal()

    def __init__(self, drafts: Drafts, name: str, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._drafts, self._name, self._dialog = drafts, name, dialog
        self._began: dict[str, str | bool] = read_values(dialog, untouched=True)
        self._last: Values = {}
        self._back: Values = {}
        self._age = 0
        self._bar: _Back | None = None
        self._pending: Values = {}
        self._on_found()
        drafts.found.connect(self._on_found)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        dialog.finished.connect(self._on_finished)
        dialog.destroyed.connect(self.over)

    @Slot()
    def look(self) -> None:
        """Keep what is different now from how the form began."""
        if not isValid(self._dialog):
            return
        if self._pending:
            self._pending = put_values(self._dialog, self._pending)
        self._age += LOOK_MS
        if self._age <= FILLED_MS and is_filled_anew(self._dialog, self._back):
            self._settle()  # the records came after the draft, which goes over them
            self._pending = put_values(self._dialog, self._back)
        elif self._age <= SETTLED_MS and not self._last:
            self._settle()
        typed = {**self._pending, **self._typed()}  # what has no box yet is not lost, either
        if typed == self._last:
            return
        self._last = typed
        if typed:
            self._drafts.keep(self._name, self._dialog.windowTitle(), typed)
        else:
            self._drafts.forget(self._name)

    @Slot()
    def _on_found(self) -> None:
        draft = self._drafts.of(self._name)
        if draft and not self._last:  # what is typed now goes before what was typed then
            self._put_back(draft)

    def _typed(self) -> Values:
        values = read_values(self._dialog)
        changed = {key: each for key, each in values.items() if each != self._began.get(key)}
        # A form may show more lines than it did when it was opened: empty ones say nothing.
        return {k: v for k, v in changed.items() if k in self._began or v not in ("", False)}

    def _settle(self) -> None:
        """Leave out what the form filled in itself a moment after it opened."""
        only_filled = read_values(self._dialog, untouched=True)
        self._began.update(only_filled)

    def _put_back(self, draft: Draft) -> None:
        self._last = self._back = draft.values
        self._pending = put_values(self._dialog, draft.values)
        layout = self._dialog.layout()
        if isinstance(layout, QVBoxLayout):
            at = datetime.fromisoformat(draft.at).astimezone()
            self._bar = _Back(at)
            self._bar.forget.clicked.connect(self._on_forget)
            layout.insertWidget(0, self._bar)

    @Slot()
    def _on_forget(self) -> None:
        put_values(self._dialog, {key: self._began.get(key, "") for key in self._last})
        self._pending = self._back = {}
        self.look()
        if self._bar:
            self._bar.hide()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        # Saved, or left by somebody who has seen what they leave.
        self._timer.stop()
        self._drafts.forget(self._name)
        self.over.emit()


class _Back(QWidget):
    """Says that a draft has been put back, and forgets it at a key."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        from desktop.rules.days import clock, day

        self.setObjectName("draft_back")
        self.forget = PlainButton(self.tr("Forget it"), kind="quiet")
        self.forget.setObjectName("forget_draft")
        self.forget.setAutoDefault(False)
        words = self.tr("What you typed on {0} at {1} is back. It is not saved yet.")
        today = datetime.now(at.tzinfo).date()
        notice = Notice("info", words.format(day(at.date(), today), clock(at.time())))
        notice.add(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 0)
        column.addWidget(notice)
