"""`crafternoon export calendar`: a whole calendar file or none, and a sentence."""

import json
from dataclasses import dataclass

import pytest
from icalendar import Calendar

from desktop.__main__ import main
from tests.makers import a_session, an_activity


@pytest.fixture
def crafternoon(url, tmp_path, monkeypatch, capsys):
    """Say words to the program's own command line; its exit code and what it said come back."""
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CRAFTERNOON_DATABASE", raising=False)

    def run(*words):
        capsys.readouterr()
        try:
            code = main([*map(str, words), "--database", url])
        except SystemExit as left:
            code = left.code
        return Done(code, *capsys.readouterr())

    return run


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


def everything(*words):
    return ("export", "calendar", "--from", "2026-11-01", *words)


def summaries(file):
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return [str(each["summary"]) for each in found]


def test_the_programme_goes_into_a_file_and_is_counted_in_json(crafternoon, store, tmp_path):
    a_session(store, name="Crafternoon")
    a_session(store, name="Garden group", status="cancelled")
    a_session(store, activity_id=an_activity(store, "Young carers", private=True), private=True)
    file = tmp_path / "programme.ics"
    done = crafternoon(*everything("--to", file, "--json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"file": str(file), "sessions": 2, "cancelled": 1}
    assert summaries(file) == ["Crafternoon", "Not on today: Garden group"]
    one = crafternoon(*everything("--to", file, "--activity", "Crafternoon"))
    assert one.stdout == f"1 session written to {file}, 0 of them not on.\n"
    assert summaries(file) == ["Crafternoon"]
    assert [each.name for each in tmp_path.glob("*programme*")] == ["programme.ics"]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [("", "is a folder"), ("none/programme.ics", "There is no folder")],
)
def test_what_cannot_be_written_gets_one_sentence(crafternoon, tmp_path, to, sentence):
    done = crafternoon(*everything("--to", tmp_path / to))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr


def test_a_refusal_leaves_the_old_file_alone(crafternoon, tmp_path):
    file = tmp_path / "programme.ics"
    file.write_text("old")
    done = crafternoon(*everything("--to", file, "--activity", "Judo"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no activity called Judo. Nothing was written.\n"
    assert file.read_text() == "old"


def test_wrong_words_are_told_apart_from_a_refusal(crafternoon):
    assert crafternoon("export", "calendar").returncode == 2
    done = crafternoon("export", "calendar", "--to", "x.ics", "--from", "Tuesday")
    assert done.returncode == 2
    assert "write 2026-11-26" in done.stderr
