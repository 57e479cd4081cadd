"""Calendars out and in from the command line: whole files, one step, a sentence a line."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from desktop.data.tables import series
from tests.makers import a_session, an_activity


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


TABLE = """Activity,When,Room
Crafternoon,Every Tuesday 2pm to 4pm,Waiting room
Knitting,Tuesdays 10-12ish,Room 4
Judo,sometimes,Hall
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "programme.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def how_many(store):
    return store.read(lambda db: db.value(select(func.count()).select_from(series)))


def test_a_dry_run_says_each_line_first_to_last_and_changes_nothing(crafternoon, table, store):
    done = crafternoon("import", "calendar", table, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Line 2, Crafternoon: Every Tuesday, 2pm to 4pm: ")
    assert lines[1].startswith("Line 3, Knitting: Proposed: Every Tuesday, 10am to 12pm, from ")
    assert "“12ish” is only roughly 12pm." in lines[1]
    assert lines[2].startswith("Line 4, Judo: No day is found in “sometimes”.")
    assert lines[3].startswith("Nothing was changed. It would be: 3 lines read: 1 series and ")
    assert how_many(store) == 0


def test_what_is_proposed_is_settled_in_the_file_of_what_was_not_taken(crafternoon, table, store):
    done = json.loads(crafternoon("import", "calendar", table, "--json").stdout)
    assert [each["kind"] for each in done["lines"]] == ["series", "proposed", "rejected"]
    reply = Path(done["rejected_file"])
    header, knitting, judo = reply.read_text(encoding="utf-8-sig").splitlines()
    assert header == "Activity,When,Room,Line,Why not,Proposed,Accept"
    assert knitting.endswith(",")
    assert how_many(store) == 1
    answered = [header, knitting + "yes", judo.replace(",,", ',"Every Friday, 6pm to 7pm",yes')]
    reply.write_text("\n".join(answered), encoding="utf-8")
    again = json.loads(crafternoon("import", "calendar", reply, "--json").stdout)
    assert (again["series"], again["rejected"], again["rejected_file"]) == (2, 0, None)
    assert how_many(store) == 3


def test_proposals_may_be_accepted_all_at_once(crafternoon, table, store):
    done = json.loads(
        crafternoon("import", "calendar", table, "--accept-proposals", "--json").stdout
    )
    assert (done["series"], done["proposed"]) == (2, 0)


def test_what_this_practice_wrote_itself_is_known_again(crafternoon, store, tmp_path):
    a_session(store, name="Crafternoon")
    file = tmp_path / "own.ics"
    crafternoon(*everything("--to", file))
    done = json.loads(crafternoon("import", "calendar", file, "--json").stdout)
    assert (done["known"], done["dates"]) == (1, 0)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.csv", None, "There is no file"),
        ("a.csv", "Who,When\nSam,2pm\n", "--map"),
        ("a.csv", "Activity,Room\nSam,Hall\n", "says when"),
        ("a.ics", "Activity,When\n", "is not a calendar file"),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "There is no event in a.ics."),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "some of it is missing"),
    ],
)
def test_a_file_that_is_no_programme_gets_one_sentence(
    crafternoon, tmp_path, name, content, sentence
):
    if content is not None:
        (tmp_path / name).write_text(content)
    done = crafternoon("import", "calendar", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr


def test_a_starter_pack_goes_from_one_practice_into_the_next(crafternoon, store, tmp_path):
    an_activity(store, "Crafternoon")
    file = tmp_path / "pack.json"
    out = crafternoon("export", "starter-pack", "--to", file)
    assert (out.returncode, out.stderr) == (0, "")
    assert out.stdout.startswith(f"1 activity with 0 series written to {file}.")
    text = file.read_text(encoding="utf-8").replace('Crafternoon"', 'Knitting"', 2)
    file.write_text(text.replace("Knitting starter", "Crafternoon starter"), encoding="utf-8")
    foretold = crafternoon("import", "starter-pack", file, "--dry-run")
    assert foretold.stdout.endswith(
        "Nothing was changed. It would be: 1 new with 0 dates, 0 here already, 0 refused.\n"
    )
    done = json.loads(crafternoon("import", "starter-pack", file, "--json").stdout)
    assert (done["new"], done["known"]) == (1, 0)
    again = json.loads(crafternoon("import", "starter-pack", file, "--json").stdout)
    assert (again["new"], again["known"]) == (0, 1)


def test_a_file_that_is_no_starter_pack_gets_one_sentence(crafternoon, tmp_path):
    (tmp_path / "pack.json").write_text("{}")
    done = crafternoon("import", "starter-pack", tmp_path / "pack.json")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
