"""What stands in the boxes of any form, by names that are the same the next time it is opened."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.ui.messages import MessageBar
from desktop.ui.widgets.find_box import FindBox
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

Values = Mapping[str, str | bool]
FIRST_WORDS = 3
_PLAIN_ECHO = QLineEdit.EchoMode.Normal


def read_values(form: QWidget, *, untouched: bool = False) -> dict[str, str | bool]:
    """Read every box, never a password; with `untouched` only those nobody has typed into."""
    return {key: _value(box) for key, box in _boxes(form) if not (untouched and _is_touched(box))}


def put_values(form: QWidget, values: Values) -> Values:
    """Put values into their boxes; those with no box yet, or no such choice, come back."""
    left = dict(values)
    for key, box in list(_boxes(form)):
        if key in left and _put(box, left[key]):
            del left[key]
    return left


def is_filled_anew(form: QWidget, values: Values) -> bool:
    """Say whether the form itself has since written over what was put into its boxes of text."""
    stands = {
        key: _value(box) for key, box in _boxes(form) if _is_text(box) and not _is_touched(box)
    }
    return any(key in stands and stands[key] != each for key, each in values.items())


def _boxes(form: QWidget) -> Iterator[tuple[str, QWidget]]:
    seen: Counter[str] = Counter()
    for box in form.findChildren(QWidget):
        if _is_box(box):
            kind = type(box).__name__
            key = f"{kind} {box.objectName()} {box.accessibleName()}".strip()
            seen[key] += 1
            yield f"{key} {seen[key]}", box


def _is_box(box: QWidget) -> bool:
    if box.property("at_once"):  # it is a step of its own, not something typed
        return False
    if isinstance(box, QLineEdit):
        inside_a_list = isinstance(box.parent(), QComboBox)
        plain = box.echoMode() is _PLAIN_ECHO and not isinstance(box, FindBox)
        return plain and not box.isReadOnly() and not inside_a_list
    if isinstance(box, QAbstractButton):
        return box.isCheckable()
    return isinstance(box, QComboBox | QPlainTextEdit | QTextEdit)


def _value(box: Any) -> str | bool:
    if isinstance(box, QLineEdit):
        return box.text()
    if isinstance(box, QAbstractButton):
        return box.isChecked()
    return str(box.currentText() if isinstance(box, QComboBox) else box.toPlainText())


def _is_text(box: QWidget) -> bool:
    return isinstance(box, QLineEdit | QPlainTextEdit | QTextEdit)


def _is_touched(box: Any) -> bool:
    if isinstance(box, QLineEdit):
        return box.isModified()
    if isinstance(box, QPlainTextEdit | QTextEdit):
        return bool(box.document().isModified())
    return False


def _put(box: Any, value: str | bool) -> bool:
    """Put a value back; whether it could be."""
    if isinstance(box, QAbstractButton):
        # A choice of several is taken by its own button, never given up by it.
        if value != box.isChecked() and (value or not box.autoExclusive()):
            box.click()
        return True
    if isinstance(box, QComboBox):
        place = box.findText(str(value))
        if place >= 0:
            box.setCurrentIndex(place)
        elif box.isEditable():
            box.setEditText(str(value))
        return place >= 0 or box.isEditable()
    if isinstance(box, QLineEdit):
        box.setText(str(value))
        box.setModified(True)
    else:
        box.setPlainText(str(value))
        box.document().setModified(True)
    return True


def form_name(dialog: QDialog) -> str:
    """Tell a form from all others: its title, and the day or the person its first words name.

    A form whose first words say how things stand has a property `about` that tells it instead.
    """
    if about := dialog.property("about"):
        return f"{dialog.objectName()}|{about}"
    own = (each for each in dialog.findChildren(Label) if not _is_said(each, dialog))
    words = [each.text() for each in islice(own, FIRST_WORDS)]
    return "|".join((dialog.objectName(), dialog.windowTitle(), *words))


def _is_said(label: Label, dialog: QDialog) -> bool:
    """Whether it tells how things stand just now: a form is not called after a refusal in it."""
    inside = takewhile(lambda each: each is not dialog, above(label))
    return any(isinstance(each, MessageBar | Notice) for each in inside)


def above(widget: QWidget) -> Iterator[Any]:
    """Give what a widget stands in, up to the window."""
    outer = widget.parentWidget()
    while outer is not None:
        yield outer
        outer = outer.parentWidget()
