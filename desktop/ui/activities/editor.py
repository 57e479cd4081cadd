"""The middle pane: one activity in plain forms, its draft, and the way to save it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.data.offers import ActivitiesTab, ActivityPage
from desktop.ui.activities.form import ActivityForm
from desktop.ui.activities.inputs import Input
from desktop.ui.activities.side import ActivitySide
from desktop.ui.activities.typed import TEXT, TITLE, Typed, texts_in, titles_in
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.patch_tile import PatchBand, PatchTile
from desktop.ui.widgets.save_bar import SaveBar

ROOM_BELOW = 48


class Editor(Pane):
    """Form and side of one activity; `below` takes the side when it has no room beside.

    Signals:
        edited: something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self._putting, self._page_id = False, -1
        self.form, self.side = ActivityForm(), ActivitySide()
        self.inputs: Mapping[str, Input] = self.form.inputs | self.side.inputs
        self.messages, self.foot = MessageBar(), SaveBar()
        self.messages.setObjectName("messages")
        self.band, self._tile = PatchBand(), PatchTile("craft", 44, name="")
        self.name, self._second = (
            Label("", "title", wrap=True),
            Label("", "text", "ink2", wrap=True),
        )
        self.name.setObjectName("activity_name")
        self.series = PlainButton(self.tr("Series and dates"), icon="calendar-blank", key="Alt+D")
        self.series.setObjectName("series")
        self.end = PlainButton("", kind="quiet")
        self.end.setObjectName("end")
        self.new = PlainButton(self.tr("New activity"), icon="plus", key="N", kind="main")
        self._nothing = Empty("", "", self.new)
        self.below = QVBoxLayout()
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.side.edited.connect(self._on_edited)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def typed(self) -> dict[str, Any]:
        """Return what stands in the editor."""
        panel = self.form.texts
        texts = {TEXT + code: text for code, text in panel.texts().items()}
        texts |= {TITLE + code: title for code, title in panel.titles().items()}
        return {name: each.value() for name, each in self.inputs.items()} | texts

    def show_activity(
        self, typed: Typed, page: ActivityPage | None, view: ActivitiesTab, today: date
    ) -> None:
        """Show a draft, or what is in the records; what is the same is left alone."""
        other = (page.id if page else 0) != self._page_id
        self._page_id = page.id if page else 0
        self._putting = True
        self.form.show_choices(view, today)
        self.form.put_unknown(typed, view)
        for name, each in self.inputs.items():
            each.put(typed[name])
            if other:
                each.refuse("")
        known = page.texts if page else ()
        self.form.texts.show_texts(texts_in(typed), titles_in(typed), known, view.languages, today)
        self.form.series.show_page(page, today)
        self._putting = False
        self.form.choose_expected()
        self._show_heading(typed, page, view, today)
        self._pages.setCurrentWidget(self._area)
        if other:
            self._area.verticalScrollBar().setValue(0)

    def show_nothing(self, *, empty: bool) -> None:
        """Say that no activity is chosen, or that there is none yet."""
        self._page_id = -1
        if empty:
            sentence = self.tr("Add the first thing people can come to. Only a name is needed.")
            self._nothing.say(self.tr("Nothing is offered yet"), sentence)
        else:
            sentence = self.tr("Choose one at the left, or press N for a new one.")
            self._nothing.say(self.tr("No activity is chosen"), sentence)
        self._pages.setCurrentWidget(self._nothing)
        self.foot.hide()
        self.band.show_patch("")

    def shows_activity(self) -> bool:
        """Whether an activity is in front."""
        return self._pages.currentWidget() is self._area

    def show_draft(self, since: str, *, lasts: bool, new: bool) -> None:
        """Say whether anything is not saved yet, since when it is kept, and for how long."""
        name = str(self.inputs["name"].value()).strip()
        named = self.tr("Save {0}").format(name) if name else self.tr("Save")
        here = self.tr("Draft kept on this PC, since {0}.")
        kept = here if lasts else self.tr("Draft kept until Crafternoon is closed, since {0}.")
        self.foot.show_draft(
            kept.format(since) if since else "", named, waiting=bool(since) or new
        )  # fmt: skip
        self.foot.show()

    def show_series(self) -> None:
        """Scroll to the series and the next dates, and give them the keyboard."""
        self._area.ensureWidgetVisible(self.form.series)
        self.form.series.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hold(self, messages: MessageBar) -> None:
        """Take the tab's messages back."""
        self._said.addWidget(messages)
        messages.setVisible(bool(messages.sentence()))

    def refuse(self, field: str, sentence: str) -> None:
        """Say beside one input what is wrong, and give it the keyboard."""
        self.inputs[field].refuse(sentence)
        self.inputs[field].take_focus()

    def take_focus_at(self, field: str) -> None:
        """Give the keyboard to an input."""
        self.inputs[field].take_focus()

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("card"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _show_heading(
        self, typed: Typed, page: ActivityPage | None, view: ActivitiesTab, today: date
    ) -> None:
        patch, own = str(typed["patch"]), page.id if page else 0
        others = {
            each.patch: each.name for each in view.offered
            if each.id != own and not each.code and (each.ended is None or each.ended >= today)
        }  # fmt: skip
        kept = page is not None and patch == page.facts.patch
        code = page.code if page and kept else ""
        first = kept and not code
        self.side.show_patches({} if first else others, patch)
        self._tile.show_patch(patch, str(typed["name"]), code)
        self.band.show_patch(patch)
        self.name.setText(page.facts.name if page else self.tr("New activity"))
        self._second.setText(self._words(page))
        self.series.setEnabled(page is not None)
        ended = page is not None and page.ended is not None
        self.end.set_words(self.tr("Offer it again") if ended else self.tr("End this activity"))
        self.end.setVisible(page is not None)
        self.form.show_young(bool(typed["young"]))

    def _words(self, page: ActivityPage | None) -> str:
        if page is None:
            return self.tr("Not in the records until it is saved.")
        coming = self.tr("{0} dates to come.").format(page.dates_to_come)
        if page.dates_to_come == 1:
            coming = self.tr("1 date to come.")
        if not page.dates_to_come:
            coming = self.tr("No dates to come.")
        return f"{page.rhythm}. {coming}" if page.rhythm else coming

    def _lay_out(self) -> None:
        self._area, self._inside = QScrollArea(), QVBoxLayout()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("Activity"))
        contents = QWidget()
        contents.setObjectName("contents")
        contents.setLayout(self._inside)
        self._area.setWidget(contents)
        self._inside.addLayout(self._heading())
        self._inside.addWidget(self.form)
        self._inside.addLayout(self.below)
        end = QHBoxLayout()
        end.addWidget(self.end)
        end.addStretch(1)
        self._inside.addLayout(end)
        self._inside.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._nothing)
        self._said = QVBoxLayout()
        self._said.addWidget(self.messages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._pages, 1)
        column.addLayout(self._said)
        column.addWidget(self.foot)
        self._dress()

    def _heading(self) -> QHBoxLayout:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.name)
        said.addWidget(self._second)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        row.addWidget(self.series, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _dress(self) -> None:
        around = current().px(10 if current().compact else 14)
        self._inside.setContentsMargins(22, around, 18, around)
        self._inside.setSpacing(around)
        self._said.setContentsMargins(22, 0, 22, 8)

    @Slot()
    def _on_edited(self) -> None:
        if not self._putting:
            self.form.show_young(bool(self.inputs["young"].value()))
            self.edited.emit()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        contents = self._area.widget()
        if now and contents and contents.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, current().px(ROOM_BELOW))
