"""The Print tab: every document of a week, a session or a booking, with its page beside it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import settings
from desktop.data import print_room
from desktop.data.changes import Topic
from desktop.data.print_room import InHand
from desktop.data.wall import waits
from desktop.paper.documents import Document, documents
from desktop.paper.press import Pictures, Sheet
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.printing.bench import Bench
from desktop.ui.printing.kept import Kept, kept
from desktop.ui.printing.making import Asked, drawn
from desktop.ui.printing.printers import Printers, printers_here
from desktop.ui.printroom.catalogue import Catalogue
from desktop.ui.printroom.outgoing import Outgoing
from desktop.ui.printroom.sheet_pane import SheetPane
from desktop.ui.printroom.subject import Subject
from desktop.ui.printroom.thumbs import Thumbs
from desktop.ui.printroom.words import fits_words, nothing_words
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane


class PrintScreen(Screen):
    """Chooses a document, shows it as it will be, prints it.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.ACTIVITIES, Topic.SIGNUPS, Topic.PEOPLE, Topic.PRACTICE})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self.documents = documents()
        self.subject = Subject(_monday(clock().date()))
        self._name = next(iter(self.documents), "")
        self._view: InHand | None = None
        self._kept: dict[str, Kept] = {}
        self._asked_at = 0.0

        self.bench = Bench(self)
        self.bench.failed.connect(desk.failed)
        self.printers: Printers = printers_here()
        self.catalogue, self.page = Catalogue(self.documents.values()), SheetPane()
        self.messages = self.catalogue.messages
        self.out = Outgoing(self)
        self.thumbs = Thumbs(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.catalogue, 1)
        row.addWidget(self.page)
        self.setFocusProxy(self.catalogue)
        self.catalogue.choose(self._name)  # the keyboard has a place before the week is read
        self._connect()
        self._add_keys()

    def query(self) -> Callable[..., InHand]:
        subject = self.subject
        return partial(
            print_room.in_hand, first=subject.first, session_id=subject.session_id,
            person_id=subject.person_id, now=self._clock(),
        )  # fmt: skip

    def paint(self, view: InHand) -> None:
        """Show the week, and make the page that is chosen."""
        self._view = view
        self.subject = self.subject.with_view(view)
        self.catalogue.bar.show_week(view, self._clock().date())
        for name, button in self.catalogue.buttons.items():
            about = self.about(self.documents[name])
            button.setEnabled(about is not None)
            said = fits_words(button.document)
            missing = nothing_words(button.document.about)
            button.say(said if about is not None else missing)
        self._kept = kept(settings.folder())
        self._choose(self._name)

    def show_about(self, about: tuple[str, Any] | None = None) -> None:
        """Take something in hand, and choose the first document about it."""
        if about is not None:
            kind, which = about
            self.subject = self.subject.taking(kind, which)
            wanted = "booking" if kind == "person" else kind
            found = [each for each in self.documents.values() if each.about == wanted]
            self._name = found[0].name if found else self._name
        self.refresh()

    def show_card(self, about: tuple[int, str]) -> None:
        """Show the card of a booking, to be printed where cards go from now on."""
        booking_id, called = about
        self.show_about(("booking", booking_id))
        words = self.tr("{0} is booked. Choose the printer for cards and print: it is kept.")
        self.messages.say("info", words.format(called))

    def document(self) -> Document | None:
        """Return the document that is chosen."""
        return self.documents.get(self._name)

    def asked(self) -> Asked | None:
        """Say what is to be made, or None while something is missing for it."""
        document = self.document()
        about = self.about(document) if document else None
        if document is None or about is None:
            return None
        own = settings.load()[0].templates
        about |= self.page.choices.narrowed(document)
        return Asked(document, about, self.page.choices.how(own))

    def know(self, name: str, choice: Kept) -> None:
        """Remember how a document is wanted."""
        self._kept[name] = choice

    def show_printers(self, found: Sequence[tuple[str, str]]) -> None:
        """Offer the printers of this PC."""
        self.page.show_printers(found)
        self.page.show_kept(self._kept.get(self._name, Kept()))

    def panes(self) -> Sequence[Pane]:
        return (self.catalogue, self.page)

    @Slot()
    def print_it(self) -> None:
        self.out.print()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.out.find_printers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.out.is_busy():
            self.out.stop()
        else:
            super().keyPressEvent(event)

    def about(self, document: Document) -> dict[str, Any] | None:
        """Say what a document is to be read with; None while something is missing."""
        return self.subject.of(document.about, self._view, self._clock())

    def _connect(self) -> None:
        bar, page = self.catalogue.bar, self.page
        bar.turned.connect(self._on_turned)
        bar.session_chosen.connect(self._on_session)
        self.catalogue.chosen.connect(self._choose)
        page.changed.connect(self._on_wanted_otherwise)
        page.print.clicked.connect(self.out.print)
        page.save.clicked.connect(self.out.save)
        page.open.clicked.connect(self.out.open)

    def _add_keys(self) -> None:
        strip, page = self.catalogue.keys, self.page
        strip.add("←+→", self.tr("Document")).clicked.connect(self.catalogue.take_focus)
        strip.add("T", self.tr("This week")).clicked.connect(partial(self._on_turned, 0))
        strip.add("Ctrl+P", self.tr("Print")).clicked.connect(self.out.print)
        strip.add("Ctrl+S", self.tr("Save PDF")).clicked.connect(self.out.save)
        strip.add("O", self.tr("Open PDF")).clicked.connect(self.out.open)
        keys = page.strip
        keys.add("PgUp", self.tr("Back")).clicked.connect(partial(self._on_page, -1))
        keys.add("PgDn", self.tr("Next page")).clicked.connect(partial(self._on_page, 1))
        keys.add("+", self.tr("Larger")).clicked.connect(partial(self._on_zoom, 1))
        keys.add("−", self.tr("Smaller")).clicked.connect(partial(self._on_zoom, -1))
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+S": self.out.save, "O": self.out.open, "T": partial(self._on_turned, 0),
            "PgUp": partial(self._on_page, -1), "PgDown": partial(self._on_page, 1),
            "+": partial(self._on_zoom, 1), "=": partial(self._on_zoom, 1),
            "-": partial(self._on_zoom, -1), "Ctrl+PgUp": partial(self._on_turned, -1),
            "Ctrl+PgDown": partial(self._on_turned, 1), "Alt+Left": partial(self._on_turned, -1),
            "Alt+Right": partial(self._on_turned, 1),
        }  # fmt: skip
        for key, act in acts.items():
            self.add_key(key, act)

    @Slot(int)
    def _on_turned(self, weeks: int) -> None:
        today = _monday(self._clock().date())
        first = self.subject.first + timedelta(weeks=weeks) if weeks else today
        self.subject = Subject(first)
        self.refresh()

    @Slot(int)
    def _on_session(self, session_id: int) -> None:
        self.subject = self.subject.taking("session", session_id)
        self.refresh()

    @Slot(str)
    def _choose(self, name: str) -> None:
        """Show a document, wanted as it was last."""
        self._name, document = name, self.documents.get(name)
        if document is None or self._view is None:
            return
        self.catalogue.choose(name)
        known = self._kept.get(name, Kept())
        self.page.title.setText(document.title)
        self.page.choices.show_document(document, known, self._view)
        self.page.show_kept(known)
        self.page.say_trouble("")
        self.make()

    @Slot()
    def _on_wanted_otherwise(self) -> None:
        self.out.keep()
        self.make()

    @Slot()
    def make(self) -> None:
        """Make the page that is chosen, and show it."""
        asked, self._asked_at = self.asked(), perf_counter()
        title = asked.document.title if asked else ""
        self.page.say_print(title, ready=asked is not None)
        if asked is None:
            self._show_none()
            return
        self.desk.read(
            asked.read(), self._draw, owner=self, latest="page", refused=self._on_no_page
        )

    def _show_none(self) -> None:
        document = self.document()
        self.page.preview.show_pages(())
        self.page.say_place()
        self.page.made.setText("")
        self.page.say_trouble(nothing_words(document.about) if document else "", "info")

    @Slot(object)
    def _on_no_page(self, refusal: Refused) -> None:
        """Say beside the page why there is none."""
        self._show_none()
        self.page.say_trouble(refusal.sentence)
        self.page.say_print("", ready=False)

    def _draw(self, sheet: Sheet) -> None:
        job = partial(drawn, sheet, self.page.preview.dots())
        self.bench.do(job, self._show_pages, refused=self._on_no_page, latest="page")

    def _show_pages(self, made: Pictures) -> None:
        self.page.preview.show_pages(made.pages)
        self.page.say_made(perf_counter() - self._asked_at)
        broken = _own_broken(made.trouble)
        self.page.say_trouble(broken or self._unchecked(), "caution" if broken else "info")
        self.thumbs.go_on()

    def _unchecked(self) -> str:
        """Say how many texts of the week the language on the page still waits for."""
        document, code = self.document(), self.page.choices.language_chosen()
        if self._view is None or document is None or document.about != "week":
            return ""
        number = dict(self._view.unchecked).get(code, 0)
        return waits(code, number) if number else ""

    @Slot()
    def _on_page(self, step: int) -> None:
        self.page.preview.turn(step)
        self.page.say_place()

    def _on_zoom(self, step: int) -> None:
        if self.page.preview.zoom(step):
            self.make()


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _own_broken(trouble: str) -> str:
    """Say that the practice's own template is not used, and where it is broken."""
    said = QCoreApplication.translate(
        "PrintRoom", "Your own template is broken; the built-in one is used. {0}"
    )
    return said.format(trouble) if trouble else ""
