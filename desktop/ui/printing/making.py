"""One document as it is asked for: read from the records, laid out, pressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.data.db import Db
from desktop.paper import press
from desktop.paper.documents import Document
from desktop.paper.how import How
from desktop.paper.press import Pdf, Pictures, Sheet

THUMB_DOTS = 32.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, what it is about, and how it is wanted."""

    document: Document
    about: Mapping[str, Any]
    how: How

    def before(self) -> Any:
        """Give the step to be written before it is printed, or None."""
        step = self.document.before
        return partial(step, **self.about) if step else None

    def read(self) -> Any:
        """Give the question that reads it and lays it out."""
        return partial(laid_out, asked=self)


def laid_out(db: Db, *, asked: Asked) -> Sheet:
    """Read what a document shows, and lay it out."""
    return asked.document.sheet(asked.document.read(db, **asked.about), asked.how)


def pressed(sheet: Sheet) -> tuple[Sheet, Pdf]:
    """Press a sheet; it comes back beside its PDF for printers that want dots."""
    return sheet, press.pdf(sheet)


def thumb(sheet: Sheet) -> bytes:
    """Draw the first page, small."""
    return press.pictures(sheet, dots_per_inch=THUMB_DOTS).pages[0]


def drawn(sheet: Sheet, dots: float) -> Pictures:
    """Draw every page for the screen."""
    return press.pictures(sheet, dots_per_inch=dots)
