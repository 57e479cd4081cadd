"""What people see: the window, its rooms and their dialogs."""

import builtins

from desktop.ui import carried

with carried.kept_in(carried.beside(carried.__file__)):
    import PySide6.QtCore  # noqa: F401

# PySide6 reads the source of every module imported after it, and keeps it, to learn whether it
# wants Qt's names in snake_case (PYSIDE-2029). Nobody here does, and it was 15 MB of 119. Where
# a later PySide6 has no `__orig_import__`, everything stays as it is.
vars(builtins)["__import__"] = getattr(builtins, "__orig_import__", __import__)
