"""What PySide6 carries as source is compiled once, and does what it always did."""

import builtins
import marshal
import os
import subprocess
import sys

import pytest

from desktop.ui import carried

NAME = "shibokensupport/there.py"
WRONG_CALL = """
from PySide6.QtCore import QRectF
try:
    QRectF().moveTo("left", (1, 2))
except TypeError as error:
    print(error)
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept.shiboken"


@pytest.fixture
def start(tmp_path):
    """Run some Python in a process of its own, with an empty place for its bytecode."""
    own = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    own.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(words):
        said = subprocess.run([sys.executable, "-c", words], env=own, check=True, stdout=-1)
        return said.stdout.decode().strip()

    return run


def value(source, name=NAME):
    found = {}
    exec(compile(source, name, "exec"), found)
    return found["value"]


def kept(file, source, name=NAME):
    with carried.kept_in(file):
        return value(source, name)


def put_something_else(file):
    """Exchange what is kept, to see whether it is taken."""
    code = marshal.loads(file.read_bytes())
    file.write_bytes(marshal.dumps({key: compile("value = 'kept'", "", "exec") for key in code}))


@pytest.mark.parametrize("name", [NAME, "signature_bootstrap.py"])
def test_the_second_start_takes_what_the_first_one_compiled(file, name):
    assert kept(file, b"value = 1", name) == 1
    put_something_else(file)
    assert kept(file, b"value = 1", name) == "kept"


def test_another_version_of_pyside_is_compiled_anew(file):
    kept(file, b"value = 1")
    put_something_else(file)
    assert kept(file, b"value = 2") == 2


def test_only_what_pyside_carries_is_kept(file):
    assert kept(file, b"value = 1", "elsewhere.py") == 1
    assert not file.exists()


@pytest.mark.parametrize("broken", [b"", b"nothing of the kind", marshal.dumps({1: 2})[:-3]])
def test_a_file_that_is_not_whole_is_made_anew(file, broken):
    file.write_bytes(broken)
    assert kept(file, b"value = 1") == 1
    put_something_else(file)
    assert kept(file, b"value = 1") == "kept"


def test_a_folder_that_cannot_be_written_costs_the_time_and_no_more(tmp_path):
    assert kept(tmp_path / "not there" / "kept", b"value = 1") == 1


def test_python_compiles_as_ever_afterwards(file):
    before = builtins.compile
    with pytest.raises(SyntaxError), carried.kept_in(file):
        compile(b"no Python", NAME, "exec")
    assert builtins.compile is before


def test_two_starts_of_the_program_do_as_it_is_said_here(start):
    asked = "import desktop.app, desktop.ui.carried as it; print(it.beside(it.__file__))"
    seen = [os.stat(start(asked)).st_mtime_ns for _ in range(2)]
    assert seen[0] == seen[1]


def test_a_wrong_call_is_explained_as_ever(start):
    ours, plain = (start(f"import {first}{WRONG_CALL}") for first in ("desktop.ui", "PySide6"))
    assert "QRectF.moveTo(x: float, y: float" in ours
    assert ours == plain


def test_python_that_is_to_keep_nothing_keeps_nothing(file, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(file, b"value = 1") == 1
    assert not file.exists()
