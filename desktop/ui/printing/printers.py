"""The printers of this PC: which there are, and handing them what is to be printed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.paper.press import Sheet
from desktop.rules.refusal import Refused

SECONDS = 20
NONE_HERE = "Not printed. This PC has no printer. Add one in its settings, or save the PDF."
Progress = Callable[[int, int], bool]
"""Told how many pages of how many are drawn; False to stop."""


@dataclass(frozen=True, slots=True)
class Order:
    """How something is to be printed. `title` stands in the printer's queue: never a name."""

    printer: str
    title: str
    tray: str = ""
    copies: int = 1
    paper: str = "a4"
    across: bool = False
    colour: bool = False


class Printers(Protocol):
    """What the Print tab needs of the printers here."""

    def names(self) -> tuple[str, ...]:
        """Name the printers, the usual one first."""

    def trays(self, printer: str) -> tuple[str, ...]:
        """Name a printer's trays; none where it has no choice."""

    def print(self, order: Order, sheet: Sheet, pdf: bytes, progress: Progress) -> None:
        """Print; raises Refused with a sentence when it cannot be."""


def printers_here() -> Printers:
    """Give this PC's printers."""
    if sys.platform == "win32":
        from desktop.ui.printing.raster import RasterPrinters

        return RasterPrinters()
    return PrintSystem()


class PrintSystem:
    """CUPS, on Linux and macOS: it takes the PDF as it is, over a pipe, and draws it itself."""

    def names(self) -> tuple[str, ...]:
        said = _ask("lpstat", "-e").split("\n")
        usual = _ask("lpstat", "-d").rpartition(": ")[2].strip()
        found = [each.strip() for each in said if each.strip()]
        return tuple(sorted(found, key=lambda each: (each != usual, each.casefold())))

    def trays(self, printer: str) -> tuple[str, ...]:
        for line in _ask("lpoptions", "-p", printer, "-l").split("\n"):
            if line.startswith("InputSlot"):
                return tuple(each.lstrip("*") for each in line.partition(":")[2].split())
        return ()

    def print(self, order: Order, _sheet: Sheet, pdf: bytes, _progress: Progress) -> None:
        lp = shutil.which("lp")
        if lp is None or not order.printer:
            raise Refused(NONE_HERE)
        words = [lp, "-d", order.printer, "-n", str(order.copies), "-t", order.title,
                 "-o", f"media={order.paper.upper()}"]  # fmt: skip
        if order.tray:
            words += ["-o", f"InputSlot={order.tray}"]
        try:
            done = subprocess.run(  # noqa: S603 -- lp, found by name, with our own words alone
                words, input=pdf, capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise Refused(not_answering(order.printer)) from None
        if done.returncode:
            raise Refused(not_answering(order.printer))


def not_answering(printer: str) -> str:
    """Say that a printer did not take it."""
    return f"Not printed. {printer} is not answering. Choose another printer, or save the PDF."


def _ask(program: str, *words: str) -> str:
    """Ask the print system something; "" when there is none, or it says nothing."""
    found = shutil.which(program)
    if found is None:
        return ""
    try:
        said = subprocess.run(  # noqa: S603 -- found by name, with our own words alone
            [found, *words], capture_output=True, timeout=SECONDS, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout
