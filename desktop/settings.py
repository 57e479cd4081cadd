"""What this PC remembers about itself: which database, how large the text, which look."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

APP = "Crafternoon"
FILE = "settings.json"
HOME = "CRAFTERNOON_HOME"
"""Names a folder that stands in for all of this PC's own folders."""

_SHARED = Path("/var/lib/crafternoon")
_RECTANGLE = 4
_THEMES = ("system", "light", "dark")
_BROKEN = "The settings of this PC could not be read. They were set aside and made anew."


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this PC alone. `database` is a URL without a password, "" until chosen.

    `window` is left, top, width and height in pixels, or nothing before the first time.
    `templates` is a folder of the practice's own paper templates, "" for none.
    """

    database: str = ""
    sample: bool = False
    theme: str = "system"
    scale: float = 1.0
    pc_name: str = ""
    window: tuple[int, ...] = ()
    maximised: bool = False
    templates: str = ""

    @property
    def chosen(self) -> bool:
        """Whether somebody has said what to open."""
        return bool(self.database) or self.sample

    @property
    def this_pc(self) -> str:
        """Name this PC as the others know it."""
        return self.pc_name or _name_of_this_pc()


def folder() -> Path:
    """Name the folder of this PC's settings; never one that roams."""
    from platformdirs import user_config_path

    return _home() or user_config_path(APP, appauthor=False, roaming=False)


def data_folder() -> Path:
    """Name the folder for a database file that everybody at this PC shares, where there is one."""
    if _home() is None and sys.platform == "win32":
        from platformdirs import site_data_path

        return site_data_path(APP, appauthor=False)
    if _home() is None and os.access(_SHARED, os.W_OK):
        return _SHARED
    return own_data_folder()


def own_data_folder() -> Path:
    """Name the folder for what belongs to this user alone, such as the sample."""
    from platformdirs import user_data_path

    return _home() or user_data_path(APP, appauthor=False, roaming=False)


def reports_folder() -> Path:
    """Name the folder of the reports on what went wrong."""
    return own_data_folder() / "reports"


def default_database() -> str:
    """Name the database a PC begins with: a file of its own."""
    return f"sqlite:///{data_folder() / 'crafternoon.db'}"


def sample_database() -> str:
    """Name the private copy of the sample practice."""
    return f"sqlite:///{own_data_folder() / 'sample.db'}"


def load() -> tuple[Settings, str]:
    """Read this PC's settings, and a sentence when they could not be read."""
    file = folder() / FILE
    try:
        return _checked(json.loads(file.read_text(encoding="utf-8"))), ""
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, TypeError):
        _set_aside(file)
        return Settings(), _BROKEN


def save(settings: Settings) -> None:
    """Write this PC's settings, wholly or not at all; raises OSError."""
    folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder(), prefix=FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, indent=2)
    Path(name).replace(folder() / FILE)


def this_user() -> str:
    """Name who is signed in to this PC: in full where the system knows it, else the login."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    import pwd

    known = pwd.getpwuid(os.getuid())
    return known.pw_gecos.split(",")[0].strip() or known.pw_name


def _checked(stored: Any) -> Settings:
    """Take what this version knows, each if it is of the right kind; raises TypeError."""
    plain = Settings()
    if not isinstance(stored, Mapping):
        raise TypeError(type(stored).__name__)
    known = {each.name for each in fields(Settings)} & stored.keys()
    read = replace(plain, **{name: _like(getattr(plain, name), stored[name]) for name in known})
    window = tuple(int(each) for each in read.window)
    theme = read.theme if read.theme in _THEMES else "system"
    return replace(read, window=window if len(window) == _RECTANGLE else (), theme=theme)


def _like(plain: Any, value: Any) -> Any:
    if isinstance(plain, float) and isinstance(value, int):
        return float(value)
    if isinstance(plain, tuple) and isinstance(value, list):
        return tuple(value)
    if type(value) is not type(plain):
        raise TypeError(type(value).__name__)
    return value


def _home() -> Path | None:
    home = os.environ.get(HOME)
    return Path(home) if home else None


def _name_of_this_pc() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "this PC")
    return os.uname().nodename or "this PC"


def _set_aside(file: Path) -> None:
    # Kept for whoever wants to look; broken settings must not stop the desk.
    if file.is_file():
        file.replace(file.with_suffix(".broken.json"))
