"""Puts the house together: settings, look, desk, window. The only maker of long-lived things."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import desktop.ui  # noqa: F401 -- before anything of PySide6, which it has come sooner

# isort: split
from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import options, settings
from desktop.settings import Settings
from desktop.ui import look
from desktop.ui.ahead import Ahead
from desktop.ui.desk import Desk
from desktop.ui.here import Here
from desktop.ui.look import TEXT_SCALES, Look
from desktop.ui.window import COMPACT_BELOW, Window

if TYPE_CHECKING:
    from desktop.data.store import Store
    from desktop.ui.welcome import Welcome

WIDE, HIGH = 1440, 900
Clock = Callable[[], datetime]


def main(words: list[str]) -> int:
    """Open the window and stay until it is closed; collects garbage again once it is there."""
    asked = options.for_window(words)
    app = make_application()
    remembered, trouble = settings.load()
    program = Program(app, remembered)
    sys.excepthook = program.hear_of_bug
    QTimer.singleShot(1000, program, program.watch)
    if asked.database or asked.sample:
        program.open_window(asked.database or "", sample=asked.sample)
    else:
        program.start()
    if trouble and program.window:
        program.window.say("caution", trouble)
    return app.exec()


def make_application() -> QApplication:
    """Make the application, or give the one that is there."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setProperty("fusion", True)
    app.setApplicationName("Crafternoon")
    app.setDesktopFileName("crafternoon")
    return app


class Program(QObject):
    """What lives as long as the program: this PC's settings, and one window at a time."""

    _bug = Signal(object)
    _kept = Signal(bool)

    def __init__(
        self, app: QApplication, remembered: Settings, *, clock: Clock | None = None,
        person: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._app, self.settings = app, remembered
        self._own_clock, self._clock = clock, clock or _now
        self._person = person or settings.this_user()
        self.window: Window | None = None
        self.welcome: Welcome | None = None
        self._sorry: QWidget | None = None
        self._bug.connect(self._on_bug)
        self._kept.connect(self._on_kept)
        app.styleHints().colorSchemeChanged.connect(self._on_system_theme)
        self.dress()

    def start(self) -> None:
        """Open what this PC opened last, or ask what to open."""
        if self.settings.chosen:
            self.open_window(self.settings.database, sample=self.settings.sample)
        else:
            self.ask()

    def open_window(self, url: str, *, sample: bool = False) -> Window:
        """Open the window of a database, or of the sample; its records come after its picture."""
        bare, password = _without_password(url)
        desk = Desk(partial(_open_store, url, sample, self.settings.this_pc, self._own_clock))
        here = Here(
            person=self._person, pc=self.settings.this_pc, database=_named(bare), sample=sample,
            theme=self.settings.theme, drafts=settings.own_data_folder() / "drafts",
        )  # fmt: skip
        window = Window(desk, self._clock, here)
        desk.setParent(window)
        desk.failed.connect(self.tell_of_bug)
        Ahead(desk, self._clock, window)
        self._connect(window)
        if password:
            window.shown.connect(partial(self._keep_password, bare, password))
        window.shell_painted.connect(desk.open)
        self._replace(window)
        return window

    def ask(self) -> None:
        """Ask what to open, beside the quilt."""
        from desktop.ui.welcome import Welcome

        if self.welcome:
            self.welcome.close()
        welcome = Welcome(self.settings.theme)
        welcome.sample_wanted.connect(partial(self._on_chosen, "", True))
        welcome.empty_wanted.connect(partial(self._on_chosen, settings.default_database(), False))
        welcome.connected.connect(partial(self._on_chosen, sample=False))
        welcome.scale_chosen.connect(self._on_scale)
        welcome.theme_chosen.connect(self._on_theme)
        _place(welcome, self.settings)
        self.welcome = welcome
        welcome.show()

    def dress(self) -> None:
        """Give the application the look this PC has chosen."""
        high = self.settings.window[3] if self.settings.window else HIGH
        compact = (self.window.height() if self.window else high) < COMPACT_BELOW
        scale = self.settings.scale if self.settings.scale in TEXT_SCALES else 1.0
        look.apply(self._app, Look(self._theme(), scale, compact))

    @Slot()
    def watch(self) -> None:
        """Hear of every error, from Qt too, and do what no first picture needs."""
        from desktop.ui import crash
        from desktop.ui.pixmaps import window_icon
        from desktop.ui.tidying import Tidying

        self._app.setWindowIcon(window_icon())
        Tidying(self)
        crash.catch(self.tell_of_bug)
        with suppress(OSError):
            self._notes = crash.watch_qt(settings.reports_folder())

    def hear_of_bug(
        self, _: type[BaseException], error: BaseException, __: TracebackType | None
    ) -> None:
        """Hear of an error of the first second, before more is imported to do so."""
        self.tell_of_bug(error)

    def tell_of_bug(self, error: BaseException) -> None:
        """Write a report and show a calm sentence; may be called from any thread."""
        self._bug.emit(error)

    def _theme(self) -> str:
        if self.settings.theme != "system":
            return self.settings.theme
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _connect(self, window: Window) -> None:
        window.shown.connect(_settle)
        window.scale_chosen.connect(self._on_scale)
        window.theme_chosen.connect(self._on_theme)
        window.other_database.connect(self.ask)
        window.closed.connect(partial(self._remember_place, window))

    def _replace(self, window: Window) -> None:
        _place(window, self.settings)
        window.show()
        old, self.window = self.window, window
        if old:
            old.close()
            old.deleteLater()

    def _on_chosen(self, url: str, sample: bool) -> None:
        self._remember(database=_without_password(url)[0], sample=sample)
        self.open_window(url, sample=sample)
        if self.welcome:
            self.welcome.close()
            self.welcome.deleteLater()
            self.welcome = None

    @Slot(float)
    def _on_scale(self, scale: float) -> None:
        self._remember(scale=scale)
        self.dress()

    @Slot(str)
    def _on_theme(self, theme: str) -> None:
        self._remember(theme=theme)
        self.dress()

    @Slot()
    def _on_system_theme(self) -> None:
        if self.settings.theme == "system":
            self.dress()

    def _remember_place(self, window: Window) -> None:
        whole = window.isMaximized() or window.isFullScreen()
        box = window.normalGeometry() if whole else window.geometry()
        place = (box.x(), box.y(), box.width(), box.height())
        self._remember(window=place, maximised=whole)

    def _remember(self, **values: object) -> None:
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]
        try:
            settings.save(self.settings)
        except OSError:
            if self.window:
                self.window.say("caution", self.tr("The settings of this PC could not be saved."))

    def _keep_password(self, bare: str, password: str) -> None:
        # A keyring may ask its owner something first, so it is not waited for.
        from concurrent.futures import ThreadPoolExecutor

        from desktop.data import secrets

        keeper = ThreadPoolExecutor(1, "keyring")
        kept = keeper.submit(secrets.keep, bare, password)
        kept.add_done_callback(
            lambda done: self._kept.emit(done.exception() is None and done.result())
        )
        keeper.shutdown(wait=False)

    @Slot(bool)
    def _on_kept(self, kept: bool) -> None:
        if not kept and self.window:
            said = self.tr("This PC has no keyring, so the password is kept for this run only.")
            self.window.say("caution", said)

    @Slot(object)
    def _on_bug(self, error: BaseException) -> None:
        from desktop.ui.sorry import Sorry

        file = _reported(error)
        if self._sorry and self._sorry.isVisible():
            return  # one sentence is enough; the reports are all there
        self._sorry = Sorry(file, self.window)
        self._sorry.close_wanted.connect(self._app.closeAllWindows)
        self._sorry.show()


