"""Makes the small pages of the catalogue, one after the other, only those in sight."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.paper.documents import Document
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.refusal import Refused
from desktop.ui.printing.making import Asked, thumb

if TYPE_CHECKING:
    from desktop.ui.printroom.screen import PrintScreen


class Thumbs(QObject):
    """At most one is under way, so that the page that is chosen never waits long."""

    def __init__(self, room: "PrintScreen") -> None:
        super().__init__(room)
        self._room, self._busy = room, False

    def forget(self) -> None:
        """Make all of them anew: the records have changed."""
        for button in self._room.catalogue.buttons.values():
            button.shows = None

    def go_on(self) -> None:
        """Make the next one."""
        if self._busy:
            return
        for button in self._room.catalogue.in_sight():
            about = self._room.about(button.document)
            if about is not None and button.shows is None:
                button.shows = True
                self._busy = True
                asked = Asked(button.document, about, _plain(button.document))
                then = partial(self._draw, button.document.name)
                self._room.desk.read(
                    asked.read(), then, owner=self, refused=partial(self._skip, asked.document.name)
                )
                return

    def _draw(self, name: str, sheet: Sheet) -> None:
        then = partial(self._show, name)
        self._room.bench.do(partial(thumb, sheet), then, refused=partial(self._skip, name))

    def _show(self, name: str, page: bytes | None) -> None:
        self._room.catalogue.buttons[name].show_page(page)
        self._busy = False
        self.go_on()

    def _skip(self, name: str, _refusal: Refused) -> None:
        self._show(name, None)


def _plain(document: Document) -> How:
    return How(document.papers[0], document.may_lie)
