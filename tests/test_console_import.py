"""`crafternoon import patients`: what it says, its exit code, and what it leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.data.tables import person, step

HERE = Path(__file__).parents[1]
FILE = """Family name,Forename,DOB,NHS Number
Patel,Meera,14/03/1951,999 012 3055
"Hume,Derek,8/2/1943,
Nowak,Ewa,17/6/1979,999 000 0019
Mensah,Kofi,7/1/1962,
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "patients.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def crafternoon(url, tmp_path):
    """Run the program's own command line in a process of its own."""
    surroundings = {**os.environ, "CRAFTERNOON_HOME": str(tmp_path / "home")}
    surroundings.pop("CRAFTERNOON_DATABASE", None)

    def run(*words):
        said = [sys.executable, "-m", "desktop", *map(str, words), "--database", url]
        return subprocess.run(
            said, cwd=HERE, env=surroundings, capture_output=True, text=True, check=False
        )

    return run


def how_many(store, table=person):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def test_an_import_counts_in_json_and_writes_what_was_rejected(crafternoon, file, store):
    done = crafternoon("import", "patients", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    counts = {name: said[name] for name in ("read", "new", "changed", "same", "rejected")}
    assert counts == {"read": 4, "new": 2, "changed": 0, "same": 0, "rejected": 2}
    rejected = Path(said["rejected_file"]).read_text(encoding="utf-8-sig").splitlines()
    assert rejected[0] == "Family name,Forename,DOB,NHS Number,Line,Why not"
    assert "wrong place" in rejected[1]
    assert rejected[2].startswith("Nowak,Ewa,17/6/1979,999 000 0019,4,")
    assert how_many(store) == 2
    again = json.loads(crafternoon("import", "patients", file, "--json").stdout)
    assert (again["new"], again["same"]) == (0, 2)


def test_a_dry_run_leaves_the_database_alone(crafternoon, file, store):
    done = crafternoon("import", "patients", file, "--dry-run", "--json")
    assert json.loads(done.stdout)["new"] == 2
    assert (how_many(store), how_many(store, step)) == (0, 0)


def test_map_says_which_column_is_which(crafternoon, tmp_path, store):
    file = tmp_path / "other.csv"
    file.write_text("Nachname;Vorname\nPatel;Meera\n")
    words = ("--map", "Nachname=last_name", "--map", "Vorname=first_name")
    done = crafternoon("import", "patients", file, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 lines read: 1 new") or done.stdout.startswith("1 line read")
    assert how_many(store) == 1


def test_neither_names_nor_numbers_are_said_on_the_way(crafternoon, file):
    done = crafternoon("import", "patients", file)
    for private in ("Patel", "Nowak", "1951", "0019"):
        assert private not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: folder / "none.csv", "There is no file"),
        (lambda folder: folder, "is a folder"),
        (lambda folder: _with(folder / "empty.csv", b""), "empty.csv is empty."),
        (
            lambda folder: _with(folder / "list.xlsx", b"PK\x03\x04"),
            "cannot be read as a spreadsheet.",
        ),
        (lambda folder: _with(folder / "a.csv", b"Who\nPatel\n"), "--map"),
    ],
)
def test_what_cannot_be_imported_gets_one_sentence_and_exit_1(
    crafternoon, tmp_path, make, sentence
):
    done = crafternoon("import", "patients", make(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr


def test_rejected_lines_never_go_over_the_file_that_is_read(crafternoon, file, store):
    done = crafternoon("import", "patients", file, "--rejected", file)
    assert (done.returncode, how_many(store)) == (1, 0)
    assert file.read_text(encoding="utf-8") == FILE


def test_the_large_sample_is_made_from_the_command_line(crafternoon, store):
    words = ("--patients", "50", "--years", "1", "--seed", "3", "--json")
    done = crafternoon("make-sample", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["patients"] == 50
    assert how_many(store) == 50
    again = crafternoon("make-sample", *words)
    assert (again.returncode, how_many(store)) == (1, 50)
    assert again.stderr.startswith("There are people in this database.")


def _with(path, content):
    path.write_bytes(content)
    return path