def _open_store(url: str, sample: bool, pc_name: str, clock: Clock | None) -> "Store":
    """Open the database on the desk's own thread, where its imports belong too."""
    from desktop.data import activities, opening

    del activities  # the first room needs it at once
    hand = opening.this_hand(pc_name)
    if sample:
        return opening.open_sample(settings.sample_database(), hand, clock=clock)
    return opening.open_store(url, hand, clock=clock)


def _settle() -> None:
    """Keep what start-up made out of the garbage collector's rounds: they would stop the window."""
    gc.freeze()


def _without_password(url: str) -> tuple[str, str]:
    if "@" not in url:
        return url, ""
    from desktop.data import secrets

    return secrets.split(url)


def _reported(error: BaseException) -> Path | None:
    from desktop.ui import crash

    try:
        return crash.write_report(error, settings.reports_folder(), now=datetime.now().astimezone())
    except OSError:
        return None


def _place(window: QWidget, remembered: Settings) -> None:
    """Put a window where it was, if that is still on a screen, else where it fits."""
    box = QRect(*remembered.window) if remembered.window else QRect(0, 0, WIDE, HIGH)
    if QGuiApplication.platformName() == "offscreen":
        window.setGeometry(box)  # there is no screen to fit, only pictures to take
        return
    screen = window.screen().availableGeometry()
    if not remembered.window or not screen.intersects(box):
        box.moveCenter(screen.center())
    window.setGeometry(box & screen)
    if remembered.maximised or (not remembered.window and not screen.contains(box)):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _named(url: str) -> str:
    return url.removeprefix("sqlite:///")


def _now() -> datetime:
    return datetime.now(UTC)
