"""Printing on Windows: every page drawn at the printer's own resolution, on a worker."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from desktop.paper.press import Sheet, pictures
from desktop.rules.refusal import Refused
from desktop.ui.printing.printers import NONE_HERE, Order, Progress, not_answering

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300
"""The most dots per inch that are drawn: more is not seen, and takes four times as long."""
BANDS = 16
STOPPED = "Printing was stopped. Some pages may have come out already."


class RasterPrinters:
    """The printers that Windows knows."""

    def names(self) -> tuple[str, ...]:
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        found = QPrinterInfo.availablePrinterNames()
        return tuple(sorted(found, key=lambda each: (each != usual, each.casefold())))

    def trays(self, _printer: str) -> tuple[str, ...]:
        return ()

    def print(self, order: Order, sheet: Sheet, _pdf: bytes, progress: Progress) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(order.printer)
        if info.isNull():
            gone = not_answering(order.printer) if order.printer else NONE_HERE
            raise Refused(gone)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(order.copies)
        draw(printer, order, sheet, progress)


def draw(printer: "QPrinter", order: Order, sheet: Sheet, progress: Progress) -> None:
    """Draw a document's pages on a printer; raises Refused when it fails or is stopped."""
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    size = {"a3": "A3", "a5": "A5", "a6": "A6"}.get(order.paper, "A4")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[size]))
    lies = QPageLayout.Orientation.Landscape if order.across else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(lies)
    printer.setFullPage(True)
    printer.setDocName(order.title)
    mode = QPrinter.ColorMode
    printer.setColorMode(mode.Color if order.colour else mode.GrayScale)
    _draw_pages(printer, order, _pages(sheet, min(DOTS, printer.resolution())), progress)


def _pages(sheet: Sheet, dots: int) -> Sequence[bytes]:
    return pictures(sheet, dots_per_inch=dots).pages


def _draw_pages(
    printer: "QPrinter", order: Order, pages: Sequence[bytes], progress: Progress
) -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(not_answering(order.printer))
    ahead = ThreadPoolExecutor(1, "decode")  # the next page is decoded while this one is drawn
    coming = [ahead.submit(_image, page) for page in pages[:1]]
    try:
        for number in range(len(pages)):
            if not progress(number, len(pages)):
                printer.abort()
                raise Refused(STOPPED)
            if number and not printer.newPage():
                raise Refused(not_answering(order.printer))
            image = coming.pop().result()
            coming += [ahead.submit(_image, page) for page in pages[number + 1 : number + 2]]
            _draw_bands(painter, image)
        progress(len(pages), len(pages))
    finally:
        ahead.shutdown(cancel_futures=True)
        painter.end()


def _image(page: bytes) -> "QImage":
    """Decode a page; QImageReader lets the window live meanwhile, QImage's own ways do not."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageReader

    device = QBuffer()
    device.setData(QByteArray(page))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(device, b"png").read()


def _draw_bands(painter: "QPainter", image: "QImage") -> None:
    """Draw a page a band at a time: the window breathes between two bands."""
    from PySide6.QtCore import QRectF

    whole, high = painter.viewport(), image.height()
    scale = whole.height() / high
    for band in range(BANDS):
        top, end = high * band // BANDS, high * (band + 1) // BANDS
        where = QRectF(whole.x(), whole.y() + top * scale, whole.width(), (end - top) * scale)
        painter.drawImage(where, image.copy(0, top, image.width(), end - top))
