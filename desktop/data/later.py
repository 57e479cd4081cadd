"""Puts off modules that others import and nobody here needs, until somebody asks them something."""

import sys
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

_one_at_a_time = Lock()


class Later(ModuleType):
    """Stands for a module in `sys.modules`; the real one comes with the first question to it."""

    def __getattr__(self, name: str) -> Any:
        with _one_at_a_time:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def put_off(name: str, **known: Any) -> None:
    """Let `name` be imported later, unless it is there; what is `known` of it needs no import."""
    if name in sys.modules:
        return
    sys.modules[name] = module = Later(name)
    vars(module).update(known)
    package, _, inside = name.rpartition(".")
    if package:
        setattr(import_module(package), inside, module)
