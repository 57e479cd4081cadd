"""The menu under the person's name: text size, theme, keys, another database."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop import __version__
from desktop.ui.look import TEXT_SCALES


class MainMenu(QMenu):
    """What one person changes for this PC.

    Signals:
        scale_chosen: another text size (float).
        theme_chosen: "light", "dark" or "system" (str).
        settings_wanted: what the practice decides.
        keys_wanted: the page of keys.
        other_database: another database.
        close_wanted: the end.
    """

    scale_chosen = Signal(float)
    theme_chosen = Signal(str)
    settings_wanted = Signal()
    keys_wanted = Signal()
    other_database = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menu")
        self._sizes = {
            scale: self._choice(f"{scale:.0%}", self.scale_chosen.emit, scale)
            for scale in TEXT_SCALES
        }
        named = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "system": self.tr("As the system"),
        }
        self._themes = {
            key: self._choice(words, self.theme_chosen.emit, key) for key, words in named.items()
        }
        self._add_group(self.tr("Text size"), list(self._sizes.values()))
        self._add_group(self.tr("Theme"), list(self._themes.values()))
        self.addSeparator()
        self.addAction(self.tr("Settings\tCtrl+,"), self.settings_wanted.emit)
        self.addAction(self.tr("Keys\tF1"), self.keys_wanted.emit)
        self.addAction(self.tr("Another database…"), self.other_database.emit)
        self.addSeparator()
        about = self.addAction(self.tr("Crafternoon {0}").format(__version__))
        about.setEnabled(False)
        self.addAction(self.tr("Close\tCtrl+Q"), self.close_wanted.emit)

    def show_chosen(self, scale: float, theme: str) -> None:
        """Mark what is chosen now."""
        if scale in self._sizes:
            self._sizes[scale].setChecked(True)
        self._themes[theme].setChecked(True)

    def _add_group(self, words: str, actions: list[QAction]) -> None:
        menu, group = self.addMenu(words), QActionGroup(self)
        for action in actions:
            group.addAction(action)
            menu.addAction(action)

    def _choice(self, words: str, chosen: Callable[[object], None], value: object) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.triggered.connect(lambda: chosen(value))
        return action
