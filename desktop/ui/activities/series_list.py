"""The series of an activity in sentences, and its next dates."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data.offers import ActivityPage, NextDate
from desktop.rules.days import when
from desktop.ui.widgets.label import Label


class SeriesList(QWidget):
    """To be read only: Alt+D leads to where series are changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = Label("", "control", wrap=True)
        self._dates = Label("", "text", "ink2", wrap=True)
        self._series.setObjectName("series_sentences")
        self._dates.setObjectName("next_dates")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self.tr("Series and dates"), "heading"))
        column.addWidget(self._series)
        column.addWidget(self._dates)

    def show_page(self, page: ActivityPage | None, today: date) -> None:
        """Show when it comes round; without a page it is not in the records yet."""
        series = page.series if page else ()
        none = self.tr("No series yet.") if page else self.tr("Save it first, then add its dates.")
        self._series.setText("\n".join(f"{each.sentence}." for each in series) or none)
        dates = page.next_dates if page else ()
        self._dates.setText("\n".join(self._date(each, today) for each in dates))
        self._dates.setVisible(bool(dates))

    def _date(self, coming: NextDate, today: date) -> str:
        said = when(coming.date, coming.starts, coming.ends, today)
        if coming.cancelled:
            return self.tr("{0}: cancelled").format(said)
        return f"{said}, {coming.place}" if coming.place else said
