"""The first question: the sample, an empty practice, or the surgery's own database."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.ui.look import TEXT_SCALES, current
from desktop.ui.paint import draw_icon, rounded
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.quilt import SIDE, Quilt
from desktop.ui.widgets.symbol import Logo

THEMES = ("system", "light", "dark")
LEAST_PAGE = 640


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start: its key, symbol and three lines."""

    key: str
    icon: str
    title: str
    second: str
    third: str


class BigChoice(QPushButton):
    """A wide button: a symbol, what it does, and what that means.

    Signals:
        moved: an arrow (int, choices down).
    """

    moved = Signal(int)

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = way.icon
        self.setObjectName(f"way {way.key}")
        self.setAccessibleName(way.title)
        self.setAccessibleDescription(f"{way.second} {way.third}")
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", 12)
        self._lay_out(way)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(300), self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        fill = "sunken" if self.isDown() else "primaryT" if self.underMouse() else "card"
        box = QRectF(self.rect())
        rounded(painter, box, 12, fill=look.color(fill), edge=look.color("line2"), width=1.5)
        side, left = look.px(60), look.px(18)
        tile = QRectF(left, (self.height() - side) / 2, side, side)
        rounded(painter, tile, 12, fill=look.color("select" if self.underMouse() else "primaryT"))
        size = look.px(32)
        corner = tile.center() - QRectF(0, 0, size, size).center()
        draw_icon(painter, corner, self._icon, "bold", look.color("primary"), size)

    def _lay_out(self, way: Way) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for line, role, colour in (
            (way.title, "button_main", "ink"), (way.second, "body", "ink2"),
            (way.third, "small", "ink3"),
        ):  # fmt: skip
            label = Label(line, role, colour, wrap=True)
            label.setForegroundRole(QPalette.ColorRole.WindowText)  # in a button it would be black
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(KeyCap(way.key))
        self._measure()

    def _measure(self) -> None:
        look = current()
        margins = (look.px(18 + 60 + 20), look.px(18), look.px(22), look.px(18))
        self._row.setContentsMargins(*margins)
        self._row.setSpacing(look.px(16))
        self.updateGeometry()


class Welcome(QMainWindow):
    """Asks how to start, beside the quilt.

    Signals:
        sample_wanted: a private copy of the sample.
        empty_wanted: a practice with nothing in it yet.
        connected: a database that answered (str, its URL).
        scale_chosen: another text size (float).
        theme_chosen: another theme (str).
    """

    sample_wanted = Signal()
    empty_wanted = Signal()
    connected = Signal(str)
    scale_chosen = Signal(float)
    theme_chosen = Signal(str)

    def __init__(self, theme: str = "system", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("welcome")
        self.setWindowTitle(self.tr("Crafternoon"))
        self._quilt = Quilt()
        self.choices = [BigChoice(way) for way in self._ways()]
        self._size = PlainButton("", icon="text-aa", kind="quiet")
        self._colours = PlainButton("", icon="circle-half", kind="quiet")
        self._lay_out()
        self._show_look()

        wanted = (self.sample_wanted.emit, self.empty_wanted.emit, self._on_connect)
        for number, (choice, act) in enumerate(zip(self.choices, wanted, strict=True), 1):
            choice.clicked.connect(act)
            choice.moved.connect(partial(self._on_moved, number - 1))
            QShortcut(QKeySequence(str(number)), self).activated.connect(choice.animateClick)
        self._size.clicked.connect(self._on_size)
        self._colours.clicked.connect(self._on_theme)
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._ring = FocusOverlay(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - current().px(LEAST_PAGE)
        self._quilt.setFixedWidth(max(0, min(5, room // SIDE)) * SIDE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_look()

    def _ways(self) -> tuple[Way, ...]:
        return (
            Way(
                "1", "basket", self.tr("Try it with sample data"),
                self.tr("A made-up surgery: 80 people, 12 weeks back and 12 ahead."),
                self.tr("A private copy, marked “Sample”. Yours stays empty."),
            ),
            Way(
                "2", "plant", self.tr("Start empty"),
                self.tr("Add your activities, rooms and people as you need them."),
                self.tr("In a file on this computer. A shared database can come later."),
            ),
            Way(
                "3", "database", self.tr("Connect to your surgery’s database"),
                self.tr("PostgreSQL, shared by every desk."),
                self.tr("You need the server name, a user name and a password from IT."),
            ),
        )  # fmt: skip

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("contents")
        outer = QHBoxLayout(page)
        outer.setContentsMargins(48, 32, 48, 32)
        outer.addStretch(1)
        outer.addLayout(self._page(), 12)
        outer.addStretch(2)
        self._area = scrolled = QScrollArea()
        scrolled.setWidget(page)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._quilt)
        row.addWidget(scrolled, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(720, 480)

    def _page(self) -> QVBoxLayout:
        lead = self.tr(
            "You can change your mind later. Nothing leaves this computer unless you connect a "
            "shared database."
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addLayout(self._brand())
        column.addSpacing(20)
        column.addWidget(Label(self.tr("How would you like to start?"), "display", wrap=True))
        column.addWidget(Label(lead, "lead", "ink2", wrap=True))
        column.addSpacing(14)
        for choice in self.choices:
            column.addWidget(choice)
            column.addSpacing(6)
        column.addSpacing(6)
        column.addLayout(self._foot())
        column.addStretch(3)
        return column

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Logo(44))
        row.addWidget(Label("Crafternoon", "title"), 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._size)
        row.addWidget(self._colours)
        row.addStretch(1)
        row.addWidget(Label(self.tr("Version {0}").format(__version__), "text", "ink3"))
        return row

    def _show_look(self) -> None:
        named = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        self._size.set_words(self.tr("Text size: {0:.0%}").format(current().scale))
        self._colours.set_words(named[self._theme])

    def _on_moved(self, at: int, down: int) -> None:
        choice = self.choices[min(max(at + down, 0), len(self.choices) - 1)]
        choice.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(choice)

    @Slot()
    def _on_size(self) -> None:
        after = TEXT_SCALES.index(current().scale) + 1
        self.scale_chosen.emit(TEXT_SCALES[after % len(TEXT_SCALES)])

    @Slot()
    def _on_theme(self) -> None:
        self._theme = THEMES[(THEMES.index(self._theme) + 1) % len(THEMES)]
        self.theme_chosen.emit(self._theme)
        self._show_look()

    @Slot()
    def _on_connect(self) -> None:
        from desktop.ui.connect import Connect

        dialog = Connect(self)
        dialog.connected.connect(self.connected)
        dialog.open()
