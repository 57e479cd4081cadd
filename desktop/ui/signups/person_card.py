"""The card of a person, seen before anything is booked: needs, food, ride, how it went before."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.data.registers import PersonCard
from desktop.data.visits import Attended
from desktop.rules.days import day, full_date, ordinal, short_date
from desktop.rules.door import stand_words
from desktop.rules.people import show_nhs_number
from desktop.rules.signups import Mark
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.tip import tip

VISITS = 5
LABEL = 92


class Visits(QWidget):
    """The last visits as chips, oldest first: a tick and the day, or a cross and the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = [Chip("", "plain", "") for _ in range(VISITS)]
        flow = Flow(4, 4)
        self.setLayout(flow)
        for chip in self._chips:
            flow.addWidget(chip)

    def show_visits(self, past: tuple[Attended, ...], today: date) -> None:
        """Show the newest few of `past`, which begins with the newest."""
        shown = past[:VISITS][::-1]
        for chip in self._chips[len(shown) :]:
            chip.hide()
        for number, (chip, visit) in enumerate(zip(self._chips, shown, strict=False)):
            after = shown[number + 1].date if number + 1 < len(shown) else None
            self._show(chip, visit, after, today)
        self.updateGeometry()

    def _show(self, chip: Chip, visit: Attended, after: date | None, today: date) -> None:
        kinds = {Mark.ARRIVED: "good", Mark.MISSED: "missed"}
        same_month = after is not None and after.month == visit.date.month
        words = str(visit.date.day) if same_month else short_date(visit.date)
        chip.say(words, kinds.get(visit.mark, "plain"))
        became = stand_words(visit.mark, told_us=visit.told_us, late=visit.late)
        said = f"{visit.title}, {day(visit.date, today)}: {became}"
        chip.setAccessibleName(said)
        chip.setToolTip(tip(said))
        chip.show()


