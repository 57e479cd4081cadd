"""How everything looks: colours, type and measures from the tokens, put on the application."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).parents[2] / "resources"
TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 2.0)
ACTIVITY_KEYS = (
    "craft", "garden", "lunch", "chat", "workshop", "kitchen",
    "young", "walk", "music", "move", "family", "advice",
)  # fmt: skip
FONT_FILES = (
    "AtkinsonHyperlegibleNext-400.ttf",
    "AtkinsonHyperlegibleNext-500.ttf",
    "AtkinsonHyperlegibleNext-600.ttf",
    "AtkinsonHyperlegibleNext-700.ttf",
    "YoungSerif-400.ttf",
)


@dataclass(frozen=True, slots=True)
class Patch:
    """An activity's colour, symbol and pattern, which always go together."""

    key: str
    solid: str
    glyph: str
    tint: str
    icon: str
    icon_style: str
    pattern: str
    opacity: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show everything: a theme, a text size, and whether rows are close together."""

    theme: str = "light"
    scale: float = 1.0
    compact: bool = False

    def color(self, name: str) -> QColor:
        """Return the token's colour, for example "ink", "primaryT" or "line2"."""
        return QColor(tokens()["color"][self.theme][name])

    def font(self, role: str) -> QFont:
        """Return the font of a role in the tokens' type table, for example "title" or "body"."""
        return QFont(_font(role, self.scale))

    def line(self, role: str) -> int:
        """Return the height of one line in this role, in pixels, never less than its letters."""
        wanted = self.px(tokens()["type"][role]["line"])
        return max(wanted, round(QFontMetricsF(_font(role, self.scale)).height()))

    def px(self, length: float) -> int:
        """Return a length that grows with the text size, in pixels."""
        return int(length * self.scale + 0.5)

    def size(self, name: str) -> int:
        """Return a measure of the tokens, such as "row" or "finder", for this size and density."""
        close = tokens()["compact"] if self.compact else {}
        return self.px(close.get(name, tokens()["size"][name]))

    def radius(self, name: str) -> int:
        """Return a corner radius; corners do not grow with the text."""
        return int(tokens()["radius"][name])

    def patch(self, key: str, code: str = "") -> Patch:
        """Return an activity's patch; one this version does not know borrows "advice"."""
        activity = tokens()["activities"].get(key) or tokens()["activities"]["advice"]
        shared = {name: activity[name] for name in ("icon", "icon_style", "pattern")}
        return Patch(key=key, code=code, **shared, **activity[self.theme])


@cache
def tokens() -> Mapping[str, Any]:
    """Return the design tokens as they stand in resources/style/tokens.json."""
    text = (RESOURCES / "style" / "tokens.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def apply(app: QApplication, look: Look) -> None:
    """Give the whole application this look; open windows follow through their changeEvent.

    The look it has already costs nothing.
    """
    if app.property("look") == look:
        return
    _prepare(app)
    app.setProperty("look", look)
    app.setFont(look.font("text"))
    app.setPalette(palette(look))
    app.setStyleSheet(style_sheet(look))
    _tell_widgets_never_shown(app)


def current() -> Look:
    """Return the look on the running application, or the plain one before it has any."""
    app = QApplication.instance()
    look = app.property("look") if app else None
    return look if isinstance(look, Look) else Look()


def palette(look: Look) -> QPalette:
    """Return Qt's palette in the colours of this look."""
    role = QPalette.ColorRole
    names = {
        role.Window: "window", role.WindowText: "ink", role.Base: "card", role.Text: "ink",
        role.AlternateBase: "pane", role.Button: "card", role.ButtonText: "ink",
        role.BrightText: "refuse", role.Highlight: "primary", role.HighlightedText: "onprimary",
        role.PlaceholderText: "ink3", role.ToolTipBase: "ink", role.ToolTipText: "card",
        role.Link: "primary", role.LinkVisited: "primary", role.Accent: "primary",
        role.Light: "card", role.Midlight: "pane", role.Mid: "line", role.Dark: "line2",
        role.Shadow: "line2",
    }  # fmt: skip
    made = QPalette()
    for which, name in names.items():
        made.setColor(which, look.color(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, look.color("ink3"))
    return made


def style_sheet(look: Look) -> str:
    """Return the style sheet with colours filled in and lengths at the text size."""
    text = _style_template()
    text = re.sub(r"@(\w+)", lambda found: look.color(found[1]).name(), text)
    return re.sub(r"(?<![\w#.])(?!1px)(\d+)px", lambda found: f"{look.px(int(found[1]))}px", text)


@cache
def _style_template() -> str:
    return (RESOURCES / "style" / "window.qss").read_text(encoding="utf-8")


@cache
def _font(role: str, scale: float) -> QFont:
    kind = tokens()["type"][role]
    font = QFont(kind.get("family", tokens()["family"]))
    font.setPixelSize(int(kind["size"] * scale + 0.5))
    font.setWeight(QFont.Weight(kind["weight"]))
    font.setFeature(QFont.Tag("lnum"), 1)
    if "family" not in kind:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _tell_widgets_never_shown(app: QApplication) -> None:
    """Qt tells only widgets it has polished; the others would keep the fonts of the last look."""
    for widget in app.allWidgets():
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _prepare(app: QApplication) -> None:
    if app.property("look") is not None:
        return
    if not app.property("fusion"):  # asked for on the command line it costs less
        app.setStyle("Fusion")
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
