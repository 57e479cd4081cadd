"""The right side of the editor: patch, options, getting in, and who sees it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.activities.inputs import Input, SeenInput, TickInput
from desktop.ui.activities.options import OptionsInput
from desktop.ui.look import current
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.patch_picker import PatchPicker
from desktop.ui.widgets.stitch_line import StitchLine

PATCH = QSize(50, 48)


class PatchInput(PatchPicker):
    """The patch of an activity.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(PATCH)
        self.setObjectName("patch")
        self.chosen.connect(self._on_chosen)

    def value(self) -> str:
        return self.patch()

    def put(self, value: object) -> None:
        self.choose(str(value))

    def refuse(self, sentence: str) -> None:
        """Do nothing: a patch is never wrong."""

    def take_focus(self) -> None:
        self.take_the_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        self.edited.emit()


class ActivitySide(QWidget):
    """All inputs of the side, by their names in a draft.

    Signals: edited()
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.patch, self.options, self.sees = PatchInput(), OptionsInput(), self._sees()
        self._shared = Label("", "small", "ink2", wrap=True)
        self._shared.setObjectName("patch_words")
        self.inputs: dict[str, Input] = {
            "patch": self.patch, "options": self.options, "sees": self.sees,
            "step_free": TickInput("step_free", self.tr("Step-free")),
            "hearing_loop": TickInput("hearing_loop", self.tr("Hearing loop")),
            "weather": TickInput("weather", self.tr("Weather matters")),
            "young": TickInput("young", self.tr("For under-18s")),
        }  # fmt: skip
        self._lay_out()
        for each in self.inputs.values():
            each.edited.connect(self.edited)

    def show_patches(self, used: Mapping[str, str], own: str) -> None:
        """Say who has the chosen patch, if it is somebody else; `used` is names by patch."""
        other = used.get(own)
        if other:
            words = self.tr("{0} has this patch. Here it shows two letters.").format(other)
        else:
            words = self.tr("Nothing else has this patch.")
        self._shared.setText(words)

    def _sees(self) -> SeenInput:
        return SeenInput(
            (
                ("everybody", self.tr("Everybody"), self.tr("Wall, kiosk, calendar file")),
                (
                    "link worker", self.tr("Only people the link worker adds"),
                    self.tr("Shown, booked through a person"),
                ),
                (
                    "private", self.tr("Private"),
                    self.tr("Its own team only. Never on wall or kiosk."),
                ),
            )
        )  # fmt: skip

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_heading(self.tr("Patch"), self.tr("colour, symbol and pattern together")))
        column.addWidget(self.patch)
        column.addWidget(self._shared)
        column.addWidget(StitchLine())
        column.addLayout(_heading(self.tr("Options inside a session"), self.tr("limit")))
        column.addWidget(self.options)
        column.addWidget(StitchLine())
        column.addWidget(Label(self.tr("Getting in"), "heading"))
        column.addLayout(self._ticks())
        column.addWidget(StitchLine())
        column.addWidget(Label(self.tr("Who sees it"), "heading"))
        column.addWidget(self.sees)
        column.addStretch(1)

    def _ticks(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        names = ("step_free", "hearing_loop", "weather", "young")
        for n, name in enumerate(names):
            tick = self.inputs[name]
            if isinstance(tick, QWidget):
                grid.addWidget(tick, n // 2, n % 2)
        return grid


class SidePane(Pane):
    """The room at the right; what stands there moves under the form when it is too narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = QVBoxLayout()
        page = QWidget()
        page.setObjectName("contents")
        page.setLayout(self.inside)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("Patch, options, getting in, who sees it"))
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(area)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))

    def _dress(self) -> None:
        around = current().px(10 if current().compact else 14)
        self.inside.setContentsMargins(18, around, 14, around)


def _heading(words: str, second: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(words, "heading"))
    row.addStretch(1)
    row.addWidget(Label(second, "small", "ink2"))
    return row
