"""A small dialog for what the desk should know of a day: "Boiler off. Use Room 2."."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data import calendar
from desktop.data.marks import Memo
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.small_dialog import SmallDialog


class MemoDialog(SmallDialog):
    """Asks for one line about a day; an empty one takes the memo away.

    Signals: saved(date, str text), once it is in the records
    """

    saved = Signal(object, str)

    def __init__(
        self, desk: Desk, on: date, memo: Memo | None, today: date, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Day memo"), "day_memo", parent)
        self._desk, self._on, self._memo, self._today = desk, on, memo, today

        self.memo = Field(self.tr("Day memo"), icon="note-pencil", text=memo.text if memo else "")
        self.memo.box.setObjectName("memo")
        self.memo.box.setPlaceholderText(self.tr("Boiler off. Use Room 2."))
        self.memo.box.setMaxLength(calendar.LONGEST_MEMO)
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.save = PlainButton(self.tr("Save the memo"), icon="check", key="Enter", kind="main")
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save)
        everybody = self.tr("Everybody at the desk sees it. Leave out patients' names.")
        self.stand(day(on, today), everybody, [self.memo], self.cancel, self.save)

    @Slot()
    def _on_save(self) -> None:
        text = self.memo.text()
        version = self._memo.version if self._memo else None
        write = partial(
            calendar.write_memo, on=self._on, text=text, version=version, today=self._today
        )
        self._desk.write(
            write, partial(self._on_written, text), owner=self, refused=self._on_refused,
            lost=self.memo.refuse,
        )  # fmt: skip

    def _on_written(self, text: str, _nothing: None) -> None:
        self.saved.emit(self._on, text)
        self.accept()

    @Slot(object)
    def _on_refused(self, refusal: Refused) -> None:
        self.memo.refuse(refusal.sentence)
