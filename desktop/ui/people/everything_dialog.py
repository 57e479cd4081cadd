"""Everything that is kept about somebody on one page, to be read or shown to them."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data import everything
from desktop.data.everything import Everything
from desktop.rules.days import clock as clock_words
from desktop.rules.people import PersonFacts, status_words
from desktop.ui.desk import Desk
from desktop.ui.page_dialog import PageDialog
from desktop.ui.people.breaking import breakable
from desktop.ui.people.said import Said
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.label import Label

LABEL = 190


class EverythingDialog(PageDialog):
    """Their own facts first, then a card for each kind of thing that names them."""

    wide, high = 860, 760

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], person_id: int, parent: QWidget
    ) -> None:
        foot = parent.tr(
            "Not shown: sealed reasons, and worries passed on. Ask the practice's lead."
        )
        super().__init__(desk, parent.tr("Everything we hold"), "everything", foot, parent)
        self._clock, self._person = clock, person_id
        self._texts = Said(self)
        self.opened = Label("", "text", "ink2", wrap=True)
        self._column = QVBoxLayout(self.page)
        self._column.setContentsMargins(22, 4, 22, 12)
        self._column.setSpacing(12)
        self._column.addWidget(self.opened)
        self.leave.set_words(self.tr("Close"))
        self.act.hide()
        self.leave.setFocus()

    def ask(self) -> None:
        """Open, once it has been read."""
        read = partial(everything.everything, person_id=self._person)
        self._desk.read(read, self._show, owner=self, latest="everything")

    def go(self) -> None:
        self.accept()

    def _show(self, found: Everything) -> None:
        self.title.setText(self.tr("Everything we hold about {0}").format(found.called))
        at = found.at.astimezone(self._clock().tzinfo) if found.at else None
        when = clock_words(at.time()) if at else ""
        words = self.tr("Opening this page is written down: {0}, {1}.").format(found.by, when)
        kept = self.tr("The journal keeps {0} changes of this record.").format(found.changes)
        self.opened.setText(f"{words} {kept}")
        self._column.addWidget(self._facts(found))
        for each in found.sections:
            card = Card(each.heading)
            card.body.addWidget(Label(breakable("\n".join(each.lines)), "text", wrap=True))
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.open()

    def _facts(self, found: Everything) -> Card:
        nothing, labels, rows = PersonFacts(), self._texts.labels(), []
        for each in fields(PersonFacts):
            said = self._texts.said(each.name, found.page.facts)
            if getattr(found.page.facts, each.name) != getattr(nothing, each.name):
                rows.append(Fact(labels[each.name], breakable(said)))
        status = status_words(found.page.status, found.page.status_until)
        rows.append(Fact(self.tr("Status"), status))
        card, facts = Card(self.tr("On the form")), Facts(LABEL)
        facts.show_facts(rows)
        card.body.addWidget(facts)
        return card