class CardView(Card):
    """One person's card.

    Signals:
        details: their page is wanted.
    """

    details = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = Label("", "name", wrap=True)
        self.name.setObjectName("card_name")
        more = PlainButton(self.tr("Details"), key="F2", kind="quiet")
        more.clicked.connect(self.details)
        self._born = Label("", "text", "ink2", wrap=True)
        self._status = Notice("caution")
        self._facts = Facts(LABEL)
        self.visits = Visits()
        self._visits_label = Label("", "small_strong", "ink3")
        self._coming = Facts(LABEL)

        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        self.name.setMinimumWidth(1)  # a long name must not widen the pane
        visits = QGridLayout()
        visits.setHorizontalSpacing(6)
        visits.setColumnStretch(1, 1)
        visits.addWidget(self._visits_label, 0, 0, Qt.AlignmentFlag.AlignTop)
        visits.addWidget(self.visits, 0, 1)
        self._visits_grid = visits
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self._born)
        self.body.addWidget(self._status)
        self.body.addWidget(self._facts)
        self.body.addLayout(visits)
        self.body.addWidget(self._coming)
        visits.setColumnMinimumWidth(0, current().px(LABEL))

    def show_card(self, card: PersonCard, today: date, session_id: int | None) -> None:
        """Show a person; what they come to next leaves out the session on show."""
        self.setAccessibleName(card.name)
        self.name.setText(card.name)
        self._born.setText(self._identity(card))
        said = " ".join(filter(None, (card.status and f"{card.status}.", card.ask)))
        self._status.setVisible(bool(said))
        self._status.show_sentence("caution", said)
        self._facts.show_facts(self._rows(card, today))
        past = tuple(each for each in card.past if each.session_id != session_id)
        self._visits_label.setText(self.tr("Last visits") if past else self.tr("No visits yet"))
        self.visits.show_visits(past, today)
        self.visits.setVisible(bool(past))
        self._coming.show_facts(self._coming_rows(card, today, session_id))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._visits_grid.setColumnMinimumWidth(0, current().px(LABEL))

    def _identity(self, card: PersonCard) -> str:
        born = self.tr("Born {0}.").format(full_date(card.born)) if card.born else ""
        number = show_nhs_number(card.nhs_number) if card.nhs_number else ""
        nhs = self.tr("NHS number {0}").format(number) if number else ""
        return " ".join(filter(None, (born, nhs))) or self.tr("No date of birth recorded.")

    def _rows(self, card: PersonCard, today: date) -> list[Fact]:
        rows = [
            self._ride(card),
            self._needs(card),
            self._food(card),
            self._allergies(card, today),
            Fact(self.tr("Speaks"), self._speaks(card)),
            self._company(card),
            Fact(self.tr("Reach by"), self._reach(card)),
            Fact(self.tr("Every week"), " ".join(card.every_week), "repeat"),
            Fact(self.tr("Note"), card.note),
        ]
        return [row for row in rows if row.value]

    def _ride(self, card: PersonCard) -> Fact:
        words = {
            "none": self.tr("Makes their own way"), "there": self.tr("Needs a ride here"),
            "home": self.tr("Needs a ride home"), "both": self.tr("Needs a ride here and home"),
        }  # fmt: skip
        ride = card.ride in ("there", "home", "both")
        said = words.get(card.ride, self.tr("Not asked about a ride"))
        return Fact(self.tr("Getting here"), said, "car" if ride else "", ride)

    def _needs(self, card: PersonCard) -> Fact:
        said = " ".join(f"{need.words}." for need in card.needs)
        return Fact(self.tr("Needs"), said, card.needs[0].icon if card.needs else "", True)

    def _food(self, card: PersonCard) -> Fact:
        states = {"none": self.tr("Eats everything"), "listed": card.diet}
        said = states.get(card.diet_state, self.tr("Not asked"))
        return Fact(self.tr("Food"), said, "leaf" if card.diet_state == "listed" else "")

    def _company(self, card: PersonCard) -> Fact:
        said = ". ".join(each.words for each in card.along)
        return Fact(self.tr("With them"), said and f"{said}.", "users", True)

    def _allergies(self, card: PersonCard, today: date) -> Fact:
        asked = short_date(card.allergies_asked) if card.allergies_asked else ""
        none = self.tr("None, asked {0}").format(self._long(card.allergies_asked, today))
        states = {"none": none if asked else self.tr("None"), "listed": card.allergies}
        listed = card.allergies_state == "listed"
        said = states.get(card.allergies_state, self.tr("Not asked"))
        return Fact(self.tr("Allergies"), said, "warning-circle" if listed else "", listed)

    def _speaks(self, card: PersonCard) -> str:
        interpreter = self.tr("Interpreter needed.") if card.interpreter else ""
        language = f"{card.language.rstrip('.')}." if card.language else ""
        return " ".join(filter(None, (language, interpreter)))

    def _reach(self, card: PersonCard) -> str:
        messages = {"yes": self.tr("May leave a message."), "no": self.tr("Leave no message.")}
        parts = (
            f"{card.reach_by.capitalize()}." if card.reach_by else "",
            messages.get(card.message_ok, ""),
            "" if card.say_surgery else self.tr("Do not say it is the surgery."),
        )
        return " ".join(filter(None, parts))

    def _coming_rows(self, card: PersonCard, today: date, session_id: int | None) -> list[Fact]:
        coming = [each for each in card.coming if each.session_id != session_id]
        waits = self._waits_rows(card, today)
        if not coming:
            return waits
        said = f"{coming[0].title}, {day(coming[0].date, today)}"
        if len(coming) > 1:
            said = self.tr("{0}, and {1} more").format(said, len(coming) - 1)
        return [Fact(self.tr("Coming up"), said), *waits]

    def _waits_rows(self, card: PersonCard, today: date) -> list[Fact]:
        said = [
            self.tr("{0}, {1}: {2}").format(each.title, day(each.date, today), ordinal(each.place))
            for each in card.waits_for
        ]
        return [Fact(self.tr("Waiting for"), ". ".join(said), "hourglass")] if said else []

    def _long(self, on: date | None, today: date) -> str:
        return day(on, today).partition(" ")[2] if on else ""
