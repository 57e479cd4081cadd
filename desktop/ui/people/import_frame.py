"""How the import dialog is laid out: columns at the left, figures and lines at the right."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.data.patient_preview import Foreseen
from desktop.ui.look import current
from desktop.ui.people.import_figures import Figures
from desktop.ui.people.import_view import LinesView
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.columns_form import ColumnsForm
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane, PaneKeys
from desktop.ui.widgets.symbol import Symbol

WIDE, HIGH, LEFT = 1260, 704, 430


class ImportFrame(QDialog):
    """The widgets of an import, and the words that follow from what was foreseen."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("import_people")
        self.setWindowTitle(title)
        self.columns = ColumnsForm(self._words(), ("address",), fewest=True)
        self.figures, self.lines = Figures(), LinesView()
        self.left, self.right = Pane(), Pane()
        self.caption = Label("", "small", "ink2", wrap=True)
        self.rejects = Check(self.tr("Save the rejected lines to a file"))
        self.rejects.setObjectName("save_rejected")
        self.rejects.setChecked(True)
        self.statuses = Check(self.tr("Let it set who has moved away or died"))
        self.statuses.setObjectName("set_statuses")
        self.leaving = Label("", "small", "ink2")
        self.notice = Notice("refuse", "")
        self.status = Label(self.tr("Looking into the file."), "small", "ink2")
        self.leave = PlainButton(self.tr("Cancel"), key="Esc")
        self.dry = PlainButton(self.tr("Dry run to a file"), icon="floppy-disk", key="D")
        self.act = PlainButton(self.tr("Import"), key="Ctrl+Enter", kind="main")
        self.leave.setObjectName("leave")
        self.dry.setObjectName("dry_run")
        self.act.setObjectName("act")
        for button in (self.leave, self.dry, self.act):
            button.setAutoDefault(False)
        self.dry.setEnabled(False)
        self.act.setEnabled(False)
        self._lay_out()
        PaneKeys(self, lambda: (self.left, self.right), lambda _pane: None)
        self._fit()
        self._ring = FocusOverlay(self)

    def tell(self, kind: str, sentence: str) -> None:
        """Say something over the foot; "" takes it away."""
        self.notice.show_sentence(kind, sentence)
        self._said.setVisible(bool(sentence))

    def show_options(self, found: Foreseen) -> None:
        """Show what may be chosen, with how many it concerns."""
        rejected, leaving = found.counts.rejected, found.leaving
        one = self.tr("Save the rejected line to a file, with the reason beside it")
        several = self.tr("Save the {0} rejected lines to a file, with the reason beside each")
        words = one if rejected == 1 else several.format(f"{rejected:,}")
        self.rejects.setText(words)
        self.rejects.setAccessibleName(words)
        self.rejects.updateGeometry()
        self.rejects.setVisible(rejected > 0)
        self.statuses.setVisible(bool(leaving))
        self.leaving.setVisible(bool(leaving))
        people = self.tr("1 person") if len(leaving) == 1 else self.tr("{0} people")
        coming = sum(each.coming for each in leaving)
        booked = self.tr("1 booking") if coming == 1 else self.tr("{0} bookings")
        self.leaving.setText(f"{people.format(len(leaving))}, {booked.format(coming)}")

    def show_caption(self, found: Foreseen, only: str, shown: int) -> None:
        """Say what the table shows, and which letters show something else."""
        read = self.tr("First {0} of {1} lines.")
        all_of = {
            "": read.format(shown, f"{found.counts.read:,}"),
            "rejected": self.tr("Only the rejected: {0}. X shows all again.").format(
                f"{found.counts.rejected:,}"),
            "gone": self.tr("Gone from the list: {0}. They stay as they are. G shows all.").format(
                f"{found.counts.gone:,}"),
            "leaving": self.tr("Moved away or died, says the file: {0}. S shows all.").format(
                f"{len(found.leaving):,}"),
        }  # fmt: skip
        keys = self.tr("X shows only the rejected, G who is gone, S who has left.")
        self.caption.setText(all_of[only] if only else f"{all_of['']} {keys}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("pane"))
        left = QRectF(0, 0, self.left.width(), self._foot.geometry().top())
        painter.fillRect(left, look.color("card"))
        line = look.color("line")
        painter.fillRect(QRectF(left.right(), 0, 1, left.height()), line)
        painter.fillRect(QRectF(0, left.bottom(), self.width(), 1), line)

    def _words(self) -> dict[str, str]:
        return {
            "title": self.tr("Title"), "first_name": self.tr("First name"),
            "last_name": self.tr("Last name"), "preferred_name": self.tr("Likes to be called"),
            "former_name": self.tr("Former name"), "born": self.tr("Date of birth"),
            "nhs_number": self.tr("NHS number"), "phone": self.tr("Phone, at home"),
            "mobile": self.tr("Phone, mobile"), "email": self.tr("Email"),
            "address": self.tr("Address"), "language": self.tr("Language"),
            "status": self.tr("Status"),
        }  # fmt: skip

    def _lay_out(self) -> None:
        self.columns.setObjectName("contents")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.columns)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(area)
        self.left.setFocusProxy(self.columns)
        self.right.setFocusProxy(self.lines)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.left)
        halves.addWidget(self.right, 1)
        self._lay_out_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(halves, 1)
        column.addWidget(self._made_said())
        column.addWidget(self._made_foot())

    def _lay_out_right(self) -> None:
        options = QVBoxLayout()
        options.setContentsMargins(20, 10, 20, 12)
        options.setSpacing(6)
        options.addWidget(self.caption)
        options.addWidget(self.rejects)
        statuses = QHBoxLayout()
        statuses.addWidget(self.statuses)
        statuses.addWidget(self.leaving)
        statuses.addStretch(1)
        options.addLayout(statuses)
        column = QVBoxLayout(self.right)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self.lines, 1)
        column.addLayout(options)
        for each in (self.rejects, self.statuses, self.leaving):
            each.hide()

    def _made_said(self) -> QWidget:
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(20, 8, 20, 4)
        said.addWidget(self.notice)
        self._said.hide()
        return self._said

    def _made_foot(self) -> QWidget:
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(10)
        row.addWidget(Symbol("eye", size=18))
        row.addWidget(self.status, 1)
        for button in (self.leave, self.dry, self.act):
            row.addWidget(button)
        return self._foot

    def _fit(self) -> None:
        look, parent = current(), self.parentWidget()
        window = parent.window() if parent else self
        wide = min(look.px(WIDE), max(window.width() - 40, 760))
        high = min(look.px(HIGH), max(window.height() - 40, 480))
        self.left.setFixedWidth(min(look.px(LEFT), wide * 2 // 5))
        if self.size() != QSize(wide, high):
            self.setFixedSize(wide, high)
