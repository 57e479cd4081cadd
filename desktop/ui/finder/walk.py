"""Going up and down a list of results from the box above it."""

from PySide6.QtCore import QAbstractItemModel, Qt


def row_after(model: QAbstractItemModel, number: int, down: int) -> int:
    """Return the row so many steps down, or up; headings are passed over, the ends hold."""
    step = 1 if down > 0 else -1
    for _ in range(abs(down)):
        after = number + step
        if 0 <= after < model.rowCount() and not _can_be_chosen(model, after):
            after += step
        if not 0 <= after < model.rowCount():
            break
        number = after
    return number


def _can_be_chosen(model: QAbstractItemModel, number: int) -> bool:
    return bool(model.flags(model.index(number, 0)) & Qt.ItemFlag.ItemIsSelectable)
