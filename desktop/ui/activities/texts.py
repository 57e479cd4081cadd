"""What people read: a list of languages, and a box for each with its own direction."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.data.offers import ReadText
from desktop.rules.days import near_date
from desktop.rules.languages import ENGLISH, LANGUAGES, in_order, language
from desktop.ui.activities.language_box import LanguageBox
from desktop.ui.activities.scripts import lend_letters
from desktop.ui.activities.texts_model import LanguageDelegate, LanguageRow, LanguagesModel
from desktop.ui.look import current
from desktop.ui.paint import rounded
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.label import Label

LEFT, LEAST_HIGH = 238, 276


class TextsPanel(QWidget):
    """Languages at the left; English above while another is written.

    Signals:
        edited: something was written.
        checked: "I have checked this" was pressed (str, the language).
    """

    edited = Signal()
    checked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lend_letters()
        self._boxes: dict[str, LanguageBox] = {}
        self._known: Mapping[str, ReadText] = {}
        self._code, self._today = ENGLISH, date.min
        self.model, self.list = LanguagesModel(self), QListView()
        self.more = StillCombo("translate")
        self.more.setObjectName("another_language")
        self.more.setAccessibleName(self.tr("Another language"))
        self._above, self._english = Label("", "small_strong", "ink2"), Label(wrap=True)
        self._heading = Label("", "small_strong", "ink2")
        self._stack = QStackedWidget()
        self.check = PlainButton(
            self.tr("I have checked this"), icon="check", key="Ctrl+R", kind="main"
        )
        self.check.setObjectName("checked")
        self._note = Label("", "small", "ink2", wrap=True)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_language)
        self.more.activated.connect(self._on_more)
        self.check.clicked.connect(self.press_check)

    def language(self) -> str:
        """Return the language that is being written."""
        return self._code

    def texts(self) -> dict[str, str]:
        """Return what stands in each box."""
        return {code: box.text.toPlainText() for code, box in self._boxes.items()}

    def titles(self) -> dict[str, str]:
        """Return what the activity is called in each other language."""
        return {code: box.title.text() for code, box in self._boxes.items() if code != ENGLISH}

    def show_texts(
        self, texts: Mapping[str, str], titles: Mapping[str, str], known: Sequence[ReadText],
        languages: Sequence[str], today: date,
    ) -> None:  # fmt: skip
        """Show what stands in the draft, and what is known of the texts in the records."""
        self._known = {each.language: each for each in known}
        self._today = today
        for code in sorted({*languages, *texts, *titles}, key=in_order):
            self._box(code)
        for code, box in self._boxes.items():
            box.put(titles.get(code, ""), texts.get(code, ""))
        self._show_rows()
        self._choose(self._code if self._code in self._boxes else ENGLISH)

    @Slot()
    def press_check(self) -> None:
        """Do what the green button does, if it can be done."""
        if self.check.isVisible() and self.check.isEnabled():
            self.checked.emit(self._code)

    def take_focus(self) -> None:
        """Give the keyboard to the text that is in front."""
        self._box(self._code).text.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        radius = look.radius("panel")
        rounded(painter, QRectF(self.rect()), radius, fill=look.color("card"))
        left = QRectF(0, 0, self._left.width(), self.height())
        rounded(painter, left.adjusted(0, 0, radius, 0), radius, fill=look.color("pane"))
        painter.fillRect(left.adjusted(left.width(), 1, radius, -1), look.color("card"))
        painter.fillRect(QRectF(left.right(), 0, 1, self.height()), look.color("line"))
        rounded(painter, QRectF(self.rect()), radius, edge=look.color("line2"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _lay_out(self) -> None:
        self._dress_list()
        self._left, right = QWidget(), QVBoxLayout()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(1, 4, 0, 8)
        left.addWidget(self.list, 1)
        inside = QHBoxLayout()
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addWidget(self.more)
        left.addLayout(inside)
        check = QHBoxLayout()
        check.setSpacing(8)
        check.addWidget(self.check)
        check.addWidget(self._note, 1)
        right.setContentsMargins(14, 10, 12, 12)
        right.setSpacing(3)
        for widget in (self._above, self._english):
            right.addWidget(widget)
        right.addSpacing(4)
        right.addWidget(self._heading)
        right.addWidget(self._stack, 1)
        right.addSpacing(5)
        right.addLayout(check)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addLayout(right, 1)
        self._dress()

    def _dress_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(LanguageDelegate(self.list))
        self.list.setObjectName("languages")
        self.list.setAccessibleName(self.tr("Languages"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")

    def _dress(self) -> None:
        look = current()
        self._left.setFixedWidth(min(look.px(LEFT), max(look.px(150), self.width() * 2 // 5)))
        self.setMinimumHeight(look.px(LEAST_HIGH))
        self.list.doItemsLayout()

    def _box(self, code: str) -> LanguageBox:
        if code not in self._boxes:
            self._boxes[code] = box = LanguageBox(code)
            self._stack.addWidget(box)
            self.setTabOrder(self.more, box.title)  # made later than what stands below it
            self.setTabOrder(box.title, box.text)
            box.edited.connect(self._on_edited)
        return self._boxes[code]

    def _rows(self) -> Sequence[LanguageRow]:
        codes = sorted(self._boxes, key=in_order)
        return [self._row(code) for code in codes]

    def _row(self, code: str) -> LanguageRow:
        own, known = language(code).own, self._known.get(code)
        if not any(self._boxes[code].written()):
            return LanguageRow(code, own, "plain", self.tr("No text"), "")
        if known is None or not self._is_kept(code):
            return LanguageRow(code, own, "need", self.tr("Not checked"), self.tr("Not saved yet"))
        if known.checked_on is None:
            by, on = self.tr("Draft"), known.written_on
            return LanguageRow(code, own, "need", self.tr("Not checked"), self._on(by, on))
        said = self._on(known.checked_by, known.checked_on)
        return LanguageRow(code, own, "good", self.tr("Checked"), said)

    def _is_kept(self, code: str) -> bool:
        """Whether what stands in a box is what the records hold."""
        known = self._known.get(code)
        return known is not None and (known.title, known.text) == self._box(code).written()

    def _on(self, who: str, on: date | None) -> str:
        return f"{who}, {near_date(on, self._today)}" if on else who

    def _show_rows(self) -> None:
        self.model.show_rows(self._rows())
        here = {row.code for row in self._rows()}
        self.more.clear()
        self.more.addItem(self.tr("Another language"), "")
        for each in LANGUAGES:
            if each.code not in here:
                self.more.addItem(each.name, each.code)
        row = self.list.sizeHintForRow(0)
        high = row * max(4, len(here)) + self.more.sizeHint().height() + current().px(26)
        self.setFixedHeight(max(current().px(LEAST_HIGH), min(high, current().px(420))))

    def _choose(self, code: str) -> None:
        self._code = code
        number = self.model.number_of(code)
        if self.list.currentIndex().row() != number:
            self.list.setCurrentIndex(self.model.index(number))
        self._stack.setCurrentWidget(self._box(code))
        self._show_words()

    def _show_words(self) -> None:
        english = self._boxes[ENGLISH].written()[1]
        beside = self._code != ENGLISH and bool(english)
        self._above.setVisible(beside)
        self._english.setVisible(beside)
        self._above.setText(self._sentence(ENGLISH))
        self._english.setText(english)
        self._heading.setText(self._sentence(self._code))
        there = any(self._box(self._code).written())
        known = self._known.get(self._code)
        done = known is not None and known.checked_on is not None and self._is_kept(self._code)
        self.check.setEnabled(there and not done)
        self._note.setText("" if done or not there else self.tr("Keeps your name and the date."))

    def _sentence(self, code: str) -> str:
        name, known = language(code).name, self._known.get(code)
        if not any(self._box(code).written()):
            return self.tr("{0}, nothing is written yet").format(name)
        if known is None or not self._is_kept(code):
            return self.tr("{0}, not saved yet").format(name)
        if known.checked_on is None:
            return self.tr("{0}, a draft that nobody has checked").format(name)
        on = near_date(known.checked_on, self._today)
        return self.tr("{0}, checked by {1} on {2}").format(name, known.checked_by, on)

    @Slot()
    def _on_edited(self) -> None:
        self.model.show_rows(self._rows())
        self._show_words()
        self.edited.emit()

    @Slot()
    def _on_language(self) -> None:
        code = self.model.code_at(self.list.currentIndex().row())
        if code and code != self._code:
            self._choose(code)

    @Slot(int)
    def _on_more(self, number: int) -> None:
        code = str(self.more.itemData(number))
        if code:
            self._box(code)
            self._show_rows()
            self._choose(code)
            self.take_focus()
