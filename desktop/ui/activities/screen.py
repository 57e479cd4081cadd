"""The Activities tab: everything that is offered, and one activity to write about."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import offers
from desktop.data.changes import Topic
from desktop.data.offers import ActivitiesTab, ActivityPage
from desktop.rules.refusal import Refused
from desktop.ui.activities.asking import Asking
from desktop.ui.activities.drafts import NEW, Draft, Drafts, blank
from desktop.ui.activities.panes import ActivityPanes
from desktop.ui.activities.steps import ActivitySteps
from desktop.ui.activities.typed import Typed, Unread, typed_of
from desktop.ui.activities.words import both_changed, since_words
from desktop.ui.desk import Desk
from desktop.ui.drafts import Drafts as AllDrafts
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane

TEXT_KEYS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class ActivitiesScreen(Screen):
    """One activity at a time; what was typed and not saved is kept for each.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.ACTIVITIES, Topic.IDEAS, Topic.PEOPLE, Topic.PRACTICE})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._id: int | None = None
        self._asked: int | None = None
        self._view: ActivitiesTab | None = None
        self._drafts = Drafts(self.tr("New activity"))
        self._begins = False
        self._no: Refused | None = None

        self.steps = ActivitySteps(desk, self)
        self.sides = ActivityPanes(desk, clock)
        self.ideas = self.sides.ideas
        self.editor, self.list = self.sides.middle, self.sides.left.list
        self.messages = self.editor.messages
        self.asking = Asking(desk, clock, self.editor, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)
        self.setFocusProxy(self.list)
        self._connect()
        self.add_key("Ctrl+S", self.save)
        self.add_key("Ctrl+R", self.editor.form.texts.press_check)
        self.add_key("Alt+D", self.open_series)

    def query(self) -> Callable[..., ActivitiesTab]:
        self._asked = self._id
        return partial(
            offers.activities_tab, today=self._clock().date(), activity_id=self._id or None
        )

    def paint(self, view: ActivitiesTab) -> None:
        """Show the view, unless another activity has been chosen since."""
        if self._asked != self._id:
            return
        self._view = view
        if self._id is None and view.offered:
            self._choose(view.offered[0].id)
        elif self._id and view.page is None:
            self.messages.say("info", self.tr("That activity is no longer there."))
            self._drafts.forget(self._id)
            self._choose(view.offered[0].id if view.offered else None)
        self._show_all()

    def show_activity(self, activity_id: int) -> None:
        """Choose an activity and give its form the keyboard."""
        self._choose(activity_id)
        self.sides.left.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def new_activity(self, _about: object = None) -> None:
        """Begin a new activity, or go on with the one begun before."""
        self._begins = True
        self._choose(NEW)
        self._show_all()

    @Slot()
    def open_ideas(self) -> None:
        """Show the ideas in place of the editor."""
        self.sides.show_ideas(True)
        self.refresh()
        self.ideas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_idea(self, idea_id: int) -> None:
        self.open_ideas()
        self.ideas.choose(idea_id)

    @Slot()
    def save(self) -> None:
        """Save what is typed; what cannot be is said, and everything stays as it was typed."""
        if self.sides.shows_ideas():
            self.ideas.save()
            return
        if self.steps.saving or self._view is None or self._id is None:
            return
        draft, is_new = self._drafts.of(self._id), self._id == NEW
        if draft is None and is_new:
            self.editor.refuse("name", self.tr("Give the activity a name."))
        elif draft is None:
            self.messages.say("info", self.tr("Everything here is saved."))
        elif draft.page or is_new:  # one of before waits for what is in the records now
            self._save(draft)

    @Slot()
    def open_series(self) -> None:
        """Go to the series and dates of the activity on show."""
        if self._id:
            self.go_to.emit("series", self._id)

    def show_dates(self, activity_id: int) -> None:
        """Bring the series and the next dates of an activity into sight."""
        self._choose(activity_id)
        self.editor.show_series()

    def keep_drafts(self, drafts: AllDrafts) -> None:
        self._drafts.shelve(drafts.of_room("activity"), self._show_all)
        self.ideas.keep_drafts(drafts.of_room("idea"))

    def panes(self) -> Sequence[Pane]:
        return self.sides.panes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = {Qt.Key.Key_N: self.new_activity, Qt.Key.Key_I: self.open_ideas}
        plain = not event.modifiers() & ~TEXT_KEYS
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        elif plain and event.key() in letters:
            letters[Qt.Key(event.key())]()
        elif plain and event.key() == Qt.Key.Key_F and self.sides.shows_ideas():
            self.ideas.form.finder.take_focus()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        left, editor, steps = self.sides.left, self.editor, self.steps
        for source in (steps, editor.form.series):
            source.go_to.connect(self.go_to)
        steps.saved.connect(self._on_saved)
        steps.done.connect(self._say_done)
        steps.refused.connect(self._on_refused)
        steps.lost.connect(partial(self.messages.say, "refuse"))
        left.picked.connect(self._choose)
        left.opened.connect(partial(editor.take_focus_at, "name"))
        left.new.clicked.connect(self.new_activity)
        left.ideas.clicked.connect(self.open_ideas)
        self.ideas.said.connect(self._say_done)
        self.ideas.started.connect(self.show_activity)
        editor.new.clicked.connect(self.new_activity)
        editor.edited.connect(self._on_edited)
        editor.series.clicked.connect(self.open_series)
        editor.foot.save.clicked.connect(self.save)
        editor.foot.leave.clicked.connect(self._on_leave)
        editor.foot.forget.clicked.connect(self._on_forget)
        editor.end.clicked.connect(self._on_end)
        editor.form.texts.checked.connect(self._on_check)
        editor.form.two_people.clicked.connect(steps.ask_two_people)

    @Slot(int)
    def _choose(self, activity_id: int | None) -> None:
        if activity_id != self._id:
            self.messages.clear()
        self._id = activity_id
        self.sides.show_ideas(False)
        self.refresh()

    def _page(self) -> ActivityPage | None:
        """Return the page of the activity that is chosen, once it has been read."""
        page = self._view.page if self._view else None
        return page if page and page.id == self._id else None

    def _show_all(self) -> None:
        view, today = self._view, self._clock().date()
        if view is None:
            return
        page = self._page()
        if page:
            typed, both = self._drafts.lay_over(page)
            self.editor.show_activity(typed, page, view, today)
            self._say_both(both, typed_of(page))
        elif self._id == NEW:
            draft = self._drafts.of(NEW)
            self.editor.show_activity(draft.typed if draft else blank(view), None, view, today)
        elif self._id is None:
            self.editor.show_nothing(empty=not view.offered)
        self._show_draft(view)
        self.sides.show_waiting(view)
        if self._begins:  # only now is there a form to write into
            self._begins = False
            self.editor.take_focus_at("name")

    def _show_draft(self, view: ActivitiesTab) -> None:
        draft = self._drafts.of(self._id) if self._id is not None else None
        new = self._id == NEW or NEW in self._drafts
        self.sides.left.show_offers(
            view, self._id, set(self._drafts), self._clock().date(), new=new
        )
        if self.editor.shows_activity():
            since = since_words(draft.since, self._clock()) if draft else ""
            self.editor.show_draft(since, lasts=self._drafts.last(), new=self._id == NEW)

    @Slot()
    def _on_edited(self) -> None:
        page = self._page()
        if self._view and (page or self._id == NEW):
            self._drafts.note(self.editor.typed(), page, blank(self._view), self._clock())
            self._show_draft(self._view)

    def _save(self, draft: Draft) -> None:
        try:
            self.steps.save(draft)
        except Unread as no:
            self.editor.refuse(no.field, no.sentence)
            self.messages.say("refuse", self.tr("Not saved. {0}").format(no.sentence))
        except Refused as no:
            self.messages.say("refuse", self.tr("Not saved. {0}").format(no.sentence))
        else:
            self.messages.clear()

    @Slot(object, str, int)
    def _on_saved(self, sent: Draft, name: str, activity_id: int) -> None:
        was = sent.page.id if sent.page else NEW
        now = self._drafts.forget(was)
        if now and now.typed != sent.typed:  # typed on while it was being saved
            self._drafts.keep(activity_id, Draft(now.typed, sent.typed, now.page, now.since))
        if self._id == was:
            self._id = activity_id
        self.refresh()
        self._say_done(self.tr("Saved {0}.").format(name))

    @Slot(str)
    def _say_done(self, sentence: str) -> None:
        undo = partial(self.go_to.emit, "undo", None)
        self.messages.say("good", sentence, self.tr("Undo"), "Ctrl+Z", undo)

    @Slot(object)
    def _on_refused(self, no: Refused) -> None:
        if self._page() is None:
            self.say_no(no)
        else:
            self._no = no  # said once it is known what the other one changed
            self.refresh()

    def _say_both(self, both: Sequence[str], theirs: Typed) -> None:
        words = both_changed(both, theirs)
        if self._no:
            no, self._no = self._no, None
            self.messages.say("refuse", f"{no.sentence} {words}".strip())
        elif words:
            self.messages.say("info", words)

    @Slot()
    def _on_leave(self) -> None:
        if not self.messages.dismiss():
            self.sides.show_ideas(False)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_forget(self) -> None:
        was = self._id
        if was is None or (draft := self._drafts.forget(was)) is None:
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._id = None if was == NEW else was
        self.refresh()
        back = partial(self._bring_back, was, draft)
        self.messages.say("info", self.tr("Draft forgotten."), self.tr("Bring it back"), None, back)

    def _bring_back(self, activity_id: int, draft: Draft) -> None:
        self._drafts.keep(activity_id, draft)
        self._choose(activity_id)

    @Slot(str)
    def _on_check(self, language: str) -> None:
        if page := self._page():
            self.steps.check(page, language, self.editor.typed())
        else:
            self.messages.say("info", self.tr("Save it first. Then its texts can be checked."))

    @Slot()
    def _on_end(self) -> None:
        if page := self._page():
            self.steps.end_or_bring_back(page, self._clock().date())
