"""The left pane: the kinds of things to do, each with how many there are."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data.reminders import open_ones
from desktop.data.todo import Todo, can_be_rung, on_the_shelf, open_calls, untold
from desktop.rules.days import near
from desktop.rules.on_it import at_desk, is_at
from desktop.ui.look import current
from desktop.ui.paint import CENTRE, draw_icon, filled, rounded, words
from desktop.ui.todo.lines import LATER, OF_CALL, Matter
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.scrolling import scrolling
from desktop.ui.widgets.stitch_line import StitchLine

ICONS = {
    Matter.NOT_HERE: "warning-circle", Matter.OFFER: "ticket", Matter.TELL: "megaphone",
    Matter.TAXI: "car", Matter.NEEDS_CALL: "phone", Matter.MISSED_YOU: "hand-heart",
    Matter.FIRST_VISIT: "door-open", Matter.WEATHER: "sun", Matter.UNMARKED: "list-checks",
    Matter.IDEAS: "lightbulb", Matter.REMIND: "clock", Matter.SHELF: "calendar-blank",
    Matter.TO_BUY: "basket", Matter.HANDOVER: "note-pencil",
}  # fmt: skip


class MatterButton(QAbstractButton):
    """One kind: symbol, name, what it is about just now, and a number when it is due."""

    def __init__(self, matter: Matter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._about, self._count, self._due = ICONS[matter], "", 0, False
        self.setObjectName(f"matter_{matter}")
        self.setText(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(0, "", due=False)

    def show_count(self, count: int, about: str, *, due: bool) -> None:
        """Show how many there are, and of what; green when they are to be done now."""
        self._count, self._about, self._due = count, about, due
        self.setVisible(bool(count))
        said = self.tr("{0}: {1}").format(self.text(), count or self.tr("none"))
        self.setAccessibleName(f"{said}. {about}" if about else said)
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        return QSize(look.px(200), look.line("row") + look.line("small") + look.px(14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        if self.underMouse() and self.isEnabled():
            rounded(painter, QRectF(self.rect()), look.radius("control"), fill=look.color("card"))
        side, left, middle = look.px(32), look.px(10), self.height() / 2
        box = QRectF(left, round(middle - side / 2), side, side)
        rounded(painter, box, look.radius("card"), fill=look.color("sunken"))
        size = look.px(18)
        ink = look.color("ink2" if self.isEnabled() else "ink3")
        corner = box.center() - QPointF(size / 2, size / 2)
        draw_icon(painter, corner, self._icon, "bold", ink, size)
        right = self._draw_count(painter)
        self._draw_words(painter, left + side + look.px(10), right - look.px(8))

    def _draw_count(self, painter: QPainter) -> float:
        look = current()
        wide, high = look.px(26), look.px(24)
        box = QRectF(self.width() - wide - look.px(10), (self.height() - high) / 2, wide, high)
        if self._due and self._count:
            rounded(painter, box, look.radius("card"), fill=look.color("primary"))
        if self._count:
            ink = look.color("onprimary" if self._due else "ink")
            words(painter, box, str(self._count), look.font("status"), ink, CENTRE)
        return box.left()

    def _draw_words(self, painter: QPainter, left: float, right: float) -> None:
        look = current()
        first, second = look.line("row"), look.line("small") if self._about else 0
        top = (self.height() - first - second) / 2
        ink = look.color("ink" if self.isEnabled() else "ink2")
        words(painter, QRectF(left, top, right - left, first), self.text(), look.font("row"), ink)
        lower = QRectF(left, top + first, right - left, second)
        words(painter, lower, self._about, look.font("small"), look.color("ink2"))


class MattersPane(Pane):
    """The kinds, from top to bottom.

    Signals:
        chosen: a kind was pressed (Matter).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = Label("", "body", "ink2")
        self._buttons = {
            matter: MatterButton(matter, name, self) for matter, name in self._names().items()
        }
        self._stitches = [StitchLine(), StitchLine()]
        self._later = Label(self.tr("Later today"), "status", "ink2")
        self._on_it_now = Label(self.tr("On it now"), "status", "ink2")
        self._who = Label("", "text", wrap=True)
        self._who.setObjectName("on_it_now")
        self._lay_out()
        for matter, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, matter=matter: self.chosen.emit(matter))

    def show_todo(self, view: Todo, today: date) -> None:
        """Show how much there is of each kind, and who is on what."""
        due = view.due()
        self._number.setText(self.tr("{0} now").format(due) if due else self.tr("nothing now"))
        shown = {**self._calls(view), **self._now(view, today), **self._can_wait(view, today)}
        for matter, (count, about) in shown.items():
            soon = matter not in LATER or (matter is Matter.REMIND and view.reminders_due)
            self._buttons[matter].show_count(count, about, due=soon)
        later = any(shown[matter][0] for matter in LATER)
        now = any(count for matter, (count, _about) in shown.items() if matter not in LATER)
        who = self._who_is_on_it(view)
        self._who.setText("\n".join(who))
        for part, there in ((self._stitches[0], now and later), (self._later, later),
                            (self._stitches[1], bool(who)), (self._on_it_now, bool(who)),
                            (self._who, bool(who))):  # fmt: skip
            part.setVisible(there)

    def _names(self) -> dict[Matter, str]:
        return {
            Matter.NOT_HERE: self.tr("Not here"),
            Matter.OFFER: self.tr("Places to offer"),
            Matter.TELL: self.tr("People to tell"),
            Matter.TAXI: self.tr("Taxis to cancel"),
            Matter.NEEDS_CALL: self.tr("Needs a call"),
            Matter.MISSED_YOU: self.tr("Missed you"),
            Matter.FIRST_VISIT: self.tr("First visits"),
            Matter.WEATHER: self.tr("Garden today?"),
            Matter.UNMARKED: self.tr("Who came?"),
            Matter.IDEAS: self.tr("Ideas"),
            Matter.REMIND: self.tr("Reminders"),
            Matter.SHELF: self.tr("On the shelf"),
            Matter.TO_BUY: self.tr("To buy"),
            Matter.HANDOVER: self.tr("Notes"),
        }

    def _calls(self, view: Todo) -> dict[Matter, tuple[int, str]]:
        found = {}
        for kind, matter in OF_CALL.items():
            those = [each for each in open_calls(view.calls) if each.kind is kind]
            found[matter] = (len(those), those[0].who.name if those else "")
        return found

    def _now(self, view: Todo, today: date) -> dict[Matter, tuple[int, str]]:
        rounds = [each for each in view.rounds if untold(each)]
        left = sum(len(untold(each)) for each in rounds)
        first = rounds[0].session.title if rounds else ""
        offers = can_be_rung(view.offers)
        offer = offers[0].session if offers else None
        over = view.unmarked[0].session if view.unmarked else None
        first_unmarked = _when(over.title, over.date, today) if over else ""
        first_offer = _when(offer.title, offer.date, today) if offer else ""
        return {
            Matter.OFFER: (len(offers), first_offer),
            Matter.TELL: (
                len(rounds), self.tr("{0}: {1} left").format(first, left) if rounds else ""
            ),
            Matter.TAXI: (len(view.taxis), view.taxis[0].facts.firm if view.taxis else ""),
            Matter.WEATHER: (len(view.weather), view.weather[0].title if view.weather else ""),
            Matter.UNMARKED: (len(view.unmarked), first_unmarked),
            Matter.IDEAS: (len(view.ripe), view.ripe[0].title if view.ripe else ""),
        }  # fmt: skip

    def _can_wait(self, view: Todo, today: date) -> dict[Matter, tuple[int, str]]:
        waiting = sum(len(on_the_shelf(each)) for each in view.rounds if not untold(each))
        remind = open_ones(view.reminders)
        done = len(view.reminders) - len(remind)
        told = self.tr("for {0}: {1} of {2} done")
        first = near(remind[0].dates[0].on, today) if remind else ""
        about = told.format(first, done, len(view.reminders)) if remind else ""
        return {
            Matter.REMIND: (len(remind), about),
            Matter.SHELF: (waiting, self.tr("would like another date") if waiting else ""),
            Matter.TO_BUY: (len(view.to_buy), view.to_buy[0].what if view.to_buy else ""),
            Matter.HANDOVER: (
                len(view.notes), view.notes[0].text if view.notes else ""
            ),
        }  # fmt: skip

    def _who_is_on_it(self, view: Todo) -> list[str]:
        """Say which desk has which kind open now, and what was given to whom."""
        names, found = self._names(), dict[str, Matter]()
        for offer in view.offers:
            for held in (line.held for line in offer.lines if line.held):
                found.setdefault(at_desk(held.by, held.pc), Matter.OFFER)
        for each in view.calls:
            found.setdefault(each.on_it, OF_CALL[each.kind])
        for line in (line for each in view.rounds for line in each.lines):
            found.setdefault(line.on_it, Matter.TELL)
        for reminder in open_ones(view.reminders):
            found.setdefault(reminder.on_it, Matter.REMIND)
        you = self.tr("You")
        return [
            f"{you if is_at(who, view.here) else who}: {names[matter]}"
            for who, matter in found.items() if who
        ]  # fmt: skip

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 6)
        head.setSpacing(8)
        head.addWidget(Label(self.tr("To do"), "pane"))
        head.addWidget(self._number, 1)
        head.addWidget(KeyCap("Alt+7"))
        page = QWidget()
        page.setObjectName("contents")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        now = [button for matter, button in self._buttons.items() if matter not in LATER]
        later = [self._buttons[matter] for matter in LATER]
        for part in (*now, self._stitches[0], self._later, *later, self._stitches[1],
                     self._on_it_now, self._who):  # fmt: skip
            inside.addWidget(part)
        for label in (self._later, self._on_it_now, self._who):
            label.setContentsMargins(8, 6, 0, 2)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(scrolling(page, self.tr("Kinds of things to do")), 1)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(self.rect()), look.color("pane"))
        filled(painter, QRectF(self.width() - 1, 0, 1, self.height()), look.color("line"))


def _when(title: str, on: date, today: date) -> str:
    return f"{title}, {near(on, today)}"
