"""The steps of the Activities tab: save, check a text, end, offer again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.data import offer_changes, texts
from desktop.data.activities import Made
from desktop.data.offers import ActivityPage
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts
from desktop.rules.refusal import Refused
from desktop.ui.activities.drafts import Draft
from desktop.ui.activities.typed import TEXT, TITLE, Typed, facts_of, written_of
from desktop.ui.desk import Desk


class ActivitySteps(QObject):
    """Hands steps over the counter, and says what became of them.

    Signals:
        saved: a draft is in the records (Draft, str name, int id).
        done: something else is done (str sentence).
        refused: it could not be (Refused).
        lost: whether it was done cannot be said (str sentence).
        go_to: it leads elsewhere (str place, object id).
    """

    saved = Signal(object, str, int)
    done = Signal(str)
    refused = Signal(object)
    lost = Signal(str)
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.saving = False

    def save(self, draft: Draft) -> None:
        """Save a draft; Unread or Refused at once where it cannot be read or cannot be."""
        page = draft.page
        facts = facts_of(draft.typed, page.facts if page else ActivityFacts())
        action = partial(
            offer_changes.save, facts=facts, activity_id=page.id if page else None,
            version=page.version if page else 0,
            written=written_of(draft.typed, draft.base, page),
        )  # fmt: skip
        self.saving = True
        self._write(action, partial(self._on_saved, draft, facts.name))

    def check(self, page: ActivityPage, language: str, typed: Typed) -> None:
        """Say that a text and its title have been read and are right, as they stand."""
        versions = {each.language: each.version for each in page.texts}
        text, title = typed.get(TEXT + language, ""), typed.get(TITLE + language)
        written = Written(language, text, versions.get(language, 0), title)
        said = self.tr("Checked. Your name and today’s date are kept with it.")
        self._do(partial(texts.check, activity_id=page.id, written=written), said)

    def ask_two_people(self, wanted: bool) -> None:
        """Have every text checked by somebody who did not write it, or no longer."""
        on = self.tr("From now on somebody else checks what one has written.")
        off = self.tr("From now on anybody may check a text.")
        self._do(partial(texts.ask_two_people, wanted=wanted), on if wanted else off)

    def end_or_bring_back(self, page: ActivityPage, today: date) -> None:
        """Offer an activity no more, or again if it had an end; with dates it is a group to end."""
        if page.ended is None and page.dates_to_come:
            self.go_to.emit("end group", page.id)
        elif page.ended is None:
            self.end(page, today)
        else:
            self.bring_back(page)

    def end(self, page: ActivityPage, last: date) -> None:
        """Offer an activity no more after a day."""
        said = self.tr("{0} ends today. It is offered no more from tomorrow on.")
        self._do(
            partial(offer_changes.end, activity_id=page.id, version=page.version, last=last),
            said.format(page.facts.name),
        )

    def bring_back(self, page: ActivityPage) -> None:
        """Offer an activity again."""
        said = self.tr("{0} is offered again.").format(page.facts.name)
        self._do(partial(offer_changes.bring_back, activity_id=page.id, version=page.version), said)

    def _do(self, action: Callable[..., Any], sentence: str) -> None:
        self._write(action, partial(self._on_done, sentence))

    def _write(self, action: Callable[..., Any], then: Callable[[Any], None]) -> None:
        self._desk.write(action, then, owner=self, refused=self._on_refused, lost=self._on_lost)

    def _on_saved(self, draft: Draft, name: str, made: Made) -> None:
        self.saving = False
        self.saved.emit(draft, name, made.id)

    def _on_done(self, sentence: str, _nothing: None) -> None:
        self.done.emit(sentence)

    def _on_refused(self, no: Refused) -> None:
        self.saving = False
        self.refused.emit(no)

    def _on_lost(self, sentence: str) -> None:
        self.saving = False
        self.lost.emit(sentence)
