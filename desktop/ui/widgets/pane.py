"""Panes: the parts of a page. Tab goes round inside one, F6 from one to the next."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

TAB = Qt.FocusReason.TabFocusReason
BACKTAB = Qt.FocusReason.BacktabFocusReason


class Pane(QWidget):
    """Keeps Tab among its own controls; those of a pane inside it are not its own.

    Its focus proxy, if there is one in sight, takes the keyboard first.
    """

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches in here, in order."""
        found: list[QWidget] = []
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            if _takes_tab(each) and pane_of(each) is self:
                found.append(each)
            each = each.nextInFocusChain()
        return found

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> bool:
        """Take the keyboard; False if nothing in here can."""
        first: QWidget | None = self.focusProxy()
        if first is None or not first.isVisible() or not first.isEnabled():
            first = next(iter(self.stops()), None)
        if first is not None:
            first.setFocus(reason)
        return first is not None

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 -- Qt's signature
        stops, focus = self.stops(), QApplication.focusWidget()
        if not stops:
            return super().focusNextPrevChild(next)
        step = 1 if next else -1
        at = stops.index(focus) if focus in stops else -1 if next else 0
        stops[(at + step) % len(stops)].setFocus(TAB if next else BACKTAB)
        return True


class PaneKeys(QObject):
    """F6 and Shift+F6 of a window or a page.

    `panes` says which there are, in order; `bring` brings one into sight that has no room now.
    """

    def __init__(
        self,
        host: QWidget,
        panes: Callable[[], Sequence[Pane]],
        bring: Callable[[Pane], Any] = lambda _: None,
    ) -> None:
        super().__init__(host)
        self._panes, self._bring = panes, bring
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(key), host).activated.connect(partial(self.go_on, step))

    def go_on(self, step: int) -> None:
        """Give the keyboard to the next pane that can take it, or with -1 to the one before."""
        panes, focus = self._panes(), QApplication.focusWidget()
        here = pane_of(focus) if focus else None
        at = panes.index(here) if here in panes else -1 if step > 0 else 0
        for _ in panes:
            at = (at + step) % len(panes)
            self._bring(panes[at])
            if panes[at].take_focus(Qt.FocusReason.ShortcutFocusReason):
                return


def pane_of(widget: QWidget) -> Pane | None:
    """Return the innermost pane round a widget."""
    each: QWidget | None = widget
    while each is not None and not isinstance(each, Pane):
        each = None if each.isWindow() else each.parentWidget()
    return each


def _takes_tab(widget: QWidget) -> bool:
    policy = Qt.FocusPolicy.TabFocus
    takes = (widget.focusPolicy() & policy) == policy and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()
