"""The command line: what it says, its exit codes, and what it never imports."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop import __version__
from desktop.__main__ import main
from desktop.data import secrets
from desktop.data.tables import person

HERE = Path(__file__).parents[1]


@pytest.fixture
def home(monkeypatch, tmp_path):
    folder = tmp_path / "home"
    monkeypatch.setenv("CRAFTERNOON_HOME", str(folder))
    monkeypatch.delenv("CRAFTERNOON_DATABASE", raising=False)
    return folder


def run(words):
    try:
        return main(words)
    except SystemExit as left:
        return left.code


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["--version"]])
def test_help_imports_neither_qt_nor_sqlalchemy(words):
    script = """
import sys
from desktop.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(sorted({n.split(".")[0] for n in sys.modules} & {"PySide6", "shiboken6", "sqlalchemy"}), file=sys.stderr)
"""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=HERE, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert done.stdout
    assert time.perf_counter() - began < 5  # well under a second on a PC with nothing else to do


def test_the_console_never_imports_qt(home, tmp_path):
    script = """
import sys
from desktop.__main__ import main
main(sys.argv[1:])
print(sorted({n.split(".")[0] for n in sys.modules} & {"PySide6", "shiboken6"}), file=sys.stderr)
"""
    words = [
        "make-sample",
        "--patients",
        "20",
        "--years",
        "0",
        "--seed",
        "3",
        "--database",
        f"sqlite:///{tmp_path}/a.db",
    ]
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=HERE, env={**os.environ}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_help_says_that_a_password_in_the_words_can_be_seen(capsys):
    assert run(["--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "A password in it is seen by others" in said
    assert "CRAFTERNOON_DATABASE" in said


def test_the_version_is_said(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"Crafternoon {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["import"],
        ["import", "volunteers", "file.csv"],
        ["import", "patients", "file.csv", "--map", "Surname"],
        ["make-sample", "--patients", "many"],
        ["import", "--nonsense"],
        ["make-sample", "--sample", "--database", "sqlite:///a.db"],
    ],
)
def test_wrong_words_are_2(home, words, capsys):
    assert run(words) == 2
    assert capsys.readouterr().err


def test_a_large_sample_is_made_and_counted_in_json(home, sqlite_url, file_store, capsys):
    words = ["make-sample", "--patients", "20", "--years", "0", "--seed", "3", "--json"]
    assert run([*words, "--database", sqlite_url]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"patients": 20, "years": 0, "seed": 3}
    assert file_store.read(lambda db: db.value(select(func.count()).select_from(person))) >= 20


def test_the_database_may_be_named_before_the_word(home, sqlite_url, file_store, capsys):
    words = ["--database", sqlite_url, "make-sample", "--patients", "20", "--years", "1", "--json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["patients"] == 20


def test_a_refusal_is_1_with_its_sentence_on_stderr(home, sqlite_url, capsys):
    words = [
        "make-sample",
        "--patients",
        "20",
        "--years",
        "0",
        "--seed",
        "3",
        "--database",
        sqlite_url,
    ]
    assert run(words) == 0
    capsys.readouterr()
    assert run(words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(".\n")


def test_a_database_that_cannot_be_opened_is_1_with_a_sentence(home, tmp_path, capsys):
    (tmp_path / "letter.db").write_text("Dear Mrs Patel, " * 100)
    assert run(["make-sample", "--database", f"sqlite:///{tmp_path}/letter.db"]) == 1
    assert "not a Crafternoon database" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_1_with_a_sentence(home, sqlite_url, tmp_path, capsys):
    words = ["import", "patients", str(tmp_path / "none.csv"), "--database", sqlite_url]
    assert run(words) == 1
    assert "none.csv" in capsys.readouterr().err


def test_the_environment_can_name_the_database(home, sqlite_url, monkeypatch, file_store):
    monkeypatch.setenv("CRAFTERNOON_DATABASE", sqlite_url)
    assert run(["make-sample", "--patients", "20", "--years", "0", "--seed", "3"]) == 0
    assert file_store.read(lambda db: db.value(select(func.count()).select_from(person))) >= 20


def test_a_password_in_the_words_moves_to_the_keyring(home, monkeypatch, capsys):
    moved = {}
    monkeypatch.setattr(
        secrets, "keep", lambda url, password: bool(moved.update({url: password})) or True
    )
    monkeypatch.setattr(secrets, "_kept", lambda url: moved.get(url, ""))
    words = ["make-sample", "--database", "postgresql://desk:secret@127.0.0.1:1/practice"]
    assert run(words) == 1
    assert moved == {"postgresql://desk@127.0.0.1:1/practice": "secret"}
    assert "secret" not in capsys.readouterr().err


def test_without_a_keyring_the_password_is_used_this_once_and_that_is_said(
    home, monkeypatch, capsys
):
    monkeypatch.setattr(secrets, "keep", lambda _url, _password: False)
    words = ["make-sample", "--database", "postgresql://desk:secret@127.0.0.1:1/practice"]
    assert run(words) == 1
    err = capsys.readouterr().err
    assert "used this once" in err
    assert "secret" not in err
