"""The other record beside the form: who is perhaps meant, and what they have in common."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data.likeness import Like
from desktop.ui.look import current
from desktop.ui.people.breaking import breakable
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.label import Label

WIDE, LABEL, MOST = 264, 56, 3


class OtherRecord(Card):
    """One record: whose it is, and what tells them from another.

    Signals:
        wanted: this one is meant (int id).
    """

    wanted = Signal(int)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._id = 0
        self._name = Label("", "heading", wrap=True)
        self._status = Label("", "small", "caution", wrap=True)
        self._facts = Facts(LABEL)
        self._show = PlainButton(words, kind="quiet")
        self._show.clicked.connect(self._on_show)
        self.body.setSpacing(4)
        for widget in (self._name, self._status, self._facts, self._show):
            self.body.addWidget(widget)

    def show_like(self, like: Like) -> None:
        """Show somebody; what they have in common with what was typed stands out."""
        self._id = like.id
        self._name.setText(breakable(like.name))
        self._status.setText(like.status)
        self._status.setVisible(bool(like.status))
        facts = (
            ("born", self.tr("Born"), like.born), ("phone", self.tr("Phone"), like.phone),
            ("nhs_number", self.tr("NHS"), like.nhs_number),
            ("address", self.tr("Lives"), like.address),
        )  # fmt: skip
        self._facts.show_facts([
            Fact(label, breakable(value), "check" if name in like.same else "",
                 strong=name in like.same)
            for name, label, value in facts if value
        ])  # fmt: skip
        self._show.setAccessibleName(f"{self._show.words()}: {like.name}")
        self.setAccessibleName(like.words)

    def _on_show(self) -> None:
        self.wanted.emit(self._id)


class Beside(QWidget):
    """Up to three records beside the form; hidden while nobody is alike.

    Signals:
        wanted: one of them is meant (int id).
    """

    wanted = Signal(int)

    def __init__(self, title: str = "", show: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beside")
        title = title or self.tr("Here already?")
        self.setAccessibleName(title)
        self.others = [OtherRecord(show or self.tr("Show")) for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(10)
        column.addWidget(Label(title, "heading"))
        for each in self.others:
            each.wanted.connect(self.wanted)
            column.addWidget(each)
        column.addStretch(1)
        self._fit()
        self.hide()

    def show_likes(self, likes: Sequence[Like]) -> None:
        """Show who is perhaps meant."""
        for place, each in enumerate(self.others):
            each.setVisible(place < len(likes))
            if place < len(likes):
                each.show_like(likes[place])
        self.setVisible(bool(likes))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(current().px(WIDE))
