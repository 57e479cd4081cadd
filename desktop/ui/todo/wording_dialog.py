"""The words of reminders, language by language: written by somebody, used once they are checked."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.data import wording
from desktop.data.wording import Wording
from desktop.rules.days import near_date
from desktop.rules.languages import ENGLISH, LANGUAGES, in_order, language
from desktop.rules.refusal import Refused
from desktop.rules.reminders import GAPS, IN_ENGLISH, message
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.todo.asking import Asking
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice


class WordsBox(QPlainTextEdit):
    """The words in one language, in its own direction. Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reminder_words")
        self.setTabChangesFocus(True)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()
        super().showEvent(event)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font("body"))
        self.setFixedHeight(4 * look.line("body") + look.px(18))


class WordingDialog(Asking):
    """Ctrl+Enter keeps a draft, Ctrl+R says that it has been read and is right.

    Signals:
        saved: it is in the records (str, what to say).
    """

    saved = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], code: str | None, parent: QWidget
    ) -> None:
        checks = PlainButton(self.tr("I have checked this"), icon="check", key="Ctrl+R",
                             kind="main")  # fmt: skip
        super().__init__("reminder_words_dialog", self.tr("Close"), checks, 640, parent)
        self.setProperty("about", "every language")
        self._desk, self._today, self._code = desk, clock().date(), code or ENGLISH
        self._known: dict[str, Wording] = {}
        self._typed: dict[str, str] = {}
        self.ask_about(
            self.tr("The words of reminders"),
            self.tr("Nothing is translated here: a text is used once somebody has checked it. "
                    "These gaps are filled: {0}").format("  ".join(GAPS)),
        )  # fmt: skip
        self.languages = Combo("translate")
        self.languages.setAccessibleName(self.tr("Language"))
        self.languages.setObjectName("reminder_language")
        for each in sorted(LANGUAGES, key=lambda each: in_order(each.code)):
            self.languages.addItem(each.name, each.code)
        self.words, self._state = WordsBox(), Label("", "text", "ink2", wrap=True)
        self._reads = Label("", "text", wrap=True)
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.draft = PlainButton(self.tr("Keep as a draft"), key="Ctrl+Enter")
        self.draft.setAutoDefault(False)
        self.foot.insertWidget(1, self.draft)
        for part in (self.languages, self.words, self._state, self._reads, self.notice):
            self.body.addWidget(part)
        self._connect()

    def ask(self) -> None:
        """Open, with what is written already."""
        self.open()
        self.words.setFocus()
        self._desk.read(wording.wordings, self._show, owner=self, latest="words")

    def _connect(self) -> None:
        self.languages.currentIndexChanged.connect(self._on_language)
        self.words.textChanged.connect(self._on_typed)
        self.words.document().modificationChanged.connect(self._on_typed)
        self.act.clicked.connect(self._on_check)
        self.draft.clicked.connect(self._on_draft)
        for key, act in (("Ctrl+R", self._on_check), ("Ctrl+Return", self._on_draft)):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _show(self, found: Sequence[Wording]) -> None:
        self._known = {each.language: each for each in found}
        self.languages.setCurrentIndex(max(0, self.languages.findData(self._code)))
        self._on_language()

    @Slot()
    def _on_language(self) -> None:
        self._code = str(self.languages.currentData())
        known, spoken = self._known.get(self._code), language(self._code)
        self.words.setAccessibleName(self.tr("Reminder in {0}").format(spoken.name))
        right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self.words.setLayoutDirection(right if spoken.right_to_left else left)
        default = IN_ENGLISH if self._code == ENGLISH else ""
        stands = known.text if known else default
        self.words.setPlainText(self._typed.get(self._code, stands))
        self.words.document().setModified(self._code in self._typed)
        self._state.setText(self._how_far(known))
        self.notice.hide()

    @Slot()
    def _on_typed(self) -> None:
        typed = self.words.toPlainText()
        if self.words.document().isModified():
            self._typed[self._code] = typed  # stays while another language is looked at
        texts = {self._code: typed}
        shown = message(texts, language(self._code).name, self.tr("Crafternoon"), self._today,
                        time(14), self.tr("Community room"), self._today)  # fmt: skip
        self._reads.setText(
            self.tr("It reads: {0}").format(shown.text) if texts[self._code] else ""
        )

    def _how_far(self, known: Wording | None) -> str:
        if known is None:
            own = self.tr("These are the program's own words until you change them.")
            return own if self._code == ENGLISH else self.tr("Nobody has written this yet.")
        if not known.checked_by or known.checked_on is None:
            return self.tr("Written by {0}. Nobody has checked it yet.").format(known.written_by)
        on = near_date(known.checked_on, self._today)
        return self.tr("Checked by {0}, {1}.").format(known.checked_by, on)

    @Slot()
    def _on_check(self) -> None:
        said = self.tr("Checked. It is used from now on.")
        self._write(wording.check, said)

    @Slot()
    def _on_draft(self) -> None:
        self._write(wording.write, self.tr("Kept as a draft. It is used once it is checked."))

    def _write(self, use_case: Callable[..., Any], said: str) -> None:
        known = self._known.get(self._code)
        action = partial(
            use_case, language=self._code, text=self.words.toPlainText(),
            version=known.version if known else 0,
        )  # fmt: skip
        self._desk.write(action, partial(self._on_saved, said), owner=self,
                         refused=self._on_refused)  # fmt: skip

    def _on_saved(self, said: str, _done: object) -> None:
        self._typed.pop(self._code, None)
        self.saved.emit(said)
        self.notice.show_sentence("good", said)
        self.notice.show()
        self._desk.read(wording.wordings, self._show_again, owner=self, latest="words")

    def _show_again(self, found: Sequence[Wording]) -> None:
        self._known = {each.language: each for each in found}
        self._state.setText(self._how_far(self._known.get(self._code)))

    def _on_refused(self, refusal: Refused) -> None:
        self.notice.show_sentence("refuse", refusal.sentence)
        self.notice.show()
