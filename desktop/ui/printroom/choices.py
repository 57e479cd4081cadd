"""How a document is wanted: only what it can be asked for is shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.data.print_room import InHand
from desktop.paper.documents import Document
from desktop.paper.how import How
from desktop.rules.languages import ENGLISH, LANGUAGES
from desktop.ui.printing.kept import Kept
from desktop.ui.printroom.words import paper_words
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Labelled

WEEKS = 5


class Choices(QWidget):
    """Paper, size of the letters, language, place, weeks and colour.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper, self.points = StillCombo("copy"), StillCombo("text-aa")
        self.language, self.part = StillCombo("translate"), StillCombo("map-pin")
        self.weeks, self.colour = StillCombo("calendar-blank"), Check(self.tr("In colour"), self)
        names = {
            "paper": self.tr("Paper"), "points": self.tr("Letters"),
            "language": self.tr("Language"), "part": self.tr("Show"), "weeks": self.tr("Weeks"),
        }  # fmt: skip
        # Born inside: what has no parent would be shown as a window of its own.
        self._fields = {
            key: Labelled(words, getattr(self, key), parent=self) for key, words in names.items()
        }
        for field in self._fields.values():
            field.hide()
        self.colour.setObjectName("print_colour")
        for key in names:
            box = getattr(self, key)
            box.setObjectName(f"print_{key}")
            box.activated.connect(lambda _row: self.changed.emit())
        self.colour.clicked.connect(lambda _on: self.changed.emit())
        self._fill_plain()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)

    def show_document(self, document: Document, known: Kept, view: InHand) -> None:
        """Show what this document can be asked for, chosen as it was last."""
        _fill(self.paper, _papers(document), _paper(document, known))
        sizes = [(self.tr("As it is"), 0)]
        sizes += [(self.tr("{0} point").format(each), each) for each in document.points]
        _fill(self.points, sizes, known.points)
        part = self.part.currentData()
        _fill(self.part, self._parts(document, view), tuple(part) if part else None)
        self.colour.setChecked(known.colour)
        shown = {
            "paper": self.paper.count() > 1, "points": bool(document.points),
            "language": document.languages, "part": self.part.count() > 1,
            "weeks": "weeks" in document.narrow,
        }  # fmt: skip
        self._lay_out([key for key, there in shown.items() if there], colour=document.colour)

    def how(self, own: str) -> How:
        """Say how it is wanted."""
        paper, across = self.paper.currentData() or ("a4", False)
        colour = self.colour.isChecked() and self.colour.isVisibleTo(self)
        return How(
            paper, across, self.points.currentData() or 0,
            self.language_chosen(), colour,
            Path(own) if own else None,
        )  # fmt: skip

    def language_chosen(self) -> str:
        """Return the code of the language it is wanted in; English where none is asked for."""
        code: str = self._of("language", ENGLISH)
        return code

    def narrowed(self, document: Document) -> dict[str, Any]:
        """Say what else it is narrowed to."""
        asked: dict[str, Any] = {}
        if "weeks" in document.narrow:
            asked["weeks"] = self._of("weeks", 1)
        key, chosen = self._of("part", None) or ("", None)
        if key in document.narrow:
            asked[key] = chosen
        return asked

    def _of(self, key: str, plain: Any) -> Any:
        shown = self._fields[key].isVisibleTo(self)
        return getattr(self, key).currentData() if shown else plain

    def _fill_plain(self) -> None:
        _fill(self.language, [(each.name, each.code) for each in LANGUAGES], ENGLISH)
        weeks = [(self.tr("1 week"), 1)]
        weeks += [(self.tr("{0} weeks").format(each), each) for each in range(2, WEEKS + 1)]
        _fill(self.weeks, weeks, 1)

    def _parts(self, document: Document, view: InHand) -> list[tuple[str, Any]]:
        parts: list[tuple[str, Any]] = [(self.tr("All places"), None)]
        if "place_id" in document.narrow:
            parts += [(each.name, ("place_id", each.id)) for each in view.places]
        if "category_id" in document.narrow:
            parts += [(each.name, ("category_id", each.id)) for each in view.categories]
        return parts

    def _lay_out(self, keys: Sequence[str], *, colour: bool) -> None:
        while self._grid.takeAt(0):
            pass
        for field in self._fields.values():
            field.hide()
        for number, key in enumerate(keys):
            self._grid.addWidget(self._fields[key], number // 2, number % 2)
            self._fields[key].show()
        self.colour.setVisible(colour)
        self._grid.addWidget(self.colour, len(keys), 0, 1, 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)


def _papers(document: Document) -> list[tuple[str, Any]]:
    lies = (True, False) if document.may_lie else (False,)
    return [
        (paper_words(paper, across=across), (paper, across))
        for paper in document.papers
        for across in lies
    ]


def _fill(box: StillCombo, choices: Sequence[tuple[str, Any]], chosen: Any) -> None:
    """Offer some choices; the first where the one that was chosen is not among them."""
    box.blockSignals(True)
    box.clear()
    for words, data in choices:
        box.addItem(words, data)
    found = next((row for row, (_words, data) in enumerate(choices) if data == chosen), 0)
    box.setCurrentIndex(found)
    box.blockSignals(False)


def _paper(document: Document, known: Kept) -> tuple[str, bool]:
    """Give the paper it was printed on last; a timetable begins across, where a week is a row."""
    if known.paper:
        return (known.paper, known.across)
    return (document.papers[0], document.may_lie)
